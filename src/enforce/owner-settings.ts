import type { Actor } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { OwnerSettings } from '#model/owner.ts';
import type { Change } from '#model/store.ts';
import { isInternal } from '#enforce/outsiders.ts';

const day = 24 * 3_600_000;
/** So long before its end a group's owner is asked whether it goes on. */
const notice = 7 * day;

/** What an owner has set, as the group's own row has it. */
export function settingsOf(group: Group, internal: ReadonlySet<string>): OwnerSettings {
  const { template, mode, topics, settings, purpose, endsAt } = group;
  return {
    template,
    mode: mode === 'live' ? 'live' : 'marks-live',
    topics: topics ?? { allowed: [], forbidden: [] },
    posters: settings?.posters ?? null,
    hours: settings?.hours ?? null,
    fileKinds: settings?.fileKinds ?? null,
    linkDomains: settings?.linkDomains ?? null,
    exceptions: settings?.exceptions ?? [],
    quizHours: settings?.quizHours ?? null,
    trialUntil: mode === 'live' ? null : (settings?.trialUntil ?? null),
    outsiders: isInternal(group, internal) ? 'none' : 'expected',
    purpose,
    endsAt,
  };
}

/** The group as it is run under new settings; an owner who sets something has answered. */
export function groupUnder(group: Group, next: OwnerSettings, now: Moment): Group {
  const { template, mode, topics, purpose, endsAt, ...settings } = next;
  return { ...group, template, mode, topics, purpose, endsAt, settings, answeredAt: group.answeredAt ?? now };
}

interface Made {
  readonly group: Group;
  readonly settings: OwnerSettings;
  readonly version: number;
  readonly at: Moment;
  readonly actor: Actor;
}

/** A new version, the group under it, the ledger's row and what is due at the group's end: one transaction. */
export function settingsChange({
  group,
  settings,
  version,
  at,
  actor,
}: Made): Change & { readonly groups: readonly [Group] } {
  return {
    groups: [groupUnder(group, settings, at)],
    settings: { group: group.id, version, at, actor, settings },
    ledger: [{ at, event: 'setting-changed', actor, group: group.id, detail: { what: 'owner', version } }],
    deeds: [
      ...(settings.endsAt === group.endsAt ? [] : termDeeds(group, settings.endsAt, at)),
      ...trialDeeds(group, settings),
    ],
  };
}

function trialDeeds({ id }: Group, { mode, trialUntil }: OwnerSettings): readonly NewDeed[] {
  if (mode === 'live' || trialUntil === null) return [];
  const deed = { kind: 'group-term', group: id, endsAt: trialUntil, what: 'trial' } as const;
  return [{ key: `${id}/trial/${trialUntil}`, dueAt: trialUntil, deed }];
}

function termDeeds({ id }: Group, endsAt: Moment | null, now: Moment): readonly NewDeed[] {
  if (endsAt === null) return [];
  const at = (what: 'soon' | 'over', dueAt: Moment): NewDeed => ({
    key: `${id}/term/${what}/${endsAt}`,
    dueAt: Math.max(now, dueAt),
    deed: { kind: 'group-term', group: id, endsAt, what },
  });
  return [at('soon', endsAt - notice), at('over', endsAt)];
}

import type { Actor } from '#model/case.ts';
import type { Group } from '#model/group.ts';
import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { OwnerAnswer, OwnerDesk, OwnerRefusal, OwnerSettings } from '#model/owner.ts';
import type { House } from '#enforce/house.ts';
import { isInternal } from '#enforce/outsiders.ts';
import { settingsChange, settingsOf } from '#enforce/owner-settings.ts';

export interface OwnerParts extends Pick<House, 'store' | 'clock' | 'onWake'> {
  readonly isTemplate: (id: string) => boolean;
  readonly defaultTemplate: string;
  readonly internal: ReadonlySet<string>;
  readonly screen: (text: string) => Promise<boolean>;
}

const sentences: Readonly<Record<OwnerRefusal, string>> = {
  'not-yours': '您现在不是这个群的群主，不能改它的设置。',
  stale: '刚才有人改动过设置，请刷新后再试。',
  'bad-template': '没有这个模板。',
  'words-not-welcome': '填的词里像是有不能写在这里的内容，没有保存。请换成一般的说法。',
  'nothing-to-undo': '没有更早的设置可以恢复。',
  'nothing-changed': '和现在的设置一样，没有改动。',
};

/** What owners do to their groups. Marks, personal data and the unit's floor are not among what can be set. */
export function createOwnerDesk(parts: OwnerParts): OwnerDesk {
  const { store } = parts;
  const versionOf = async (id: GroupId): Promise<number> => (await store.groups.settings(id))[0]?.version ?? 0;
  return {
    async groupsOf(person) {
      return (await store.groups.list()).filter(({ owner, state }) => owner === person && state === 'active');
    },
    current: async (group) => ({ settings: settingsOf(group, parts.internal), version: await versionOf(group.id) }),
    change: (person, id, { base, settings }) => change(parts, { person, id, base }, async () => settings),
    undo: (person, id, base) =>
      change(
        parts,
        { person, id, base },
        async () => (await store.groups.settings(id))[1]?.settings ?? 'nothing-to-undo',
      ),
    async accept(person, id) {
      const unit = await store.unit();
      return change(parts, { person, id, base: await versionOf(id) }, async (group) => ({
        ...settingsOf(group, parts.internal),
        template: unit?.template ?? parts.defaultTemplate,
        mode: 'live',
      }));
    },
    register: (actor, id, given) => register(parts, { actor, id }, given),
    isInternal: (group) => isInternal(group, parts.internal),
    history: (id) => store.groups.settings(id),
  };
}

interface Asked {
  readonly person: Pseudonym;
  readonly id: GroupId;
  readonly base: number;
}

async function change(
  parts: OwnerParts,
  { person, id, base }: Asked,
  next: (group: Group) => Promise<OwnerSettings | OwnerRefusal>,
): Promise<OwnerAnswer> {
  const { store } = parts;
  const group = await store.groups.find(id);
  if (!group || group.owner !== person || group.state !== 'active') return refuse('not-yours');
  const [latest] = await store.groups.settings(id);
  const settings = await next(group);
  if (typeof settings === 'string') return refuse(settings);
  const fault = await faultOf(parts, settings);
  if (fault !== null) return refuse(fault);
  if ((latest?.version ?? 0) !== base) return refuse('stale');
  const now = parts.clock();
  const actor = { kind: 'member', person } as const;
  // What stood before the first change is a version too, so that it can be undone.
  const first = settingsChange({ group, settings: settingsOf(group, parts.internal), version: 1, at: now, actor });
  if (latest === undefined && group.answeredAt !== null)
    await store.record({ ...(first.settings && { settings: first.settings }) });
  const version = (await store.groups.settings(id))[0]?.version ?? 0;
  const made = settingsChange({ group, settings, version: version + 1, at: now, actor });
  const recorded = await store.record(made);
  if (!recorded.ok) return refuse('stale');
  parts.onWake();
  return { ok: true, group: made.groups[0], version: version + 1 };
}

async function register(
  parts: OwnerParts,
  { actor, id }: { readonly actor: Actor; readonly id: GroupId },
  given: Pick<OwnerSettings, 'purpose' | 'endsAt' | 'outsiders'>,
): Promise<OwnerAnswer> {
  const { store } = parts;
  const group = await store.groups.find(id);
  if (group?.state !== 'active') return refuse('not-yours');
  const settings = { ...settingsOf(group, parts.internal), ...given };
  const fault = await faultOf(parts, settings);
  if (fault !== null) return refuse(fault);
  const version = ((await store.groups.settings(id))[0]?.version ?? 0) + 1;
  const made = settingsChange({ group, settings, version, at: parts.clock(), actor });
  // The owner has still to answer for himself.
  const recorded = await store.record({
    ...made,
    groups: [{ ...made.groups[0], answeredAt: group.answeredAt, mode: group.mode }],
  });
  if (!recorded.ok) return refuse('stale');
  parts.onWake();
  return { ok: true, group: made.groups[0], version };
}

/** Topics and purpose are words people wrote: checked like a post before they are kept. */
async function faultOf(
  { isTemplate, screen }: OwnerParts,
  { template, topics, purpose }: OwnerSettings,
): Promise<OwnerRefusal | null> {
  if (!isTemplate(template)) return 'bad-template';
  const words = [...topics.allowed, ...topics.forbidden].flatMap((topic) => topic.words);
  const found = await Promise.all([...words, purpose].map((text) => screen(text)));
  return found.some(Boolean) ? 'words-not-welcome' : null;
}

function refuse(refused: OwnerRefusal): OwnerAnswer {
  return { ok: false, refused, says: sentences[refused] };
}

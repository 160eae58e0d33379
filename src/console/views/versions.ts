import type { Actor } from '#model/case.ts';
import type { OwnerSettings, SettingsVersion } from '#model/owner.ts';
import type { RegisterWire, SettingsVersionWire } from '#model/owner-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { settingsDiff, type Names } from '#console/views/settings-diff.ts';

type Sources = Pick<ConsoleParts, 'store' | 'templates' | 'ownerFacts' | 'timeZone'>;

/** Versions of a group's settings, newest first, each with what it changed. */
export async function versionsOf(
  parts: Sources,
  versions: readonly SettingsVersion[],
): Promise<readonly SettingsVersionWire[]> {
  const names = await namesFor(
    parts,
    versions.map(({ settings }) => settings),
  );
  return Promise.all(
    versions.map(async ({ version, at, actor, settings }, index) => ({
      version,
      at,
      who: await whoIs(parts, actor),
      changes: settingsDiff(versions[index + 1]?.settings ?? null, settings, names),
    })),
  );
}

/** The office's last change of the register, taken back; what an owner has set only he takes back. */
export function takeBackOf([last, before]: readonly SettingsVersion[]): RegisterWire | null {
  if (last?.actor.kind !== 'account' || before === undefined) return null;
  const { purpose, endsAt, outsiders } = before.settings;
  const now = last.settings;
  const isSame = purpose === now.purpose && endsAt === now.endsAt && outsiders === now.outsiders;
  return isSame ? null : { purpose, endsAt, outsiders };
}

async function whoIs({ store }: Sources, actor: Actor): Promise<string> {
  if (actor.kind === 'bot') return '周知';
  if (actor.kind === 'account') return '保密办';
  return (await store.people.find(actor.person))?.name ?? '（对应关系已删除）';
}

export async function namesFor(
  { store, templates, ownerFacts, timeZone }: Sources,
  all: readonly OwnerSettings[],
): Promise<Names> {
  const people = all.flatMap((settings) => [
    ...(settings.posters?.also ?? []),
    ...settings.exceptions.filter(({ what }) => what === 'notice').map(({ value }) => value),
  ]);
  const known = new Map<string, string>();
  for (const person of new Set(people)) known.set(person, (await store.people.find(person))?.name ?? '（已删除）');
  const format = new Intl.DateTimeFormat('zh-CN', { timeZone, month: 'numeric', day: 'numeric' });
  return {
    template: (id) => templates.find((one) => one.id === id)?.title ?? id,
    fileKind: (id) => ownerFacts.fileKinds.find((one) => one.id === id)?.title ?? id,
    person: (person) => known.get(person) ?? '（已删除）',
    date: (at) => {
      const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      return `${parts['month'] ?? ''}月${parts['day'] ?? ''}日`;
    },
  };
}

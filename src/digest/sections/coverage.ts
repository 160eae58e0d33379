import type { DigestSection } from '#model/digest.ts';
import type { Group } from '#model/group.ts';
import { section, type Matter } from '#digest/matter.ts';
import { keysSay, keyTable, wholeSays } from '#digest/sections/happened.ts';

export interface Coverage {
  readonly active: number;
  readonly whole: number;
  readonly mentions: number;
  readonly blind: number;
  readonly silent: number;
  readonly partly: number;
}

/** Where the bot does not see, or not everything. */
export function coverage(matter: Matter): DigestSection {
  const { say, doors, period } = matter;
  const counts = coverageOf(matter.groups);
  const ill = doors.filter((door) => door.says !== null);
  const hasKeys = period.rhythm !== 'day';
  return section(
    'coverage',
    say,
    [
      counts.partly === 0
        ? say('coverage-all', { 个数: counts.active })
        : say('coverage-part', { 个数: counts.active, 数: counts.partly }),
      ...(ill.length === 0 ? [say('doors-fine')] : ill.map((door) => say('door', { 名称: door.platform }))),
      wholeSays(matter, 'unread'),
      ...(hasKeys ? [] : [say('unread-later')]),
    ],
    {
      table: {
        columns: ['群能看到什么', '群数'],
        rows: [
          ['看得到全部消息', String(counts.whole)],
          ['只看得到@机器人的消息', String(counts.mentions)],
          ['看不到消息，只能发送', String(counts.blind)],
          ['尚未告知成员，暂不检查', String(counts.silent)],
        ],
      },
    },
  );
}

/** Why posts could not be read; a table of its own, from the week on. */
export function unread(matter: Matter): DigestSection {
  return section('unread', matter.say, [keysSay(matter, 'unread')], { table: keyTable(matter, ['unread']) });
}

export function coverageOf(groups: readonly Group[]): Coverage {
  const active = groups.filter(({ state }) => state === 'active');
  const silent = active.filter(({ introducedAt }) => introducedAt === null).length;
  const seeing = (sees: Group['abilities']['sees']): number =>
    active.filter(({ introducedAt, abilities }) => introducedAt !== null && abilities.sees === sees).length;
  const [whole, mentions, blind] = [seeing('every-post'), seeing('mentions'), seeing('nothing')];
  return { active: active.length, whole, mentions, blind, silent, partly: mentions + blind + silent };
}

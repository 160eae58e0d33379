import type { Digest, DigestSection } from '#model/digest.ts';
import type { Group } from '#model/group.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import { daysLater } from '#lib/calendar.ts';
import { compareRates, doubt } from '#digest/compare.ts';
import { digestId, ledgerNote } from '#digest/compose-office.ts';
import { section, spanOf, type Matter } from '#digest/matter.ts';
import { dateWords, lastPeriod, periodBefore, periodWords } from '#digest/periods.ts';
import { coverageOf } from '#digest/sections/coverage.ts';
import { learning } from '#digest/sections/learning.ts';
import { toldIn } from '#digest/told.ts';
import { rhythmWords } from '#digest/words.ts';

/** An owner's digest: his groups, without names, without kinds. `matter.groups` are his own. */
export function composeOwner(owner: Pseudonym, matter: Matter): Digest {
  const { period, say, madeAt, head, tz } = matter;
  const todo = ownerTodo(matter);
  return {
    id: digestId(owner, period),
    owner,
    period,
    title: say('title-owner', { 周期: rhythmWords[period.rhythm], 时期: periodWords(period, tz) }),
    madeAt,
    head,
    hasNews: todo.length > 0 || coverageOf(matter.groups).partly > 0 || (matter.quiz?.rounds ?? 0) > 0,
    todo: todo.length,
    sections: [
      section('owner-todo', say, todo.length === 0 ? [say('owner-nothing')] : todo),
      myGroups(matter),
      learning(matter),
      ledgerNote(matter),
    ],
  };
}

const soon = { term: 30, topic: 7 } as const;

/** What waits for the owner himself: settings, never cases. */
function ownerTodo({ groups, madeAt, tz, say }: Pick<Matter, 'groups' | 'madeAt' | 'tz' | 'say'>): readonly string[] {
  const within = (at: Moment | null, days: number): at is Moment => at !== null && at < daysLater(madeAt, days, tz);
  return active(groups).flatMap(({ name, introducedAt, answeredAt, endsAt, topics }) => {
    const ending = [...(topics?.allowed ?? []), ...(topics?.forbidden ?? [])].flatMap(({ until }) =>
      until !== null && until > madeAt && within(until, soon.topic) ? [until] : [],
    );
    return [
      ...(introducedAt !== null && answeredAt === null ? [say('owner-template', { 群名: name })] : []),
      ...(within(endsAt, soon.term) ? [say('owner-ends', { 群名: name, 日期: dateWords(endsAt, tz) })] : []),
      ...ending.map((until) => say('owner-topic', { 群名: name, 日期: dateWords(until, tz) })),
    ];
  });
}

function myGroups(matter: Matter): DigestSection {
  const { groups, say } = matter;
  return section(
    'my-groups',
    say,
    [...active(groups).flatMap((group) => groupSays(group, matter)), say('owner-months')],
    {
      table: {
        columns: ['群', '机器人能看到什么', '检查'],
        rows: active(groups).map(({ name, abilities, introducedAt, mode }) => [
          name,
          seesWords[abilities.sees],
          introducedAt === null ? '尚未告知成员，暂不检查' : modeWords[mode],
        ]),
      },
    },
  );
}

const seesWords: Readonly<Record<Group['abilities']['sees'], string>> = {
  'every-post': '全部消息',
  mentions: '只有@它的消息',
  nothing: '看不到，只能发送',
};
const modeWords: Readonly<Record<Group['mode'], string>> = {
  live: '全部生效',
  'marks-live': '带标志的生效，其余只统计',
  off: '已停用',
};

/** The last whole month: told only where at least five people are in it, for this group and for all others together. */
function groupSays({ id, name }: Group, matter: Matter): readonly string[] {
  const { segments, period, say, tz } = matter;
  const month = lastPeriod('month', period.to, tz);
  const [now, before] = [month, periodBefore(month, tz)].map((span) => {
    const told = toldIn(segments, { stream: 'reminders', margin: 'group', period: span });
    const cell = told?.cells.find(({ key }) => key === id);
    return told && cell ? { ...told, count: cell.count } : null;
  });
  if (!now) return [say('owner-few', { 群名: name })];
  const change = before ? compareRates(now, before, doubt) : null;
  return [
    say('owner-count', { 群名: name, 段: spanOf(matter, now), 数: now.count }),
    ...(change === null ? [] : [say(`owner-${change}`, { 群名: name })]),
  ];
}

function active(groups: readonly Group[]): readonly Group[] {
  return groups.filter(({ state }) => state === 'active');
}

import type { Actor } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { QuizSetting, Round } from '#model/round.ts';
import type { Change } from '#model/store.ts';
import { localTime, momentOf, workdayAfter, type Hours } from '#lib/working-time.ts';
import { chooseForGroup } from '#quiz/choose-group.ts';
import { latestOf } from '#quiz/work.ts';
import { audienceOf } from '#rounds/learners.ts';
import { hoursOf, idOf, liveItems, minute, settingOf, type RoundsParts } from '#rounds/parts.ts';

export interface Opening {
  /** Names the round: the same hour makes the same round. */
  readonly slot: Moment;
  readonly now: Moment;
  readonly by: Round['by'];
  readonly actor: Actor;
}

export type Opened =
  { readonly round: Round; readonly change: Change } | { readonly round: null; readonly change: Change };

/** A new round with its clocks, as a change; no round where no category is due for most of the group. */
export async function openRound(
  parts: RoundsParts,
  group: Group,
  opening: Opening,
  signal: AbortSignal,
): Promise<Opened> {
  const { store, memory, restDays } = parts;
  const { now } = opening;
  const [setting, hours, items, askedAt, audience] = await Promise.all([
    settingOf(parts, group.id),
    hoursOf(parts, group.id),
    liveItems(parts),
    store.quiz.askedAt(group.id).then(latestOf),
    audienceOf(parts, group, now, signal),
  ]);
  const { learners, memberships } = audience;
  // Where the platform names nobody, the group is asked as somebody who was never asked.
  const asked = learners.length > 0 ? learners : [{ member: '', isExcused: false, history: [] }];
  const choice = chooseForGroup({ items, memory, restDays, now, group: group.id, learners: asked, askedAt });
  if (!choice) return { round: null, change: { quiz: { memberships } } };
  const answering = learners.filter(({ isExcused, member }) => !isExcused && !choice.skip.includes(member)).length;
  const round: Round = {
    id: idOf('q', group.id, opening.slot),
    version: 0,
    group: group.id,
    item: choice.item,
    category: choice.category,
    openedAt: now,
    closesAt: deadline(parts, setting, hours, now),
    state: 'open',
    by: opening.by,
    asked: answering + audience.unknown,
    skip: choice.skip.filter((member) => member !== ''),
    message: null,
    reminders: 0,
  };
  const detail = { round: round.id, item: round.item, asked: round.asked };
  return {
    round,
    change: {
      quiz: { rounds: [round], memberships },
      deeds: clocksOf(parts, round, { setting, hours, group }),
      ledger: [{ at: now, event: 'round-opened', actor: opening.actor, group: group.id, detail }],
    },
  };
}

const closingHour = 17;

function deadline(parts: RoundsParts, { openDays, onRestDays }: QuizSetting, hours: Hours, now: Moment): Moment {
  const last = workdayAfter(localTime(now, parts.tz).day, openDays, onRestDays ? () => true : parts.isWorkday);
  // An hour before the office shuts, so that the result is still read.
  return momentOf(last, Math.min(closingHour, hours[1] - 1), parts.tz);
}

interface Clocking {
  readonly setting: QuizSetting;
  readonly hours: Hours;
  readonly group: Group;
}

/** The question now, at most two reminders, the owner's button on the last day, the deadline. */
function clocksOf(parts: RoundsParts, round: Round, { setting, hours, group }: Clocking): readonly NewDeed[] {
  const { id, openedAt, closesAt } = round;
  const { day: opened } = localTime(openedAt, parts.tz);
  const isWorkday = setting.onRestDays ? () => true : parts.isWorkday;
  const onDay = (workdays: number, hour: number): Moment =>
    momentOf(workdayAfter(opened, workdays, isWorkday), hour, parts.tz);
  const morning = hours[0] + Math.min(1, (hours[1] - hours[0] - 1) / 2);
  const reminders = [...new Set([1, setting.openDays - 1])]
    .filter((workdays) => workdays > 0)
    .map((workdays) => onDay(workdays, morning))
    .filter((at) => at > openedAt && at < closesAt - 60 * minute);
  const toGroup = { kind: 'group', group: group.id } as const;
  const say = (what: 'question' | 'reminder' | 'owner', key: string, dueAt: Moment, to: SayTo = toGroup): NewDeed => ({
    key: `${id}/${key}`,
    dueAt,
    deed: { kind: 'quiz-say', what, to, ref: id, case: null },
  });
  const ownerAt = onDay(setting.openDays, morning);
  return [
    say('question', 'question', openedAt),
    ...reminders.map((at, index) => say('reminder', `reminder/${index + 1}`, at)),
    ...(group.owner === null || ownerAt <= openedAt || ownerAt >= closesAt
      ? []
      : [say('owner', 'owner', ownerAt, { kind: 'person', person: group.owner })]),
    { key: `${id}/close`, dueAt: closesAt, deed: { kind: 'quiz-close', round: id } },
  ];
}

type SayTo = Extract<NewDeed['deed'], { kind: 'quiz-say' }>['to'];

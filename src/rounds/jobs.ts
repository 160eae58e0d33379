import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { QuizSetting } from '#model/round.ts';
import type { Change } from '#model/store.ts';
import { groupHours, heldIn, hourOf } from '#rounds/hours.ts';
import type { Hours } from '#lib/working-time.ts';
import { planLessons } from '#rounds/lessons.ts';
import { openRound } from '#rounds/open.ts';
import { officeHours, usualSetting, type RoundsParts } from '#rounds/parts.ts';

/** What the timetable takes; spoken here in the room's own words, since rooms know no neighbour. */
export interface QuizJob {
  readonly name: string;
  readonly title: string;
  readonly when:
    | { readonly kind: 'every'; readonly minutes: number }
    | {
        readonly kind: 'at';
        readonly days: { readonly weekdays: readonly number[] };
        readonly hour: number;
        readonly onRest: 'next-workday' | 'anyway';
      };
  readonly since: Moment;
  readonly hours: 'office' | 'office-any-day' | 'any';
  /** Narrower than the unit's. */
  readonly within?: Hours;
  run(
    turn: { readonly slot: Moment; readonly now: Moment; readonly by: 'clock' | 'hand' },
    signal: AbortSignal,
  ): Promise<Change | null>;
}

/** One job a group, and one that looks after private items. */
export async function quizJobs(parts: RoundsParts): Promise<readonly QuizJob[]> {
  const [groups, settings, unit] = await Promise.all([
    parts.store.groups.list(),
    parts.store.quiz.settings(),
    officeHours(parts),
  ]);
  const byGroup = new Map(settings.map((setting) => [setting.group, setting]));
  const lessons: QuizJob = {
    name: 'quiz-lessons',
    title: '私下的同类小题',
    when: { kind: 'every', minutes: 1 },
    since: 0,
    hours: 'any',
    run: ({ now }) => planLessons(parts, now),
  };
  const ofGroup = (group: Group): QuizJob | [] => {
    const within = groupHours(group, unit);
    return jobOf(parts, group, { setting: heldIn(byGroup.get(group.id) ?? usualSetting(group.id), within), within });
  };
  return [lessons, ...groups.flatMap(ofGroup)];
}

function jobName(group: string): string {
  return `quiz/${group}`;
}

function jobOf(
  parts: RoundsParts,
  group: Group,
  { setting, within }: { readonly setting: QuizSetting; readonly within: Hours },
): QuizJob | [] {
  const { introducedAt, state, mode, id, name } = group;
  const hour = hourOf(setting.at);
  if (state !== 'active' || introducedAt === null || mode === 'off' || !setting.isOn || hour === null) return [];
  const { weekdays, onRestDays } = setting;
  return {
    name: jobName(id),
    title: `小题：${name}`,
    when: { kind: 'at', days: { weekdays }, hour, onRest: onRestDays ? 'anyway' : 'next-workday' },
    since: introducedAt,
    hours: onRestDays ? 'office-any-day' : 'office',
    within,
    async run({ slot, now, by }, signal) {
      // Two that a holiday brings together: the second waits for the next week.
      if (by === 'clock' && (await parts.store.quiz.openRound(id))) return null;
      const opening = { slot, now, by: by === 'clock' ? 'timetable' : 'hand', actor: { kind: 'bot' } } as const;
      return (await openRound(parts, group, opening, signal)).change;
    },
  };
}

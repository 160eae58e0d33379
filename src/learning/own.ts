import type { Moment, Pseudonym } from '#model/ids.ts';
import type { OwnLearning } from '#model/learning.ts';
import { newcomerFor, type Attempt, type Round } from '#model/round.ts';
import { hoursOf } from '#quiz/hours.ts';
import { streakOf } from '#quiz/streak.ts';
import { hourRule } from '#learning/hours.ts';
import { faultyItems, manyAttempts, titleOf, yearOf, yearSpan, type LearningParts } from '#learning/parts.ts';

const shownAttempts = 30;
/** Rounds looked back on for a streak, of each group. */
const shownRounds = 200;
/** The chances from which a category counts as remembered well, and as remembered. */
const levels = { firm: 0.9, fair: 0.75 } as const;

export async function ownLearning(
  parts: LearningParts,
  person: Pseudonym,
  wanted: number | null,
): Promise<OwnLearning | null> {
  const { store, clock, tz } = parts;
  const found = await store.people.find(person);
  if (!found) return null;
  const now = clock();
  const attempts = await store.quiz.attempts({ person, limit: manyAttempts });
  const thisYear = yearOf(now, tz);
  const years = [...new Set([thisYear, ...attempts.map(({ at }) => yearOf(at, tz))])].toSorted((a, b) => b - a);
  const year = wanted !== null && years.includes(wanted) ? wanted : thisYear;
  const { from, before } = yearSpan(year, tz);
  const ofYear = attempts.filter(({ at }) => at >= from && at < before);
  const rule = await hourRule(parts);
  const rounds = await roundsOf(parts, person);
  const answered = new Set(attempts.map(({ ref }) => ref));
  return {
    name: found.name,
    hours: hoursOf(person, year, { attempts: ofYear, faulty: await faultyItems(parts), rule }),
    rule,
    years,
    rest: await restOf(parts, person, now),
    streak: streakOf(person, rounds, answered),
    open: await openOf(parts, person, { rounds, answered }),
    known: await knownOf(parts, person, now),
    history: attempts.slice(0, shownAttempts).map((attempt) => shown(parts, attempt)),
  };
}

/** He may know why nothing comes. */
async function restOf({ store }: LearningParts, person: Pseudonym, now: Moment): Promise<OwnLearning['rest']> {
  const excuse = (await store.quiz.excuses(now)).find((one) => one.person === person);
  if (excuse) return { why: excuse.why, until: excuse.until };
  const seats = await store.quiz.groupsOf(person);
  const until = Math.min(...seats.map(({ since }) => since + newcomerFor));
  return seats.length > 0 && until > now ? { why: 'newcomer', until } : null;
}

async function roundsOf({ store }: LearningParts, person: Pseudonym): Promise<readonly Round[]> {
  const seats = await store.quiz.groupsOf(person);
  const rounds = await Promise.all(
    seats.map(({ group, since }) => store.quiz.rounds({ group, from: since, limit: shownRounds })),
  );
  return rounds.flat();
}

async function openOf(
  parts: LearningParts,
  person: Pseudonym,
  { rounds, answered }: { readonly rounds: readonly Round[]; readonly answered: ReadonlySet<string> },
): Promise<OwnLearning['open']> {
  const prompts = await parts.store.quiz.prompts({ person, states: ['asked'], limit: 20 });
  const waiting: readonly { readonly ref: string; readonly item: string; readonly closesAt: Moment | null }[] = [
    ...prompts.map(({ id, item }) => ({ ref: id, item, closesAt: null })),
    ...rounds
      .filter(({ id, state, skip }) => state === 'open' && !answered.has(id) && !skip.includes(person))
      .map(({ id, item, closesAt }) => ({ ref: id, item, closesAt })),
  ];
  return waiting.map(({ ref, item, closesAt }) => ({
    url: parts.link(ref, person),
    stem: stemOf(parts, item),
    closesAt,
  }));
}

async function knownOf(parts: LearningParts, person: Pseudonym, now: Moment): Promise<OwnLearning['known']> {
  const history = (await parts.store.quiz.histories([person])).get(person) ?? [];
  const answered = new Set(history.flatMap((one) => (one.kind === 'answered' ? [one.category] : [])));
  return [...parts.memory.recallsOf(history)]
    .filter(([category]) => answered.has(category))
    .map(([category, recall]) => ({
      category,
      title: titleOf(parts, category),
      chance: parts.memory.chanceOf(recall, now),
      dueAt: recall.dueAt,
    }))
    .toSorted((one, other) => one.chance - other.chance)
    .map(({ chance, ...known }) => ({ ...known, level: levelOf(chance, known.dueAt <= now) }));
}

function levelOf(chance: number, isDue: boolean): OwnLearning['known'][number]['level'] {
  if (isDue || chance < levels.fair) return 'due';
  return chance >= levels.firm ? 'firm' : 'fair';
}

function shown(parts: LearningParts, { at, item, category, share, group }: Attempt): OwnLearning['history'][number] {
  return { at, stem: stemOf(parts, item), title: titleOf(parts, category), share, isPrivate: group === null };
}

function stemOf({ bank }: LearningParts, item: string): string {
  const known = [...bank.items, ...(bank.past ?? [])].find(({ id }) => id === item);
  return known?.stem ?? '（题目已不在题库里）';
}

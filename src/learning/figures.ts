import { setImmediate as breathe } from 'node:timers/promises';
import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { LearningSpan } from '#model/learning.ts';
import type { QuizFigures } from '#model/quiz-figures.ts';
import type { Experience } from '#model/quiz.ts';
import type { Membership } from '#model/round.ts';
import { localTime } from '#lib/working-time.ts';
import { incidenceOf } from '#quiz/statistics/incidence.ts';
import { masteryOf } from '#quiz/statistics/mastery.ts';
import { fewest } from '#quiz/statistics/merge-small.ts';
import { participation, participationBy } from '#quiz/statistics/participation.ts';
import { reOffenceOf } from '#quiz/statistics/re-offence.ts';
import { manyAttempts, type LearningParts } from '#learning/parts.ts';

const manyRounds = 20_000;
const atOnce = 50;

/** Statistics of a span, of one group or of everybody. */
export async function quizFigures(parts: LearningParts, span: LearningSpan): Promise<QuizFigures> {
  const { store, tz, clock, memory } = parts;
  const { from, before, group } = span;
  const seats = await seatsOf(parts, group);
  const people = [...new Set(seats.map(({ person }) => person))];
  const among = new Set(people);
  const rounds = await store.quiz.rounds({ from, before, limit: manyRounds, ...(group === null ? {} : { group }) });
  const all = await store.quiz.attempts({ limit: manyAttempts });
  const attempts = all.filter(({ person }) => group === null || among.has(person));
  const violations = (await store.quiz.violations({})).filter(({ person }) => group === null || among.has(person));
  const sizes = countBy(seats.map((seat) => seat.group));
  const refs = new Set(rounds.map(({ id }) => id));
  const answering = {
    rounds,
    attempts: attempts.filter(({ ref }) => refs.has(ref)),
    sizeOf: (id: string) => sizes.get(id) ?? 0,
  };
  const sinces = sinceOf(seats);
  const groups = participationBy(answering, (round) => round.group);
  return {
    from,
    before,
    people: people.length,
    whole: participation(answering),
    groups: groups.map((cell) => ({ ...cell, group: cell.name })),
    months: participationBy(answering, ({ openedAt }) => localTime(openedAt, tz).day.slice(0, 7)).toSorted(
      (one, other) => (one.name ?? '').localeCompare(other.name ?? ''),
    ),
    mastery: people.length < fewest ? [] : masteryOf(await historiesOf(parts, people), memory, clock()),
    incidence: incidenceOf({
      attempts,
      violations,
      sinceOf: (person) => sinces.get(person) ?? from,
      from,
      before: Math.min(before, clock()),
    }),
    reOffence: reOffenceOf({
      violations: violations.filter(({ at }) => at >= from && at < before),
      attempts,
      now: clock(),
    }),
  };
}

async function seatsOf({ store }: LearningParts, group: GroupId | null): Promise<readonly Membership[]> {
  const groups = group === null ? (await store.groups.list()).map(({ id }) => id) : [group];
  return (await Promise.all(groups.map((id) => store.quiz.members(id)))).flat();
}

/** A few at a time, so that the house goes on answering meanwhile. */
async function historiesOf(
  { store }: LearningParts,
  people: readonly Pseudonym[],
): Promise<readonly (readonly Experience[])[]> {
  const found: (readonly Experience[])[] = [];
  for (let at = 0; at < people.length; at += atOnce) {
    found.push(...(await store.quiz.histories(people.slice(at, at + atOnce))).values());
    await breathe();
  }
  return found;
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function sinceOf(seats: readonly Membership[]): ReadonlyMap<Pseudonym, number> {
  const since = new Map<Pseudonym, number>();
  for (const seat of seats) since.set(seat.person, Math.min(seat.since, since.get(seat.person) ?? Infinity));
  return since;
}

import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { LearningSpan } from '#model/learning.ts';
import type { QuizFigures } from '#model/quiz-figures.ts';
import type { Membership } from '#model/round.ts';
import { localTime } from '#lib/working-time.ts';
import { firstAnswers, incidenceOf } from '#quiz/statistics/incidence.ts';
import { masteryOf } from '#quiz/statistics/mastery.ts';
import { fewest } from '#quiz/statistics/merge-small.ts';
import { participation, participationBy, type Answering } from '#quiz/statistics/participation.ts';
import { reOffenceOf } from '#quiz/statistics/re-offence.ts';
import type { LearningParts } from '#learning/parts.ts';
import type { Scene } from '#learning/scene.ts';

const manyRounds = 20_000;

export interface FigureParts extends LearningParts {
  readonly scene: () => Promise<Scene>;
}

/** Statistics of a span, of one group or of everybody. */
export async function quizFigures(parts: FigureParts, span: LearningSpan): Promise<QuizFigures> {
  const { clock } = parts;
  const { from, before } = span;
  const scene = await sceneOf(parts, span);
  const groups = participationBy(scene.answering, (round) => round.group);
  const { group } = span;
  // Else whoever looks at every group by itself could count out the one that was merged.
  if (group !== null && !groups.some(({ name }) => name === group)) return { ...nothingOf(span), isMerged: true };
  const seats = scene.seats.filter((seat) => group === null || seat.group === group);
  const people = [...new Set(seats.map(({ person }) => person))];
  const among = new Set(people);
  const answering = narrowed(scene.answering, group);
  const isIn = ({ person }: { readonly person: Pseudonym }): boolean => group === null || among.has(person);
  const attempts = group === null ? scene.answers : scene.answers.filter(isIn);
  const violations = scene.violations.filter(isIn);
  const sinces = sinceOf(seats);
  return {
    isMerged: false,
    from,
    before,
    people: people.length,
    whole: participation(answering),
    groups: groups
      .filter(({ name }) => group === null || name === group)
      .map((cell) => ({ ...cell, group: cell.name })),
    months: monthsOf(answering, parts.tz),
    mastery: people.length < fewest ? [] : masteryOf(await scene.recallsOf(people), scene, clock()),
    incidence: incidenceOf({
      firsts: group === null ? scene.firsts : firstAnswers(attempts),
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

function nothingOf({ from, before }: LearningSpan): Omit<QuizFigures, 'isMerged'> {
  const answering = { rounds: [], byRound: new Map(), sizeOf: () => 0 };
  return {
    from,
    before,
    people: 0,
    whole: participation(answering),
    groups: [],
    months: [],
    mastery: [],
    incidence: null,
    reOffence: reOffenceOf({ violations: [], attempts: [], now: before }),
  };
}

/** Every group's rounds of the span, and everybody's answers. */
async function sceneOf({ store, scene: openScene }: FigureParts, { from, before }: LearningSpan) {
  const [groups, rounds, { byRound, ...scene }] = await Promise.all([
    store.groups.list(),
    store.quiz.rounds({ from, before, limit: manyRounds }),
    openScene(),
  ]);
  const seats = (await Promise.all(groups.map(({ id }) => store.quiz.members(id)))).flat();
  const sizes = countBy(seats.map((seat) => seat.group));
  const answering: Answering = { rounds, byRound, sizeOf: (id) => sizes.get(id) ?? 0 };
  return { ...scene, seats, answering };
}

function narrowed(answering: Answering, group: GroupId | null): Answering {
  return group === null
    ? answering
    : { ...answering, rounds: answering.rounds.filter((round) => round.group === group) };
}

function monthsOf(answering: Answering, tz: string): QuizFigures['months'] {
  return participationBy(answering, ({ openedAt }) => localTime(openedAt, tz).day.slice(0, 7)).toSorted((one, other) =>
    (one.name ?? '').localeCompare(other.name ?? ''),
  );
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

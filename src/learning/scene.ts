import { setImmediate as breathe } from 'node:timers/promises';
import type { Category } from '#model/category.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { AnswerFact, AnswerStamp } from '#model/quiz-store.ts';
import type { Experience } from '#model/quiz.ts';
import type { Violation } from '#model/round.ts';
import { firstAnswers, type FirstAnswers } from '#quiz/statistics/incidence.ts';
import type { Memory, Recall } from '#quiz/recall.ts';
import type { LearningParts } from '#learning/parts.ts';

export type Recalls = ReadonlyMap<Category, Recall>;

/** Every answer there is and what each person is thought to remember, kept between two looks at the statistics. */
export interface Scene {
  readonly answers: readonly AnswerFact[];
  readonly byRound: ReadonlyMap<string, readonly AnswerFact[]>;
  readonly firsts: FirstAnswers;
  readonly violations: readonly Violation[];
  /** As of the hour. */
  readonly chanceOf: Memory['chanceOf'];
  recallsOf(people: readonly Pseudonym[]): Promise<readonly Recalls[]>;
}

interface Kept {
  readonly stamp: AnswerStamp;
  readonly answers: AnswerFact[];
  /** Folded when first asked for; thrown away when the person answers. */
  readonly recalls: Map<Pseudonym, Recalls>;
  byPerson: ReadonlyMap<Pseudonym, readonly AnswerFact[]> | null;
  byRound: ReadonlyMap<string, readonly AnswerFact[]> | null;
  firsts: FirstAnswers | null;
}

const foldedInOneGo = 200;

/**
 * A hundred thousand answers are read and folded once, in seconds, and after that only what has come. The stamp counts and adds up
 * the rows, so that anything that went, or came late, makes it read anew.
 */
export function openScene({ store, memory }: Pick<LearningParts, 'store' | 'memory'>): () => Promise<Scene> {
  let kept: Kept | null = null;
  const chanceOf = byTheHour(memory);
  return async () => {
    const [stamp, violations, contests] = await Promise.all([
      store.quiz.answerStamp(),
      store.quiz.violations({}),
      store.quiz.contests({ state: 'upheld' }),
    ]);
    const now = kept && isSame(kept.stamp, stamp) ? kept : await next(store, kept, stamp);
    kept = now;
    const faulty = new Set(contests.map(({ item }) => item));
    const byViolator = Map.groupBy(violations, ({ person }) => person);
    const fold = (person: Pseudonym): Recalls => {
      const answers = (now.byPerson ??= Map.groupBy(now.answers, (one) => one.person)).get(person) ?? [];
      return memory.recallsOf(historyOf(answers, byViolator.get(person) ?? [], faulty));
    };
    const byRound = (now.byRound ??= Map.groupBy(now.answers, ({ ref }) => ref));
    const firsts = (now.firsts ??= firstAnswers(now.answers));
    return {
      answers: now.answers,
      byRound,
      firsts,
      violations,
      chanceOf,
      recallsOf: (people) => folded(people, now, fold),
    };
  };
}

const hour = 3_600_000;

/** Nobody forgets much within one: a chance is worked out once an hour. */
function byTheHour(memory: Pick<Memory, 'chanceOf'>): Memory['chanceOf'] {
  const known = new WeakMap<Recall, { readonly hour: number; readonly chance: number }>();
  return (recall, at) => {
    const now = Math.floor(at / hour);
    const before = known.get(recall);
    if (before?.hour === now) return before.chance;
    const chance = memory.chanceOf(recall, at);
    known.set(recall, { hour: now, chance });
    return chance;
  };
}

async function folded(
  people: readonly Pseudonym[],
  { recalls }: Kept,
  fold: (person: Pseudonym) => Recalls,
): Promise<readonly Recalls[]> {
  let fresh = 0;
  const all: Recalls[] = [];
  for (const person of people) {
    const before = recalls.get(person);
    const recall = before ?? fold(person);
    if (!before) {
      recalls.set(person, recall);
      // The house goes on answering meanwhile.
      if (++fresh % foldedInOneGo === 0) await breathe();
    }
    all.push(recall);
  }
  return all;
}

async function next(store: LearningParts['store'], kept: Kept | null, stamp: AnswerStamp): Promise<Kept> {
  if (kept && stamp.rest === kept.stamp.rest) {
    const { latest } = kept.stamp;
    const known = new Set(kept.answers.filter(({ at }) => at === latest).map(keyOf));
    const fresh = (await store.quiz.answerFacts(latest)).filter((one) => !known.has(keyOf(one)));
    const sum = fresh.reduce((all, { at }) => all + (at % stamp.modulus), kept.stamp.sum);
    if (kept.answers.length + fresh.length === stamp.count && sum === stamp.sum) {
      for (const one of fresh) {
        kept.answers.push(one);
        kept.recalls.delete(one.person);
      }
      return { stamp, answers: kept.answers, recalls: kept.recalls, byPerson: null, byRound: null, firsts: null };
    }
  }
  const answers = [...(await store.quiz.answerFacts(0))];
  return { stamp, answers, recalls: new Map(), byPerson: null, byRound: null, firsts: null };
}

function isSame(one: AnswerStamp, other: AnswerStamp): boolean {
  return one.count === other.count && one.sum === other.sum && one.latest === other.latest && one.rest === other.rest;
}

function keyOf({ person, ref }: AnswerFact): string {
  return `${person}\n${ref}`;
}

/** What moves the memory; that somebody was asked, or put it off, does not change what he knows. */
function historyOf(
  answers: readonly AnswerFact[],
  violations: readonly Violation[],
  faulty: ReadonlySet<string>,
): readonly Experience[] {
  const said = answers.filter(({ item }) => !faulty.has(item));
  return [
    ...violations.map(({ at, category, case: because }): Experience => ({ kind: 'violated', at, category, because })),
    ...said.map(({ at, category, item, share, because }): Experience => ({
      kind: 'answered',
      at,
      category,
      item,
      share,
      because,
    })),
  ];
}

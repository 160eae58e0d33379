import type { NewDeed } from '#model/deed.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Attempt, Prompt, PromptId, Round, RoundId } from '#model/round.ts';
import type { Change } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { grade } from '#quiz/grade.ts';
import { itemOf, type RoundsParts } from '#rounds/parts.ts';

export interface Given {
  readonly ref: RoundId | PromptId;
  readonly person: Pseudonym;
  /** The item's own numbers; null where what was said is no answer. */
  readonly chosen: readonly number[] | null;
  readonly via: Attempt['via'];
  readonly ms: number | null;
  /** The inbound this answers. */
  readonly key: string | null;
}

export type Taken =
  { readonly kind: 'new' | 'again'; readonly attempt: Attempt } | { readonly kind: 'unknown' | 'closed' | 'no-answer' };

/** What an answer is to. */
export type Asked =
  { readonly kind: 'round'; readonly round: Round } | { readonly kind: 'prompt'; readonly prompt: Prompt };

export async function askedOf({ store }: RoundsParts, ref: RoundId | PromptId): Promise<Asked | null> {
  const round = await store.quiz.round(ref);
  if (round) return { kind: 'round', round };
  const prompt = await store.quiz.prompt(ref);
  return prompt && { kind: 'prompt', prompt };
}

const tries = 8;

/** Takes an answer in: at most one for a person and a question, whatever comes twice or side by side. */
export async function takeAnswer(parts: RoundsParts, given: Given): Promise<Taken> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const taken = await tryAnswer(parts, given);
    if (taken !== 'stale') return taken;
  }
  throw new Transient(`quiz ${given.ref}: changed ${tries} times meanwhile`);
}

async function tryAnswer(parts: RoundsParts, given: Given): Promise<Taken | 'stale'> {
  const { store } = parts;
  const asked = await askedOf(parts, given.ref);
  if (!asked || (asked.kind === 'prompt' && asked.prompt.person !== given.person)) return { kind: 'unknown' };
  const before = await store.quiz.attempt(given.person, given.ref);
  // The same again may be the same callback after a crash: then he is told what he would have been told.
  if (before)
    return finish(parts, given, { kind: 'again', attempt: before }, isSame(before, given) ? 'lesson' : 'answered');
  const attempt = attemptOf(parts, asked, given);
  if (!attempt) return { kind: 'no-answer' };
  if (asked.kind === 'round' && asked.round.state !== 'open') return finish(parts, given, { kind: 'closed' }, 'over');
  const recorded = await store.record({
    ...(await changeOf(parts, asked, attempt)),
    ...followUp(given, 'lesson', attempt.at),
  });
  if (!recorded.ok) return 'stale';
  // The store refuses what comes side by side with another answer or with the deadline.
  const stands = await store.quiz.attempt(given.person, given.ref);
  if (!stands) return finish(parts, given, { kind: 'closed' }, 'over');
  if (given.key !== null) parts.onWake();
  return { kind: 'new', attempt: stands };
}

function attemptOf(parts: RoundsParts, asked: Asked, { person, ref, chosen, via, ms }: Given): Attempt | null {
  const of = asked.kind === 'round' ? asked.round : asked.prompt;
  const item = itemOf(parts, of.item);
  const graded = item && chosen ? grade(item, chosen) : null;
  if (!graded || !chosen) return null;
  const own = [...new Set(chosen)].toSorted((one, other) => one - other);
  const group = asked.kind === 'round' ? asked.round.group : null;
  const because = asked.kind === 'prompt' ? asked.prompt.because : null;
  const { item: id, category } = of;
  return { person, ref, item: id, category, group, because, chosen: own, ...graded, at: parts.clock(), ms, via };
}

async function changeOf({ store }: RoundsParts, asked: Asked, attempt: Attempt): Promise<Change> {
  const { person, at } = attempt;
  if (asked.kind === 'round') {
    const { group } = asked.round;
    const isKnown = (await store.quiz.groupsOf(person)).some((seat) => seat.group === group);
    return {
      quiz: { attempts: [attempt], ...(!isKnown && { memberships: [{ group, person, since: at, leftAt: null }] }) },
    };
  }
  const { prompt } = asked;
  const actor = { kind: 'member', person } as const;
  return {
    quiz: { attempts: [attempt], prompts: [{ ...prompt, state: 'answered', settledAt: at }] },
    // Right or wrong stands in the attempt alone, so that an overturned case leaves nothing of it.
    ...(prompt.because !== null && {
      ledger: [{ at, event: 'lesson-answered', actor, case: prompt.because, detail: { lesson: prompt.id } }],
    }),
  };
}

/** Whoever answered by card or letter is told privately; on the page he sees it. */
function followUp(given: Given, what: 'lesson' | 'answered' | 'over', now: Moment): Pick<Change, 'answers' | 'deeds'> {
  if (given.key === null) return {};
  const deed: NewDeed = {
    key: `${given.ref}/${what}/${given.person}`,
    dueAt: now,
    deed: { kind: 'quiz-say', what, to: { kind: 'person', person: given.person }, ref: given.ref, case: null },
  };
  return { answers: [given.key], deeds: [deed] };
}

function isSame({ chosen }: Attempt, given: Given): boolean {
  const again = new Set(given.chosen);
  return again.size === chosen.length && chosen.every((number) => again.has(number));
}

async function finish(
  parts: RoundsParts,
  given: Given,
  taken: Taken,
  what: 'lesson' | 'answered' | 'over',
): Promise<Taken> {
  if (given.key === null) return taken;
  await parts.store.record(followUp(given, what, parts.clock()));
  parts.onWake();
  return taken;
}

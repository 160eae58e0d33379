import type { Case } from '#model/case.ts';
import type { NewDeed } from '#model/deed.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Learner, QuizAction } from '#model/quiz.ts';
import type { Prompt, Violation } from '#model/round.ts';
import type { Change } from '#model/store.ts';
import { afterDecision, chooseForMember, type Choosing } from '#quiz/choose.ts';
import { learnerOf } from '#rounds/learners.ts';
import { day, idOf, isAppealed, liveItems, type RoundsParts } from '#rounds/parts.ts';

/** What could not be sent for so long, a holiday and more, will not be. */
const waitsAtMost = 21 * day;
/** An item nobody answered for a week is put off, so that it comes again at growing gaps and not every week. */
const lapsesAfter = 7 * day;
/** As long as a case counts in a record, what is asked privately goes back to it. */
const caseCounts = 90 * day;

interface Plan {
  readonly quiz: {
    readonly prompts: Prompt[];
    readonly violations: Violation[];
    readonly forgets: CaseId[];
  };
  readonly deeds: NewDeed[];
  readonly ledger: LedgerEntry[];
}

/** What has become of cases, and what is due again: violations recorded, items planned, overturned cases forgotten. Null where nothing is to do. */
export async function planLessons(parts: RoundsParts, now: Moment): Promise<Change | null> {
  const plan: Plan = { quiz: { prompts: [], violations: [], forgets: [] }, deeds: [], ledger: [] };
  const items = await liveItems(parts);
  const choosing: Choosing = { items, memory: parts.memory, restDays: parts.restDays, now };
  const open = await lapseOld(parts, plan, now);
  const { counting, overturned } = await parts.store.quiz.unsettled(now);
  for (const id of overturned) forget(plan, id, now);
  for (const one of counting) await settle(parts, plan, one, { choosing, open });
  // What was planned just now is part of his history next time.
  const busy = new Set([...open.map(({ person }) => person), ...plan.quiz.prompts.map(({ person }) => person)]);
  await askAgain(parts, plan, busy, choosing);
  const isNothing =
    plan.deeds.length + plan.ledger.length + plan.quiz.prompts.length + plan.quiz.violations.length === 0;
  return isNothing ? null : plan;
}

/** Upheld, or accepted by its sender: the same to the memory, and to what follows. */
async function settle(
  parts: RoundsParts,
  plan: Plan,
  one: Case,
  { choosing, open }: { readonly choosing: Choosing; readonly open: readonly Prompt[] },
): Promise<void> {
  if (one.category === null) return;
  const learner = await learnerOf(parts, one.sender, choosing.now);
  const because = one.id;
  // Outsiders are not the unit's to teach, and nobody is asked twice of one category at a time.
  const isOpen = [...open, ...plan.quiz.prompts].some(
    ({ person, category, state }) => person === one.sender && category === one.category && state !== 'lapsed',
  );
  const able: Learner = one.senderRole === 'outsider' || isOpen ? { ...learner, isExcused: true } : learner;
  const outcome = one.state === 'upheld' ? 'upheld' : 'accepted';
  for (const action of afterDecision({ because, category: one.category, outcome }, able, choosing)) {
    if (action.do === 'record' && action.experience.kind === 'violated') {
      const { category, at } = action.experience;
      plan.quiz.violations.push({ case: because, person: one.sender, category, at });
    }
    if (action.do === 'ask') await ask(parts, plan, action, choosing.now);
  }
}

function forget(plan: Plan, id: CaseId, now: Moment): void {
  plan.quiz.forgets.push(id);
  plan.ledger.push({ at: now, event: 'lesson-forgotten', actor: { kind: 'bot' }, case: id });
}

/** Due again because of a case of the last 90 days; what is merely forgotten is left to the group's rounds. */
async function askAgain(parts: RoundsParts, plan: Plan, busy: ReadonlySet<string>, choosing: Choosing): Promise<void> {
  const violations = await parts.store.quiz.violations({ from: choosing.now - caseCounts });
  const people = new Set(violations.map(({ person }) => person).filter((person) => !busy.has(person)));
  for (const person of people) {
    const action = chooseForMember(await learnerOf(parts, person, choosing.now), choosing);
    if (action?.do !== 'ask' || action.because === null) continue;
    const of = await parts.store.cases.find(action.because);
    if (of?.senderRole !== 'outsider' && !isAppealed(of)) await ask(parts, plan, action, choosing.now);
  }
}

async function ask(
  { store }: RoundsParts,
  plan: Plan,
  { member: person, item, category, because }: Extract<QuizAction, { do: 'ask' }>,
  now: Moment,
): Promise<void> {
  const before = await store.quiz.prompts({ person, limit: 200 });
  const id = idOf('r', person, because ?? '', before.length);
  plan.quiz.prompts.push({
    id, version: 0, person, item, category, because, madeAt: now, state: 'waiting', askedAt: null, settledAt: null,
  }); // prettier-ignore
  plan.deeds.push({
    key: `${id}/private`,
    dueAt: now,
    deed: { kind: 'quiz-say', what: 'private', to: { kind: 'person', person }, ref: id, case: because },
  });
  if (because !== null)
    plan.ledger.push({
      at: now,
      event: 'lesson-planned',
      actor: { kind: 'bot' },
      case: because,
      detail: { lesson: id },
    });
}

/** Returns what is open, with what has just lapsed: too old, or its person objects to what it goes back to. */
async function lapseOld({ store }: RoundsParts, plan: Plan, now: Moment): Promise<readonly Prompt[]> {
  const open = await store.quiz.prompts({ states: ['waiting', 'asked'], limit: 10_000 });
  const old: Prompt[] = [];
  for (const prompt of open) {
    const { askedAt, madeAt, because } = prompt;
    const isOver = askedAt === null ? now - madeAt >= waitsAtMost : now - askedAt >= lapsesAfter;
    if (isOver || (because !== null && isAppealed(await store.cases.find(because)))) old.push(prompt);
  }
  plan.quiz.prompts.push(...old.map((prompt): Prompt => ({ ...prompt, state: 'lapsed', settledAt: now })));
  return open;
}

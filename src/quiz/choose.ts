import type { Category } from '#model/category.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { Experience, Learner, QuizAction, QuizItem } from '#model/quiz.ts';
import { pickItem } from '#quiz/pick.ts';
import { becauseOf, type Memory, type Recall } from '#quiz/recall.ts';
import { latestOf } from '#quiz/work.ts';

const day = 86_400_000;
const staysOpen = 7 * day;

export interface Choosing {
  readonly items: readonly QuizItem[];
  readonly memory: Memory;
  readonly restDays: number;
  readonly now: Moment;
}

/** What has come of a case; `accepted`: its sender took the post back and did not appeal. */
export interface Decided {
  readonly because: CaseId;
  readonly category: Category;
  readonly outcome: 'upheld' | 'accepted' | 'overturned' | 'open';
}

/** A violation brings its category forward and asks within the day; an overturned case takes everything back. The same decision twice does nothing. */
export function afterDecision(decided: Decided, learner: Learner, choosing: Choosing): readonly QuizAction[] {
  const { because, category, outcome } = decided;
  const known = learner.history.filter((experience) => experience.because === because);
  switch (outcome) {
    case 'open':
      return [];
    case 'overturned':
      return known.length > 0 ? [{ do: 'forget', because }] : [];
    case 'upheld':
    case 'accepted': {
      if (known.some(({ kind }) => kind === 'violated')) return [];
      const experience: Experience = { kind: 'violated', at: choosing.now, category, because };
      const recorded = { do: 'record', experience } as const;
      const history = [...learner.history, experience];
      const recall = choosing.memory.recallsOf(history).get(category);
      const item = learner.isExcused ? null : itemFor({ ...learner, history }, category, recall, choosing);
      if (!item) return [recorded];
      const { member } = learner;
      return [recorded, { do: 'ask', member, item: item.id, category, because, before: choosing.now + day }];
    }
  }
}

/** The private item that is due for a member: violations first, then what is most forgotten. Null where nothing is due. */
export function chooseForMember(learner: Learner, choosing: Choosing): QuizAction | null {
  if (learner.isExcused) return null;
  const { memory, now } = choosing;
  const due = [...memory.recallsOf(learner.history)]
    .filter(([category, { dueAt }]) => dueAt <= now && !isOpen(learner.history, category, now))
    .map(([category, recall]) => ({
      category,
      recall,
      because: becauseOf(recall, now),
      chance: memory.chanceOf(recall, now),
    }))
    .toSorted(
      (one, other) => Number(other.because !== null) - Number(one.because !== null) || one.chance - other.chance,
    );
  for (const { category, recall, because } of due) {
    const item = itemFor(learner, category, recall, choosing);
    if (item) return { do: 'ask', member: learner.member, item: item.id, category, because, before: null };
  }
  return null;
}

/** Asked in the last days and neither answered nor put off since: nobody is asked twice at a time. */
function isOpen(history: readonly Experience[], category: Category, now: Moment): boolean {
  const last = history
    .filter((experience) => experience.category === category && experience.kind !== 'violated')
    .at(-1);
  return last?.kind === 'asked' && now - last.at < staysOpen;
}

function itemFor(
  { member, history }: Learner,
  category: Category,
  recall: Recall | undefined,
  { items, now, restDays }: Choosing,
): QuizItem | null {
  return pickItem({
    items,
    category,
    askedAt: lastAsked(history),
    now,
    // An item must not outrun the interval of its own category.
    restDays: Math.max(restDays, recall?.card.scheduled_days ?? 0),
    difficulty: Math.min(3, 1 + (recall?.rightAnswers ?? 0)),
    seed: member,
  });
}

/** When each work was last before the member's eyes: a version that only says it better is no other question. */
export function lastAsked(history: readonly Experience[]): ReadonlyMap<string, Moment> {
  return latestOf(
    history.flatMap((one) => (one.kind === 'asked' || one.kind === 'answered' ? [[one.item, one.at] as const] : [])),
  );
}

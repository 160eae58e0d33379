import type { Category } from '#model/category.ts';
import type { GroupId, Moment } from '#model/ids.ts';
import type { Experience, Learner, QuizAction } from '#model/quiz.ts';
import { lastAsked, type Choosing } from '#quiz/choose.ts';
import { pickItem } from '#quiz/pick.ts';
import { workOf } from '#quiz/work.ts';

const day = 86_400_000;
const incidentsRest = 14 * day;

export interface GroupChoosing extends Choosing {
  readonly group: GroupId;
  readonly learners: readonly Learner[];
  /** When each work was last asked in this group. */
  readonly askedAt: ReadonlyMap<string, Moment>;
}

/**
 * The item for a group: of the category that is due for the most members, and for more than half of them; null where there is none.
 * A category asked lately waits for the others. What became of an incident within 14 days has no part in it, so no question points at anyone.
 */
export function chooseForGroup(choosing: GroupChoosing): Extract<QuizAction, { do: 'ask-group' }> | null {
  const { group, items, learners, askedAt, now, restDays } = choosing;
  const asked = learners.filter(({ isExcused }) => !isExcused);
  const categories = [...new Set(items.map(({ teaches }) => teaches))].toSorted();
  const needs = needsOf(categories, asked, choosing);
  for (const { category } of needs) {
    // Nothing of a neighbouring category: only this one is due.
    const own = items.filter(({ teaches }) => teaches === category);
    const difficulty = Math.min(3, 1 + own.filter(({ id }) => askedAt.has(workOf(id))).length);
    const item = pickItem({ items: own, category, askedAt, now, restDays, difficulty, seed: `${group}\n${category}` });
    if (!item) continue;
    const skip = asked
      .filter(({ history }) => (lastAsked(history).get(workOf(item.id)) ?? -Infinity) + restDays * day > now)
      .map(({ member }) => member);
    return { do: 'ask-group', item: item.id, category, skip };
  }
  return null;
}

interface Need {
  readonly category: Category;
  readonly due: number;
  /** What is forgotten, added up over the members; what was never met counts as forgotten. */
  readonly forgotten: number;
  /** When the group was last asked about it, or 0; where few answer, it would else be asked for ever. */
  readonly lastAt: Moment;
}

function needsOf(
  categories: readonly Category[],
  learners: readonly Learner[],
  { memory, now, items, askedAt, restDays }: GroupChoosing,
): readonly Need[] {
  const recalls = learners.map(({ history }) => memory.recallsOf(settled(history, now)));
  const isFresh = ({ lastAt }: Need): boolean => lastAt + restDays * day > now;
  return categories
    .map((category) => {
      const known = recalls.map((recall) => recall.get(category));
      return {
        category,
        due: known.filter((recall) => !recall || recall.dueAt <= now).length,
        forgotten: known.reduce((sum, recall) => sum + 1 - (recall ? memory.chanceOf(recall, now) : 0), 0),
        lastAt: Math.max(
          0,
          ...items.flatMap(({ id, teaches }) => (teaches === category ? [askedAt.get(workOf(id)) ?? 0] : [])),
        ),
      };
    })
    .filter(({ due }) => due * 2 > learners.length)
    .toSorted(
      (one, other) =>
        Number(isFresh(one)) - Number(isFresh(other)) ||
        other.due - one.due ||
        other.forgotten - one.forgotten ||
        one.lastAt - other.lastAt,
    );
}

/** The history without what goes back to a violation confirmed within 14 days: an incident is older than its decision. */
function settled(history: readonly Experience[], now: Moment): readonly Experience[] {
  const fresh = new Set(
    history.filter(({ kind, at }) => kind === 'violated' && now - at < incidentsRest).map(({ because }) => because),
  );
  return history.filter(({ because }) => because === null || !fresh.has(because));
}

import type { QuizItem } from '#model/quiz.ts';
import { gramsOf, likeness } from '#lib/likeness.ts';
import type { Fault } from '#quiz/lint.ts';

/** Two items this alike are one (decisions.md, Measuring). */
const tooAlike = 0.6;

/** Ids that come twice, and items that ask what another has asked already. */
export function lintTwins(items: readonly QuizItem[]): readonly Fault[] {
  const known: { readonly item: QuizItem; readonly grams: ReadonlySet<string> }[] = [];
  const faults: Fault[] = [];
  for (const item of items) {
    const grams = gramsIn(item);
    const twin = known.find((other) => likeness(grams, other.grams) > tooAlike);
    if (known.some((other) => other.item.id === item.id))
      faults.push({ place: item.place, says: `item ${item.id}: expected an id of its own, got one that exists` });
    if (twin)
      faults.push({
        place: item.place,
        says: `item ${item.id}: expected a question of its own, got one like ${twin.item.id}`,
      });
    known.push({ item, grams });
  }
  return faults;
}

/** The item that asks this already, or null. */
export function twinOf(item: QuizItem, others: readonly QuizItem[]): QuizItem | null {
  const grams = gramsIn(item);
  return others.find((other) => likeness(grams, gramsIn(other)) > tooAlike) ?? null;
}

function gramsIn({ stem, choices }: QuizItem): ReadonlySet<string> {
  return gramsOf(`${stem}\n${choices.toSorted().join('\n')}`);
}

import { gramsOf } from '#lib/likeness.ts';
import type { SampleRow } from '#cli/samples.ts';

/** Two texts this alike are one sample (Jaccard of character 3-grams; decisions.md, Measuring). */
const tooAlike = 0.6;
const realLookingMark = /[绝机秘]密\s*★\s*(?:\d|长期|启用)|密级\s*[:：]\s*[绝机秘]密/u;

/** What is wrong with a set of samples: ids twice, near-duplicates (also against an examination), marks that are not called 样张. */
export function lintSamples(rows: readonly SampleRow[], examination: readonly SampleRow[]): readonly string[] {
  return [...withoutLabel(rows), ...idsTwice(rows), ...marksWithout(rows), ...alike(rows, examination)];
}

function withoutLabel(rows: readonly SampleRow[]): readonly string[] {
  return rows.filter(({ isLabelled }) => !isLabelled).map(({ place }) => `${place}: expected a known label, got none`);
}

function idsTwice(rows: readonly SampleRow[]): readonly string[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id, place }) => {
    if (seen.has(id)) return [`${place}: expected each id once, got ${id} again`];
    seen.add(id);
    return [];
  });
}

function marksWithout(rows: readonly SampleRow[]): readonly string[] {
  return rows
    .filter(({ label, text }) => label === 'classified' && realLookingMark.test(text) && !text.includes('样张'))
    .map(({ place }) => `${place}: expected 样张 in a text with a state-secret mark, got none`);
}

function alike(rows: readonly SampleRow[], examination: readonly SampleRow[]): readonly string[] {
  const known: { readonly row: SampleRow; readonly grams: ReadonlySet<string> }[] = [];
  const byGram = new Map<string, number[]>();
  const problems: string[] = [];
  for (const row of [...examination, ...rows]) {
    const grams = gramsOf(`${row.context.join('\n')}\n${row.text}`);
    const twin = rows.includes(row) ? nearest(grams, known, byGram) : null;
    if (twin) problems.push(`${row.place}: expected a text of its own, got one like ${twin.place}`);
    const number = known.push({ row, grams }) - 1;
    for (const gram of grams) byGram.set(gram, [...(byGram.get(gram) ?? []), number]);
  }
  return problems;
}

function nearest(
  grams: ReadonlySet<string>,
  known: readonly { readonly row: SampleRow; readonly grams: ReadonlySet<string> }[],
  byGram: ReadonlyMap<string, readonly number[]>,
): SampleRow | null {
  const shared = new Map<number, number>();
  for (const gram of grams)
    for (const number of byGram.get(gram) ?? []) shared.set(number, (shared.get(number) ?? 0) + 1);
  for (const [number, count] of shared) {
    const other = known[number];
    if (other && count / (grams.size + other.grams.size - count) > tooAlike) return other.row;
  }
  return null;
}

/** Character 3-grams of a text, blanks and punctuation left out. */
export function gramsOf(text: string): ReadonlySet<string> {
  const plain = text.replaceAll(/[\s\p{P}]/gu, '');
  const grams = new Set<string>();
  for (let start = 0; start + 3 <= plain.length; start++) grams.add(plain.slice(start, start + 3));
  return grams;
}

/** Jaccard: what two sets share of what they hold together; 0 where both are empty. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of one) if (other.has(gram)) shared++;
  const together = one.size + other.size - shared;
  return together === 0 ? 0 : shared / together;
}

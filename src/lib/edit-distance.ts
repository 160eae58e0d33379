/** How many letters must be put in, left out or changed to make one text of the other (Levenshtein, by code points). */
export function editDistance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let above = Uint32Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const line = new Uint32Array(b.length + 1);
    line[0] = row + 1;
    for (let column = 1; column <= b.length; column++)
      line[column] = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1),
      );
    above = line;
  }
  return above[b.length] ?? 0;
}

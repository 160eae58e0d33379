/** A line of two texts beside each other; null where the other has one more. `cut` is where a changed line differs: [from, until). */
export interface DiffRow {
  readonly kind: 'same' | 'changed' | 'removed' | 'added';
  readonly before: DiffLine | null;
  readonly after: DiffLine | null;
}

export interface DiffLine {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  /** Of a changed line, what the other does not have; in UTF-16 units, never inside a character. */
  readonly cut: readonly [from: number, until: number] | null;
}

/** What changes from one text to the other, line by line; the shortest list of removed and added lines. */
export function lineDiff(before: string, after: string): readonly DiffRow[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < Math.min(old.length, next.length) && old[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, next.length) - head && old[old.length - 1 - tail] === next[next.length - 1 - tail])
    tail += 1;
  const kept = keptPairs(old.slice(head, old.length - tail), next.slice(head, next.length - tail));
  const pairs = [
    ...Array.from({ length: head }, (_, index) => [index, index] as const),
    ...kept.map(([left, right]) => [left + head, right + head] as const),
    ...Array.from({ length: tail }, (_, index) => [old.length - tail + index, next.length - tail + index] as const),
  ];
  return rowsOf(old, next, pairs);
}

/** A last line break ends a line and begins none. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** The longest common run of lines, in order: the classic table, enough for sheets of a thousand lines. */
function keptPairs(old: readonly string[], next: readonly string[]): readonly (readonly [number, number])[] {
  const width = next.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  const at = (left: number, right: number): number => longest[left * width + right] ?? 0;
  for (let left = old.length - 1; left >= 0; left -= 1)
    for (let right = next.length - 1; right >= 0; right -= 1)
      longest[left * width + right] =
        old[left] === next[right] ? at(left + 1, right + 1) + 1 : Math.max(at(left + 1, right), at(left, right + 1));
  const pairs: (readonly [number, number])[] = [];
  let [left, right] = [0, 0];
  while (left < old.length && right < next.length) {
    if (old[left] === next[right]) pairs.push([left++, right++]);
    else if (at(left + 1, right) >= at(left, right + 1)) left += 1;
    else right += 1;
  }
  return pairs;
}

function rowsOf(
  old: readonly string[],
  next: readonly string[],
  pairs: readonly (readonly [number, number])[],
): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let [left, right] = [0, 0];
  for (const [keptLeft, keptRight] of [...pairs, [old.length, next.length] as const]) {
    while (left < keptLeft || right < keptRight) {
      const [gone, come] = [left < keptLeft ? lineAt(old, left) : null, right < keptRight ? lineAt(next, right) : null];
      rows.push(rowOf(gone, come));
      left += gone ? 1 : 0;
      right += come ? 1 : 0;
    }
    const [before, after] = [lineAt(old, left), lineAt(next, right)];
    if (before && after) rows.push({ kind: 'same', before, after });
    left += 1;
    right += 1;
  }
  return rows;
}

function lineAt(lines: readonly string[], index: number): DiffLine | null {
  const text = lines[index];
  return text === undefined ? null : { number: index + 1, text, cut: null };
}

function rowOf(before: DiffLine | null, after: DiffLine | null): DiffRow {
  if (!before || !after) return { kind: after ? 'added' : 'removed', before, after };
  const [left, right] = cutsOf(before.text, after.text);
  return { kind: 'changed', before: { ...before, cut: left }, after: { ...after, cut: right } };
}

/** Where two lines differ, between what they begin and end with alike. */
function cutsOf(before: string, after: string): readonly [readonly [number, number], readonly [number, number]] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  if (isInside(before, head) || isInside(after, head)) head -= 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  if (isInside(before, before.length - tail) || isInside(after, after.length - tail)) tail -= 1;
  return [
    [head, before.length - tail],
    [head, after.length - tail],
  ];
}

/** Between the two halves of one character. */
function isInside(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff;
}

/** So many unchanged lines stay beside a change. */
const beside = 3;

/** Rows to show: changes with their neighbourhood, and numbers for the unchanged lines left out between them. */
export function foldedRows(rows: readonly DiffRow[]): readonly (DiffRow | number)[] {
  const isShown = rows.map((_, index) =>
    rows.slice(Math.max(0, index - beside), index + beside + 1).some(({ kind }) => kind !== 'same'),
  );
  const folded: (DiffRow | number)[] = [];
  for (const [index, row] of rows.entries()) {
    const last = folded[folded.length - 1];
    if (isShown[index]) folded.push(row);
    else if (typeof last === 'number') folded[folded.length - 1] = last + 1;
    else folded.push(1);
  }
  return folded;
}

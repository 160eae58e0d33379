import { createFreeCells, type FreeCells } from '#detect/text/free-cells.ts';

/**
 * The automaton as tables. A state is a cell; its child by code c is the cell base + c, and is its own when check there says c:
 * no two states share a base, so the code alone tells the parent. State 0 is the root, whose base is 0 and whose cells 0..codes
 * are all its own (a code that starts no word leads to a cell that behaves like the root).
 */
export interface PackedWords {
  /** UTF-16 unit to dense code, frequent units first; 0 for a unit in no word. */
  readonly codes: Uint16Array;
  readonly base: Int32Array;
  readonly check: Uint16Array;
  readonly fail: Int32Array;
  /** State to the first of its outputs; 0 is none. */
  readonly output: Int32Array;
  readonly outputWord: Int32Array;
  readonly outputNext: Int32Array;
}

export function packWords(words: readonly string[]): PackedWords {
  const { codes, count } = encodeUnits(words);
  const sorted = words.map((_, number) => number).filter((number) => words[number] !== '');
  sorted.sort((a, b) => compareUnits(words[a] ?? '', words[b] ?? ''));
  const total = words.reduce((sum, word) => sum + word.length, count + 1);
  const cells = createFreeCells(count, total);
  const builder: Builder = {
    words,
    sorted,
    codes,
    cells,
    ...columns(cells.check().length),
    outputWord: [0],
    outputNext: [0],
  };
  let level: readonly Branch[] = [{ state: 0, from: 0, to: sorted.length }];
  for (let depth = 0; level.length > 0; depth++) level = plantLevel(builder, level, depth);
  // Beyond the last state every code must still have a cell to look at.
  const size = cells.size() + count + 1;
  if (size > builder.base.length) Object.assign(builder, columns(size, builder));
  return {
    codes,
    base: builder.base.slice(0, size),
    check: checkOf(cells, size),
    fail: builder.fail.slice(0, size),
    output: builder.output.slice(0, size),
    outputWord: Int32Array.from(builder.outputWord),
    outputNext: Int32Array.from(builder.outputNext),
  };
}

/** A state and the stretch of sorted words that pass through it. */
interface Branch {
  readonly state: number;
  readonly from: number;
  readonly to: number;
}

interface Builder {
  readonly words: readonly string[];
  /** Numbers of the words in order of their units. */
  readonly sorted: readonly number[];
  readonly codes: Uint16Array;
  readonly cells: FreeCells;
  base: Int32Array;
  fail: Int32Array;
  output: Int32Array;
  readonly outputWord: number[];
  readonly outputNext: number[];
}

/** Breadth first, so that where a state falls back to is planted before it. */
function plantLevel(builder: Builder, level: readonly Branch[], depth: number): readonly Branch[] {
  const below: Branch[] = [];
  for (const { state, from, to } of level) {
    const children = childrenOf(builder, from, to, depth);
    const fallBack = builder.fail[state] ?? 0;
    if (children.length === 0) {
      // A leaf has no transitions of its own and takes those of where it would fall back to: one step less for the scan.
      builder.base[state] = builder.base[fallBack] ?? 0;
      builder.fail[state] = builder.fail[fallBack] ?? 0;
      continue;
    }
    const base = state === 0 ? 0 : builder.cells.place(children.map(({ code }) => code));
    const capacity = builder.cells.check().length;
    if (capacity > builder.base.length) Object.assign(builder, columns(capacity, builder));
    builder.base[state] = base;
    for (const { code, ...words } of children) {
      const child = base + code;
      builder.fail[child] = state === 0 ? 0 : go(builder, fallBack, code);
      builder.output[child] = outputsOf(builder, child, words.from, words.to, depth + 1);
      below.push({ state: child, ...words });
    }
  }
  return below;
}

interface Child {
  readonly code: number;
  readonly from: number;
  readonly to: number;
}

/** The next units of the words of a stretch that are longer than `depth`, by code. */
function childrenOf({ words, sorted, codes }: Builder, from: number, to: number, depth: number): readonly Child[] {
  const children: Child[] = [];
  let start = from;
  while (start < to && words[sorted[start] ?? 0]?.length === depth) start++;
  while (start < to) {
    const unit = words[sorted[start] ?? 0]?.charCodeAt(depth) ?? 0;
    let end = start + 1;
    while (end < to && words[sorted[end] ?? 0]?.charCodeAt(depth) === unit) end++;
    children.push({ code: codes[unit] ?? 0, from: start, to: end });
    start = end;
  }
  return children.toSorted((a, b) => a.code - b.code);
}

function go({ base, fail, cells }: Builder, from: number, code: number): number {
  const check = cells.check();
  for (let at = from; ; at = fail[at] ?? 0) {
    const next = (base[at] ?? 0) + code;
    if (check[next] === code) return next;
  }
}

/** The words that end here, then those that end where the state falls back to. */
function outputsOf(builder: Builder, state: number, from: number, to: number, depth: number): number {
  let first = builder.output[builder.fail[state] ?? 0] ?? 0;
  for (let index = from; index < to && builder.words[builder.sorted[index] ?? 0]?.length === depth; index++) {
    builder.outputNext.push(first);
    first = builder.outputWord.push(builder.sorted[index] ?? 0) - 1;
  }
  return first;
}

function checkOf(cells: FreeCells, size: number): Uint16Array {
  const check = new Uint16Array(size);
  check.set(cells.check().subarray(0, size));
  return check;
}

function columns(capacity: number, from?: Builder): Pick<Builder, 'base' | 'fail' | 'output'> {
  const sized = (old: Int32Array | undefined): Int32Array => {
    const column = new Int32Array(capacity);
    if (old) column.set(old);
    return column;
  };
  return { base: sized(from?.base), fail: sized(from?.fail), output: sized(from?.output) };
}

function encodeUnits(words: readonly string[]): { codes: Uint16Array; count: number } {
  const uses = new Map<number, number>();
  for (const word of words) {
    for (let index = 0; index < word.length; index++) {
      const unit = word.charCodeAt(index);
      uses.set(unit, (uses.get(unit) ?? 0) + 1);
    }
  }
  if (uses.size > 0xffff) throw new Error(`expected at most 65535 different units in all words, got ${uses.size}`);
  const codes = new Uint16Array(0x10000);
  [...uses]
    .toSorted(([, a], [, b]) => b - a)
    .forEach(([unit], index) => {
      codes[unit] = index + 1;
    });
  return { codes, count: uses.size };
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

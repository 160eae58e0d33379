/** The cells of a double array while it is being filled. */
export interface FreeCells {
  /** Takes a base no state has yet whose cells at all `labels` (ascending) are free, and gives these cells their labels. */
  place(labels: readonly number[]): number;
  /** One past the last cell in use. */
  size(): number;
  check(): Uint16Array;
}

/** A cell that failed this often is passed over from then on: the array stays dense and the search short. */
const mostTries = 250;

/** Cells 0 to `rootCells` belong to the root: every code has its cell there. */
export function createFreeCells(rootCells: number, expected: number): FreeCells {
  let size = rootCells + 1;
  let check: Uint16Array = new Uint16Array(0);
  /** For a free cell, the next one and the one before; cell 0 is the head of the ring. */
  let next: Int32Array = new Int32Array(0);
  let previous: Int32Array = new Int32Array(0);
  let tries: Uint8Array = new Uint8Array(0);
  let isBase: Uint8Array = new Uint8Array(0);
  grow(expected + Math.ceil(expected / 8) + 2 * rootCells + 64);
  for (let code = 0; code <= rootCells; code++) check[code] = code;
  isBase[0] = 1;
  return {
    size: () => size,
    check: () => check,
    place(labels) {
      const base = find(labels);
      isBase[base] = 1;
      for (const label of labels) {
        const cell = base + label;
        check[cell] = label;
        release(cell);
        if (cell >= size) size = cell + 1;
      }
      return base;
    },
  };

  function find(labels: readonly number[]): number {
    const first = labels[0] ?? 0;
    const last = labels.at(-1) ?? 0;
    for (let cell = next[0] ?? 0; ; cell = next[cell] ?? 0) {
      if (cell === 0 || cell + last - first >= check.length) {
        grow(check.length * 2 + last);
        if (cell === 0) cell = next[0] ?? 0;
      }
      const base = cell - first;
      if (isBase[base] === 0 && fits(base, labels)) return base;
      tries[cell] = (tries[cell] ?? 0) + 1;
      if ((tries[cell] ?? 0) >= mostTries) release(cell);
    }
  }

  function fits(base: number, labels: readonly number[]): boolean {
    for (const label of labels) if (check[base + label] !== 0) return false;
    return true;
  }

  /** Takes a cell out of the ring; it keeps its own `next`, so a walk that stands on it goes on. */
  function release(cell: number): void {
    const before = previous[cell] ?? 0;
    const after = next[cell] ?? 0;
    if (next[before] !== cell) return;
    next[before] = after;
    previous[after] = before;
  }

  function grow(capacity: number): void {
    const from = Math.max(check.length, rootCells + 1);
    check = enlarged(check, new Uint16Array(capacity));
    next = enlarged(next, new Int32Array(capacity));
    previous = enlarged(previous, new Int32Array(capacity));
    tries = enlarged(tries, new Uint8Array(capacity));
    isBase = enlarged(isBase, new Uint8Array(capacity));
    let last = previous[0] ?? 0;
    for (let cell = from; cell < capacity; cell++) {
      next[last] = cell;
      previous[cell] = last;
      last = cell;
    }
    next[last] = 0;
    previous[0] = last;
  }
}

function enlarged<T extends Uint8Array | Uint16Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

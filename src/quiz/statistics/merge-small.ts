/** Below so many people a figure would point at somebody. */
export const fewest = 5;

export interface Merging<Cell> {
  readonly peopleOf: (cell: Cell) => number;
  /** The small ones as one cell. */
  readonly join: (cells: readonly Cell[]) => Cell;
}

/**
 * Cells of fewer than five people become one; where that one is still too small, the smallest of the others joins it, so that
 * the rest cannot be had by taking the cells from the whole. What is left too small even then is not told at all.
 */
export function mergeSmall<Cell>(cells: readonly Cell[], { peopleOf, join }: Merging<Cell>): readonly Cell[] {
  const small = cells.filter((cell) => peopleOf(cell) < fewest);
  if (small.length === 0) return cells;
  const large = cells.filter((cell) => peopleOf(cell) >= fewest);
  const upwards = large.toSorted((one, other) => peopleOf(one) - peopleOf(other));
  const merged = [...small];
  while (merged.reduce((sum, cell) => sum + peopleOf(cell), 0) < fewest) {
    const next = upwards.shift();
    if (next === undefined) return [];
    merged.push(next);
  }
  return [...cells.filter((cell) => upwards.includes(cell)), join(merged)];
}

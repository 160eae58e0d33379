/** Many short lists of numbers in two tables instead of an object each: list n stands in `numbers` from firsts[n] up to firsts[n + 1]. */
export interface FlatLists {
  readonly firsts: Int32Array;
  readonly numbers: Int32Array;
}

export function flatten(lists: readonly (readonly number[])[]): FlatLists {
  const firsts = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    firsts[index + 1] = (firsts[index] ?? 0) + list.length;
  });
  return { firsts, numbers: Int32Array.from(lists.flat()) };
}

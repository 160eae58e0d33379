/** Units that are the same in several tables are of one kind: some dozens of kinds, so that the tables by kind are small. */
export interface UnitKinds {
  /** By unit; 0 for the units that are nothing in any of them. */
  readonly of: Uint16Array;
  /** One of the tables, by kind. */
  byKind(table: Int32Array): Int32Array;
}

export function unitKindsOf(tables: readonly Int32Array[]): UnitKinds {
  const of = new Uint16Array(0x10000);
  const examples = [0];
  const known = new Map<string, number>();
  for (let unit = 1; unit < of.length; unit++) {
    if (tables.every((table) => table[unit] === 0)) continue;
    const key = tables.map((table) => table[unit]).join();
    const kind = known.get(key) ?? examples.push(unit) - 1;
    known.set(key, kind);
    of[unit] = kind;
  }
  return { of, byKind: (table) => Int32Array.from(examples, (unit) => table[unit] ?? 0) };
}

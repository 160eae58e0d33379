import type Sqlite from 'better-sqlite3';

export type Value = string | number | null | Uint8Array;

export interface Statement<Params extends readonly Value[], Row> {
  /** Rows changed. */
  run(...params: Params): number;
  get(...params: Params): Row | undefined;
  all(...params: Params): Row[];
}

/** SQL in the common dialect of PostgreSQL and SQLite with `$1` parameters; nothing here awaits. */
export interface Sql {
  prepare<Params extends readonly Value[], Row = never>(text: string): Statement<Params, Row>;
  exec(text: string): void;
}

export function sqlOn(database: Sqlite.Database): Sql {
  return {
    prepare<Params extends readonly Value[], Row>(text: string): Statement<Params, Row> {
      const statement = database.prepare<unknown[], Row>(text);
      return {
        run: (...params) => statement.run(...named(params)).changes,
        get: (...params) => statement.get(...named(params)),
        all: (...params) => statement.all(...named(params)),
      };
    },
    exec(text) {
      database.exec(text);
    },
  };
}

/** To the driver `$1` is a parameter with the name "1". */
function named(params: readonly Value[]): [Record<string, Value>] | [] {
  if (params.length === 0) return [];
  const byNumber: Record<string, Value> = {};
  for (const [index, value] of params.entries()) byNumber[String(index + 1)] = value;
  return [byNumber];
}

/** `$3, $4, $5` for a list of `count` values beginning at parameter `from`. */
export function placeholders(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');
}

/** A JSON column; the rows are our own, so the caller's word for the shape is trusted. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters, typescript/unbound-method -- the one place, with prepare, where a type is taken on trust
export const fromJson: <Shape>(text: string) => Shape = JSON.parse;

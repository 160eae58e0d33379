import type { Moment } from '#model/ids.ts';
import type { Trace } from '#model/store.ts';
import type { RuleHits, SheetKind, SheetStage, SheetStore, UnitSheet } from '#model/unit-sheet.ts';
import type { Base } from '#store/base.ts';
import { fromJson, type Sql } from '#store/database.ts';

interface Row {
  readonly kind: SheetKind;
  readonly id: string;
  readonly version: number;
  readonly text: string;
  readonly stage: SheetStage;
  readonly laid_over: string | null;
  readonly at: Moment;
  readonly by_account: string;
  readonly why: string;
}

export interface UnitSheets {
  readonly port: SheetStore;
  /** Inside a transaction. */
  add(sheet: UnitSheet): void;
}

/** The unit's layer of rules: versions are added, never changed. */
export function openUnitSheets({ sql }: Base): UnitSheets {
  const traces = sql.prepare<[since: Moment], { record: string }>(
    `SELECT record FROM traces WHERE at >= $1 AND record NOT LIKE '%"rules":[]%'`,
  );
  const insert = sql.prepare<
    [
      kind: string,
      id: string,
      version: number,
      text: string,
      stage: string,
      over: string | null,
      at: number,
      by: string,
      why: string,
    ]
  >(
    `INSERT INTO unit_sheets (kind, id, version, text, stage, laid_over, at, by_account, why)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  );
  return {
    port: {
      list: listing(sql),
      hits: async (since) => countedIn(traces.all(since).map(({ record }) => fromJson<Trace>(record))),
    },
    add({ kind, id, version, text, stage, over, at, by, why }) {
      insert.run(kind, id, version, text, stage, over, at, by, why);
    },
  };
}

/** Also for a reader, which writes nothing. */
export function listing(sql: Sql): SheetStore['list'] {
  const all = sql.prepare<[], Row>('SELECT * FROM unit_sheets ORDER BY at, kind, id, version');
  return async () =>
    all.all().map(({ laid_over, by_account, ...rest }) => ({ ...rest, over: laid_over, by: by_account }));
}

function countedIn(traces: readonly Trace[]): ReadonlyMap<string, RuleHits> {
  const found = new Map<string, { posts: number; groups: Set<string>; violations: number }>();
  for (const { rules, group, outcome } of traces) {
    for (const rule of new Set(rules.map((one) => one.rule))) {
      const known = found.get(rule) ?? { posts: 0, groups: new Set<string>(), violations: 0 };
      known.posts += 1;
      known.groups.add(group);
      if (outcome === 'violation') known.violations += 1;
      found.set(rule, known);
    }
  }
  return new Map([...found].map(([rule, { groups, ...rest }]) => [rule, { ...rest, groups: groups.size }]));
}

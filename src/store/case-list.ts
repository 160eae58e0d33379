import type { Case } from '#model/case.ts';
import type { CaseQuery, CaseStore } from '#model/store.ts';
import { fromJson, placeholders, type Sql, type Statement, type Value } from '#store/database.ts';

export interface CaseRow {
  readonly record: string;
}

const mostPerPage = 200;

/** Pages by key, not by offset: the last page of many is as quick as the first. */
export function caseList(sql: Sql): CaseStore['list'] {
  const prepared = new Map<string, Statement<Value[], CaseRow>>();
  return async (query) => {
    const { text, params } = questionFor(query);
    const statement = prepared.get(text) ?? sql.prepare<Value[], CaseRow>(text);
    prepared.set(text, statement);
    return statement.all(...params).map((row) => fromJson<Case>(row.record));
  };
}

function questionFor(query: CaseQuery): { readonly text: string; readonly params: Value[] } {
  const params: Value[] = [];
  const wanted: string[] = [];
  const among = (column: string, values: readonly Value[]) => {
    wanted.push(values.length === 0 ? '1 = 0' : `${column} IN (${placeholders(params.length + 1, values.length)})`);
    params.push(...values);
  };
  if (query.states) among('state', query.states);
  if (query.kinds) among('kind', query.kinds);
  if (query.group !== undefined) among('group_id', [query.group]);
  if (query.outcome) among('outcome', [query.outcome]);
  if (query.after !== undefined) {
    params.push(query.after);
    wanted.push(`(detected_at, id) < (SELECT detected_at, id FROM cases WHERE id = $${params.length})`);
  }
  params.push(Math.min(query.limit, mostPerPage));
  const where = wanted.length > 0 ? `WHERE ${wanted.join(' AND ')} ` : '';
  const text = `SELECT record FROM cases ${where}ORDER BY detected_at DESC, id DESC LIMIT $${params.length}`;
  return { text, params };
}

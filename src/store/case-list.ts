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
    const { text, params } = listQuestion(query);
    const statement = prepared.get(text) ?? sql.prepare<Value[], CaseRow>(text);
    prepared.set(text, statement);
    return statement.all(...params).map((row) => fromJson<Case>(row.record));
  };
}

/** The inner question is answered by the index `cases_list` alone; only the rows shown are read. */
export function listQuestion(query: CaseQuery): { readonly text: string; readonly params: Value[] } {
  const { wanted, params } = wantedBy(query);
  params.push(Math.min(query.limit, mostPerPage));
  const where = wanted.length > 0 ? `WHERE ${wanted.join(' AND ')} ` : '';
  const ids = `SELECT id FROM cases ${where}ORDER BY detected_at DESC, id DESC LIMIT $${params.length}`;
  return { text: `SELECT record FROM cases WHERE id IN (${ids}) ORDER BY detected_at DESC, id DESC`, params };
}

function wantedBy(query: CaseQuery): { readonly wanted: string[]; readonly params: Value[] } {
  const params: Value[] = [];
  const wanted: string[] = [];
  const given = (value: Value): string => `$${params.push(value)}`;
  const among = (column: string, values: readonly Value[]) => {
    wanted.push(values.length === 0 ? '1 = 0' : `${column} IN (${placeholders(params.length + 1, values.length)})`);
    params.push(...values);
  };
  if (query.states) among('state', query.states);
  if (query.kinds) among('kind', query.kinds);
  if (query.group !== undefined) among('group_id', [query.group]);
  if (query.outcome) among('outcome', [query.outcome]);
  if (query.from !== undefined) wanted.push(`detected_at >= ${given(query.from)}`);
  if (query.until !== undefined) wanted.push(`detected_at < ${given(query.until)}`);
  if (query.assignee === null) wanted.push('assignee IS NULL');
  else if (query.assignee !== undefined) among('assignee', [query.assignee]);
  if (query.waitsFor !== undefined) wanted.push(waitsFor(given(query.waitsFor)));
  if (query.after !== undefined) {
    wanted.push(`(detected_at, id) < (SELECT detected_at, id FROM cases WHERE id = ${given(query.after)})`);
  }
  return { wanted, params };
}

/** Of what waits: mine or nobody's, and not what I have ruled on already. */
export function waitsFor(account: string): string {
  return `waits = 1 AND (assignee IS NULL OR assignee = ${account}) AND (not_for IS NULL OR not_for <> ${account})`;
}

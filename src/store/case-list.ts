import { caseStates, type Case, type CaseState } from '#model/case.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { CaseQuery, CaseStore } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import { fromJson, placeholders, type Sql, type Statement, type Value } from '#store/database.ts';

export interface CaseRow {
  readonly record: string;
}

interface Question {
  readonly text: string;
  readonly params: Value[];
}

const mostPerPage = 200;

/** Pages by key, not by offset: the last page of many is as quick as the first. */
export function caseList(sql: Sql): CaseStore['list'] {
  const ask = asking<CaseRow>(sql);
  return async (query) => ask(listQuestion(query)).map((row) => fromJson<Case>(row.record));
}

/** How many there are of each state, whichever of them the list shows. */
export function caseTally(sql: Sql): CaseStore['tally'] {
  const ask = asking<{ state: CaseState; number: number }>(sql);
  return async (query) => {
    const tally = { open: 0, 'recall-requested': 0, withdrawn: 0, escalated: 0, upheld: 0, overturned: 0, closed: 0 };
    for (const { state, number } of ask(tallyQuestion(query))) tally[state] = number;
    return tally;
  };
}

/** The inner question is answered by an index alone, in its order; only the rows shown are read. */
export function listQuestion(query: CaseQuery): Question {
  const { wanted, params } = wantedBy(query);
  if (query.after !== undefined) wanted.push(afterOf(query, `$${params.push(query.after)}`));
  params.push(Math.min(query.limit, mostPerPage));
  const order = query.dueBefore === undefined ? 'detected_at DESC, id DESC' : 'due_at, id';
  const ids = `SELECT id FROM cases ${whereOf(wanted)}ORDER BY ${order} LIMIT $${params.length}`;
  return { text: `SELECT record FROM cases WHERE id IN (${ids}) ORDER BY ${order}`, params };
}

/** State by state, each by a stretch of an index: nothing is sorted, whatever else is asked for. */
export function tallyQuestion(query: CaseQuery): Question {
  const { wanted, params } = wantedBy(query);
  const counts = caseStates.map(
    (state) =>
      `SELECT '${state}' AS state, count(*) AS number FROM cases ${whereOf([`state = '${state}'`, ...wanted])}`,
  );
  return { text: counts.join(' UNION ALL '), params };
}

function asking<Row>(sql: Sql): (question: Question) => Row[] {
  const prepared = new Map<string, Statement<Value[], Row>>();
  return ({ text, params }) => {
    const statement = prepared.get(text) ?? sql.prepare<Value[], Row>(text);
    prepared.set(text, statement);
    return statement.all(...params);
  };
}

function whereOf(wanted: readonly string[]): string {
  return wanted.length > 0 ? `WHERE ${wanted.join(' AND ')} ` : '';
}

/** A deadline that is over meanwhile leads back to the first page rather than to none. */
function afterOf({ dueBefore }: CaseQuery, id: string): string {
  return dueBefore === undefined
    ? `(detected_at, id) < (SELECT detected_at, id FROM cases WHERE id = ${id})`
    : `(due_at, id) > (SELECT coalesce(due_at, 0), id FROM cases WHERE id = ${id})`;
}

function wantedBy(query: CaseQuery): { readonly wanted: string[]; readonly params: Value[] } {
  const params: Value[] = [];
  const wanted: string[] = [];
  const given = (value: Value): string => `$${params.push(value)}`;
  const among = (column: string, values: readonly Value[]): string => {
    if (values.length === 0) return '1 = 0';
    const list = `${column} IN (${placeholders(params.length + 1, values.length)})`;
    params.push(...values);
    return list;
  };
  if (query.states) wanted.push(among('state', query.states));
  if (query.kinds) wanted.push(among('kind', query.kinds));
  if (query.group !== undefined) wanted.push(among('group_id', [query.group]));
  if (query.outcome) wanted.push(among('outcome', [query.outcome]));
  if (query.from !== undefined) wanted.push(`detected_at >= ${given(query.from)}`);
  if (query.until !== undefined) wanted.push(`detected_at < ${given(query.until)}`);
  if (query.dueBefore !== undefined) wanted.push(`due_at <= ${given(query.dueBefore)}`);
  if (query.assignee === null) wanted.push('assignee IS NULL');
  else if (query.assignee !== undefined) wanted.push(among('assignee', [query.assignee]));
  if (query.waitsFor !== undefined) wanted.push(waitsFor(given(query.waitsFor)));
  if (query.senders) wanted.push(among('sender', query.senders));
  if (query.notSender !== undefined) wanted.push(`sender <> ${given(query.notSender)}`);
  if (query.search) {
    const number = `id LIKE ${given(`%${escaped(query.search.number)}%`)} ESCAPE '\\'`;
    wanted.push(`(${number} OR ${among('sender', query.search.senders)})`);
  }
  return { wanted, params };
}

/** What stands for itself in a pattern. */
function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** Of what waits: mine or nobody's, and not what I have ruled on already. */
function waitsFor(account: string): string {
  return `waits = 1 AND (assignee IS NULL OR assignee = ${account}) AND (not_for IS NULL OR not_for <> ${account})`;
}

/** What waits for an account, its person's own cases left out. */
export function caseWaiting({ sql }: Base): CaseStore['waiting'] {
  const mine = `${waitsFor('$1')} AND sender <> $2`;
  const counted = sql.prepare<[account: string, own: Pseudonym], { number: number }>(
    `SELECT count(*) AS number FROM cases WHERE ${mine}`,
  );
  // Two questions in the order of an index each, so that no pile is sorted: what has a deadline, then the rest.
  const pressing = sql.prepare<[account: string, own: Pseudonym, limit: number], CaseRow>(
    `SELECT record FROM cases WHERE due_at IS NOT NULL AND ${mine} ORDER BY due_at, id LIMIT $3`,
  );
  const rest = sql.prepare<[account: string, own: Pseudonym, limit: number], CaseRow>(
    `SELECT record FROM cases WHERE due_at IS NULL AND ${mine} ORDER BY detected_at DESC, id DESC LIMIT $3`,
  );
  return async (account, limit, person = null) => {
    const own = person ?? '';
    const first = pressing.all(account, own, limit);
    const rows = [...first, ...rest.all(account, own, limit - first.length)];
    return { number: counted.get(account, own)?.number ?? 0, nearest: rows.map((row) => fromJson<Case>(row.record)) };
  };
}

/** What is looked for in the ledger. */
export interface AuditFilter {
  readonly about: string;
  /** An account, or `accounts`. */
  readonly by: string;
  readonly case: string;
  readonly group: string;
  /** 2026-11-26 as a date field gives it, or empty. */
  readonly from: string;
  readonly until: string;
}

export const topics = [
  ['', '全部'],
  ['looks', '谁看过'],
  ['rulings', '谁定的'],
  ['settings', '改设置'],
  ['sign-ins', '登录'],
  ['told', '通知'],
  ['destroyed', '销毁和保留'],
] as const satisfies readonly (readonly [id: string, label: string])[];

const longest = 80;
const pageLength = 50;
const day = 86_400_000;

/** The filter an address begins with, as a case or a group leads here; anything unknown in it is left out. */
export function filterOf(search: string): AuditFilter {
  const given = new URLSearchParams(search);
  const date = (name: string): string => /^\d{4}-\d{2}-\d{2}$/.exec(given.get(name) ?? '')?.[0] ?? '';
  const id = (name: string): string => (given.get(name) ?? '').trim().slice(0, longest);
  return {
    about: topics.find(([topic]) => topic === given.get('about'))?.[0] ?? '',
    by: id('by'),
    case: id('case'),
    group: id('group'),
    from: date('from'),
    until: date('until'),
  };
}

/** The address of a filter, without what is not chosen. */
export function searchOf(filter: AuditFilter): string {
  const chosen = Object.entries(filter).filter(([, value]) => value !== '');
  return new URLSearchParams(chosen.map(([name, value]) => [name, String(value)])).toString();
}

/** What the server is asked; the last day of a span counts whole. */
export function auditQuery(filter: AuditFilter, before: number | undefined): string {
  const query = new URLSearchParams({ limit: String(pageLength) });
  for (const name of ['about', 'by', 'case', 'group'] as const) if (filter[name]) query.set(name, filter[name]);
  if (filter.from) query.set('from', String(new Date(`${filter.from}T00:00`).getTime()));
  if (filter.until) query.set('until', String(new Date(`${filter.until}T00:00`).getTime() + day));
  if (before !== undefined) query.set('before', String(before));
  return query.toString();
}

import type { GroupNeed, GroupWire } from '#model/group-wire.ts';

export interface Filter {
  /** Part of a group's or an owner's name. */
  readonly sought: string;
  readonly state: GroupWire['state'] | 'all';
  readonly need: GroupNeed | 'any' | '';
  readonly mode: GroupWire['mode'] | '';
  readonly template: string;
  readonly sees: GroupWire['sees'] | '';
  readonly page: number;
}

export const states = ['active', 'left', 'dissolved', 'all'] as const;
export const needs = ['any', 'introduction', 'term', 'strangers', 'owner'] as const satisfies readonly (
  GroupNeed | 'any'
)[];
export const modes = ['live', 'marks-live', 'off'] as const;
export const sights = ['every-post', 'mentions', 'nothing'] as const;
const longestSearch = 40;

/** The filter an address begins with; anything unknown in it is left out. */
export function filterOf(search: string): Filter {
  const given = new URLSearchParams(search);
  return {
    sought: (given.get('sought') ?? '').slice(0, longestSearch),
    state: among(states, given.get('state')) ?? 'active',
    need: among(needs, given.get('need')) ?? '',
    mode: among(modes, given.get('mode')) ?? '',
    template: given.get('template') ?? '',
    sees: among(sights, given.get('sees')) ?? '',
    page: Math.max(1, Math.floor(Number(given.get('page'))) || 1),
  };
}

export function among<Id extends string>(all: readonly Id[], given: string | null): Id | undefined {
  return all.find((id) => id === given);
}

/** The address of a filter, without what is not chosen. */
export function searchOf({ state, page, ...filter }: Filter): string {
  const query = chosen(filter);
  if (state !== 'active') query.set('state', state);
  if (page > 1) query.set('page', String(page));
  return query.toString();
}

/** What the server is asked. */
export function queryOf(filter: Filter): string {
  const query = new URLSearchParams(wantedOf(filter));
  query.set('page', String(filter.page));
  return query.toString();
}

/** The filter without its page, as the server names things. */
export function wantedOf({ state, page: _page, ...filter }: Filter): Readonly<Record<string, string>> {
  const query = chosen(filter);
  if (state !== 'all') query.set('state', state);
  return Object.fromEntries(query);
}

/** Nothing but the state. */
export function cleared({ state }: Filter): Filter {
  return { ...filterOf(''), state };
}

function chosen(filter: Omit<Filter, 'state' | 'page'>): URLSearchParams {
  const all = Object.entries(filter).map(([name, value]) => [name, value.trim()] as const);
  return new URLSearchParams(all.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
}

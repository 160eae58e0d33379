import { useEffect, useState } from 'react';
import type { AccountRole } from '#model/account.ts';
import type { IconName } from '#web/kit/icon.tsx';

/** Where in the console one is, also the address below /console, which a message to the office may link to; `id` is one of its things. */
export interface Place {
  readonly page: PageName;
  readonly id?: string;
  /** What a page begins with, as `desk=mine`. */
  readonly query?: string;
}

interface PageEntry {
  readonly page: string;
  readonly label: string;
  readonly icon: IconName;
  readonly roles: readonly AccountRole[];
}

/** The menu: only pages that exist (shell-pages.tsx), and of them only those the server will show this role. */
export const entries = [
  { page: 'overview', label: '总览', icon: 'home', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'cases', label: '案件', icon: 'case', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'reports', label: '反映', icon: 'mail', roles: ['admin', 'reviewer'] },
  { page: 'groups', label: '群', icon: 'people', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
  { page: 'people', label: '人员', icon: 'person', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'rules', label: '规则与策略', icon: 'gear', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'fingerprints', label: '指纹', icon: 'print', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'quiz', label: '小题', icon: 'spark', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
  { page: 'digests', label: '简报', icon: 'file', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'audit', label: '台账', icon: 'book', roles: ['admin', 'auditor'] },
  { page: 'system', label: '系统', icon: 'pulse', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
] as const satisfies readonly PageEntry[];

export type PageName = (typeof entries)[number]['page'];

const root = '/console';
const moved = 'zhouzhi-moved';

export function entriesOf(role: AccountRole): readonly (PageEntry & Pick<Place, 'page'>)[] {
  return entries.filter(({ roles }: PageEntry) => roles.includes(role));
}

/** A page this role may not see, or that is not there, is the first of his menu. */
export function placeOf(path: string, role: AccountRole): Place {
  const [page, id] = path.slice(root.length).split('/').filter(Boolean);
  const mine = entriesOf(role);
  const found = mine.find((entry) => entry.page === page)?.page;
  if (found === undefined) return { page: mine[0]?.page ?? 'system' };
  return id === undefined ? { page: found } : { page: found, id: decodeURIComponent(id) };
}

export function hrefOf({ page, id, query }: Place): string {
  const path = id === undefined ? `${root}/${page}` : `${root}/${page}/${encodeURIComponent(id)}`;
  return query ? `${path}?${query}` : path;
}

export function goTo(place: Place): void {
  history.pushState(null, '', hrefOf(place));
  window.dispatchEvent(new Event(moved));
  window.scrollTo(0, 0);
}

export function usePlace(role: AccountRole): Place {
  const [path, setPath] = useState(() => location.pathname);
  useEffect(() => {
    const follow = () => setPath(location.pathname);
    for (const event of ['popstate', moved]) window.addEventListener(event, follow);
    return () => {
      for (const event of ['popstate', moved]) window.removeEventListener(event, follow);
    };
  }, []);
  return placeOf(path, role);
}

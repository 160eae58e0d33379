import { useEffect, useState } from 'react';
import type { AccountRole } from '#model/account.ts';
import type { IconName } from '#web/kit/icon.tsx';

/** Where in the console one is: the address below /console, which a message to the office may link to. */
export type Place =
  | { readonly page: 'cases' | 'reports' | 'groups' | 'audit' | 'system' }
  | { readonly page: 'case'; readonly id: string };

export interface Entry {
  readonly page: 'cases' | 'reports' | 'groups' | 'audit' | 'system';
  readonly label: string;
  readonly icon: IconName;
  readonly roles: readonly AccountRole[];
}

/** Only pages that exist, and only those the server will show this role. */
export const entries: readonly Entry[] = [
  { page: 'cases', label: '案件', icon: 'case', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'reports', label: '反映', icon: 'mail', roles: ['admin', 'reviewer'] },
  { page: 'groups', label: '群', icon: 'people', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
  { page: 'audit', label: '台账', icon: 'book', roles: ['admin', 'auditor'] },
  { page: 'system', label: '系统', icon: 'pulse', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
];

const root = '/console';
const moved = 'zhouzhi-moved';

export function placeOf(path: string, role: AccountRole): Place {
  const [page, id] = path.slice(root.length).split('/').filter(Boolean);
  const mine = entries.filter((entry) => entry.roles.includes(role));
  if (page === 'cases' && id) return { page: 'case', id: decodeURIComponent(id) };
  return { page: mine.find((entry) => entry.page === page)?.page ?? mine[0]?.page ?? 'system' };
}

export function hrefOf(place: Place): string {
  return place.page === 'case' ? `${root}/cases/${encodeURIComponent(place.id)}` : `${root}/${place.page}`;
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

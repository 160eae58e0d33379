import { useEffect, useState } from 'react';
import type { AccountRole } from '#model/account.ts';
import type { IconName } from '#web/kit/icon.tsx';

/** Where in the console one is; kept behind `#` so that back and reload work. */
export type Place =
  | { readonly page: 'cases' | 'groups' | 'audit' | 'system' }
  | { readonly page: 'case'; readonly id: string };

export interface Entry {
  readonly page: 'cases' | 'groups' | 'audit' | 'system';
  readonly label: string;
  readonly icon: IconName;
  readonly roles: readonly AccountRole[];
}

/** Only pages that exist, and only those the server will show this role. */
export const entries: readonly Entry[] = [
  { page: 'cases', label: '案件', icon: 'case', roles: ['admin', 'reviewer', 'auditor'] },
  { page: 'groups', label: '群', icon: 'people', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
  { page: 'audit', label: '台账', icon: 'book', roles: ['admin', 'auditor'] },
  { page: 'system', label: '系统', icon: 'pulse', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
];

export function placeOf(hash: string, role: AccountRole): Place {
  const [page, id] = hash.replace(/^#\/?/, '').split('/');
  const mine = entries.filter((entry) => entry.roles.includes(role));
  if (page === 'cases' && id) return { page: 'case', id: decodeURIComponent(id) };
  return { page: mine.find((entry) => entry.page === page)?.page ?? mine[0]?.page ?? 'system' };
}

export function hrefOf(place: Place): string {
  return place.page === 'case' ? `#/cases/${encodeURIComponent(place.id)}` : `#/${place.page}`;
}

export function usePlace(role: AccountRole): Place {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const follow = () => {
      setHash(location.hash);
      window.scrollTo(0, 0);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return placeOf(hash, role);
}

import type { AccountRole } from '#model/account.ts';

export type Part = 'outline' | 'settings' | 'members' | 'cases' | 'ledger';

interface PartEntry {
  readonly id: Part;
  readonly label: string;
  readonly roles: readonly AccountRole[];
}

/** What a group's page shows, to whom: what the server would answer him. */
const entries: readonly PartEntry[] = [
  { id: 'outline', label: '概况', roles: ['admin', 'reviewer', 'auditor', 'operator'] },
  { id: 'settings', label: '设置', roles: ['admin', 'reviewer', 'auditor'] },
  { id: 'members', label: '成员', roles: ['admin', 'reviewer', 'auditor'] },
  { id: 'cases', label: '案件', roles: ['admin', 'reviewer', 'auditor'] },
  { id: 'ledger', label: '台账', roles: ['admin', 'auditor'] },
];

export function partsOf(role: AccountRole): readonly Pick<PartEntry, 'id' | 'label'>[] {
  return entries.filter(({ roles }) => roles.includes(role)).map(({ id, label }) => ({ id, label }));
}

/** The part an address asks for, where the role may see it. */
export function partOf(search: string, role: AccountRole): Part {
  const wanted = new URLSearchParams(search).get('part');
  return partsOf(role).find(({ id }) => id === wanted)?.id ?? 'outline';
}

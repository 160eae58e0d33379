import type { Case } from '#model/case.ts';
import type { Clerk } from '#model/desk.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { MemberWire } from '#model/people-wire.ts';
import { caseRows } from '#console/views/case-view.ts';
import { heldBy } from '#console/views/held.ts';
import { memberRows, surroundings, type MemberParts } from '#console/views/member-rows.ts';

const mostCases = 50;

/** Everything the console shows of one person; null where he is not known. Of his own cases a clerk learns nothing here either. */
export async function memberPage(parts: MemberParts, person: Pseudonym, clerk: Clerk): Promise<MemberWire | null> {
  const { store, retention } = parts;
  const [found, about, unit] = await Promise.all([store.roll.find(person), surroundings(parts), store.unit()]);
  const [line] = found ? await memberRows(parts, [found], { about, clerk }) : [];
  if (!found || !line) return null;
  const isOwn = clerk.person === person;
  const [cases, held] = await Promise.all([store.cases.ofSender(person), heldBy(store, retention, person)]);
  const { row, seats } = line;
  const assigned = row.account === null ? [] : await waitingFor(parts, row.account.id);
  return {
    ...row,
    seenAt: found.seenAt,
    seats: seats.map(({ group, role, since, leftAt }) => ({
      group,
      groupName: about.groups.get(group)?.name ?? group,
      role,
      since,
      leftAt,
    })),
    owns: [...about.groups.values()].flatMap(({ id, name, members, owner, state }) =>
      owner === person && state === 'active' ? [{ group: id, name, members }] : [],
    ),
    duty: unit?.roster.find((contact) => contact.person === person)?.title ?? null,
    cases: isOwn ? null : await caseRows(parts, cases.slice(0, mostCases), clerk),
    assigned: assigned.length,
    held,
    unbound:
      clerk.role === 'admin'
        ? about.accounts.flatMap(({ id, name, role, person: whose }) => (whose === null ? [{ id, name, role }] : []))
        : [],
    may:
      clerk.role === 'admin'
        ? [row.account === null ? 'bind' : 'unbind', 'erase', ...(assigned.length > 0 ? (['hand-over'] as const) : [])]
        : [],
  };
}

/** What an account works on, at most 200. */
export async function waitingFor({ store }: Pick<MemberParts, 'store'>, account: string): Promise<readonly Case[]> {
  const states = ['open', 'recall-requested', 'withdrawn', 'escalated'] as const;
  return store.cases.list({ assignee: account, states, limit: 200 });
}

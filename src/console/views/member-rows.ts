import type { Account } from '#model/account.ts';
import type { Clerk } from '#model/desk.ts';
import type { Group } from '#model/group.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { RollPerson, Seat } from '#model/people.ts';
import type { MemberRowWire, MembersWire } from '#model/people-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';

export const memberStandings = ['owner', 'outsider', 'departed', 'excused', 'account'] as const;

export interface MemberFilter {
  readonly sought?: string | undefined;
  readonly department?: string | undefined;
  readonly group?: string | undefined;
  readonly standing?: (typeof memberStandings)[number] | undefined;
  readonly open?: '1' | undefined;
  readonly page: number;
}

export type MemberParts = Pick<
  ConsoleParts,
  'store' | 'learning' | 'now' | 'retention' | 'catalogue' | 'timeZone' | 'isWorkday'
>;

const perPage = 50;

/** A page of the roll. Nobody finds himself by his open cases. */
export async function membersPage(parts: MemberParts, filter: MemberFilter, clerk: Clerk): Promise<MembersWire> {
  const about = await surroundings(parts);
  const { sought, department, group, standing, open, page } = filter;
  const among = amongOf(standing, about);
  const found = await parts.store.roll.page({
    offset: (page - 1) * perPage,
    limit: perPage,
    ...(sought ? { sought } : {}),
    ...(department === undefined ? {} : { department }),
    ...(group === undefined ? {} : { group }),
    ...(standing === 'outsider' || standing === 'departed' ? { standing } : {}),
    ...(open ? { hasOpen: true, ...(clerk.person !== null && { except: clerk.person }) } : {}),
    ...(among ? { among } : {}),
  });
  const rows = await memberRows(parts, found.people, { about, clerk });
  const pages = Math.max(1, Math.ceil(found.total / perPage));
  return { people: rows.map(({ row }) => row), total: found.total, page, pages, departments: found.departments };
}

/** What is the same for everybody on a page. */
export interface Surroundings {
  readonly groups: ReadonlyMap<string, Group>;
  readonly accounts: readonly Account[];
  readonly excuses: ReadonlyMap<Pseudonym, MemberRowWire['excuses']>;
  readonly heads: readonly Pseudonym[];
}

export async function surroundings({ store, now }: MemberParts): Promise<Surroundings> {
  const [groups, accounts, excuses, unit] = await Promise.all([
    store.groups.list(),
    store.accounts.list(),
    store.quiz.excuses(now()),
    store.unit(),
  ]);
  return {
    groups: new Map(groups.map((group) => [group.id, group])),
    accounts: accounts.filter(({ isDisabled }) => !isDisabled),
    excuses: new Map(
      [...Map.groupBy(excuses, ({ person }) => person)].map(([person, own]) => [person, own.map(({ why }) => why)]),
    ),
    heads: unit?.heads ?? [],
  };
}

function amongOf(
  standing: MemberFilter['standing'],
  { groups, accounts, excuses }: Surroundings,
): ReadonlySet<Pseudonym> | null {
  switch (standing) {
    case 'owner':
      return new Set([...groups.values()].flatMap(({ owner, state }) => (state === 'active' && owner ? [owner] : [])));
    case 'account':
      return new Set(accounts.flatMap(({ person }) => person ?? []));
    case 'excused':
      return new Set(excuses.keys());
    case 'outsider':
    case 'departed':
    case undefined:
      return null;
  }
}

export interface MemberLine {
  readonly row: MemberRowWire;
  readonly seats: readonly Seat[];
}

export async function memberRows(
  { store, learning, now }: MemberParts,
  people: readonly RollPerson[],
  { about, clerk }: { readonly about: Surroundings; readonly clerk: Clerk },
): Promise<readonly MemberLine[]> {
  const persons = people.map(({ pseudonym }) => pseudonym);
  const [seats, standings, quiz] = await Promise.all([
    store.roll.seats(persons),
    store.roll.standing(persons, now()),
    learning.standings(persons),
  ]);
  const byPerson = Map.groupBy(seats, ({ person }) => person);
  return people.flatMap((one) => {
    const standing = standings.get(one.pseudonym);
    const learnt = quiz.get(one.pseudonym);
    const own = byPerson.get(one.pseudonym) ?? [];
    if (!standing || !learnt) return [];
    return { seats: own, row: rowOf(one, { about, clerk, seats: own, standing, quiz: learnt }) };
  });
}

interface Known {
  readonly about: Surroundings;
  readonly clerk: Clerk;
  readonly seats: readonly Seat[];
  readonly standing: { readonly open: number; readonly counting: number };
  readonly quiz: MemberRowWire['quiz'];
}

function rowOf(
  { pseudonym: person, name, departments }: RollPerson,
  { about, clerk, seats, standing, quiz }: Known,
): MemberRowWire {
  const here = seats.filter(({ group, leftAt }) => leftAt === null && about.groups.get(group)?.state === 'active');
  const account = about.accounts.find((one) => one.person === person);
  const isOwn = clerk.person === person;
  return {
    person,
    name,
    departments,
    groups: here.map(({ group, role }) => ({ id: group, name: about.groups.get(group)?.name ?? group, role })),
    isOutsider: here.some(({ role }) => role === 'outsider'),
    isDeparted: seats.length > 0 && here.length === 0,
    isHead: about.heads.includes(person),
    excuses: about.excuses.get(person) ?? [],
    account: account ? { id: account.id, name: account.name, role: account.role } : null,
    open: isOwn ? null : standing.open,
    record: isOwn || clerk.role === 'auditor' ? null : standing.counting,
    quiz,
  };
}

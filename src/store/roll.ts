import { unseal } from '#lib/keys.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { RollPage, RollPerson, RollQuery, RollStore, Seat } from '#model/people.ts';
import type { Role } from '#model/post.ts';
import type { Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';
import type { People } from '#store/people.ts';

export interface Roll {
  readonly port: RollStore;
  /** Inside a transaction: whoever posts sits in the group. */
  seat(seat: Pick<Seat, 'group' | 'person' | 'role'>, now: Moment): void;
}

interface SeatRow {
  readonly group_id: GroupId;
  readonly person: Pseudonym;
  readonly role: Role;
  readonly since: Moment;
  readonly left_at: Moment | null;
}

const mostPerPage = 200;

export function openRoll(base: Base, people: Pick<People, 'enter'>): Roll {
  const roster = rosterOf(base);
  const sets = setsOf(base);
  const seats = base.sql.prepare<[person: Pseudonym], SeatRow>(
    'SELECT * FROM group_seats WHERE person = $1 ORDER BY since, group_id',
  );
  const met = base.sql.prepare<[group: GroupId, person: Pseudonym, role: Role, now: Moment]>(
    `INSERT INTO group_seats (group_id, person, role, since, left_at) VALUES ($1, $2, $3, $4, NULL)
     ON CONFLICT (group_id, person) DO UPDATE SET left_at = NULL WHERE group_seats.left_at IS NOT NULL`,
  );
  return {
    port: {
      page: async (query) => pageOf(roster(), sets(query), query),
      find: async (person) => roster().find(({ pseudonym }) => pseudonym === person) ?? null,
      seats: async (persons) => persons.flatMap((person) => seats.all(person).map(seatOf)),
      standing: standing(base),
      enrol: enrolling(base, people),
    },
    seat: ({ group, person, role }, now) => void met.run(group, person, role, now),
  };
}

/**
 * Everybody by name. Names are sealed, so they are opened once and kept; a row is opened again when its seal is another, which also
 * sees what any other part of the store has written or erased.
 */
function rosterOf({ sql, keys }: Base): () => readonly RollPerson[] {
  const all = sql.prepare<[], { pseudonym: Pseudonym; person: Uint8Array; seen_at: Moment }>(
    'SELECT pseudonym, person, seen_at FROM people',
  );
  const key = keys.key('people');
  const { compare } = new Intl.Collator('zh');
  let known = new Map<Pseudonym, { readonly sealed: Buffer; readonly one: RollPerson }>();
  let order: readonly Pseudonym[] = [];
  return () => {
    const next: typeof known = new Map();
    let isSame = true;
    for (const { pseudonym, person, seen_at: seenAt } of all.all()) {
      const before = known.get(pseudonym);
      const sealed = Buffer.from(person.buffer, person.byteOffset, person.byteLength);
      if (before?.sealed.equals(sealed)) {
        next.set(pseudonym, before);
        continue;
      }
      const opened = fromJson<Omit<RollPerson, 'departments'> & { departments?: readonly string[] }>(
        unseal(key, person).toString('utf8'),
      );
      const { member, name, departments = [] } = opened;
      isSame &&= before?.one.name === name;
      next.set(pseudonym, { sealed, one: { pseudonym, member, name, departments, seenAt } });
    }
    if (!isSame || next.size !== known.size) {
      order = [...next.values()].toSorted((a, b) => compare(a.one.name, b.one.name)).map(({ one }) => one.pseudonym);
    }
    known = next;
    return order.flatMap((pseudonym) => next.get(pseudonym)?.one ?? []);
  };
}

/** Who fits what the tables know of a query; each set holds people by pseudonym. */
function setsOf({ sql }: Base): (query: RollQuery) => readonly ReadonlySet<Pseudonym>[] {
  const inGroup = sql.prepare<[group: GroupId], { person: Pseudonym }>(
    'SELECT person FROM group_seats WHERE group_id = $1 AND left_at IS NULL',
  );
  const outsiders = sql.prepare<[], { person: Pseudonym }>(
    `SELECT DISTINCT person FROM group_seats WHERE role = 'outsider' AND left_at IS NULL`,
  );
  const departed = sql.prepare<[], { person: Pseudonym }>(
    'SELECT person FROM group_seats GROUP BY person HAVING count(*) = count(left_at)',
  );
  const open = sql.prepare<[], { person: Pseudonym }>(
    'SELECT DISTINCT sender AS person FROM cases WHERE decided_at IS NULL',
  );
  return ({ group, standing: wanted, hasOpen, among }) => {
    const rows = [
      ...(group === undefined ? [] : [inGroup.all(group)]),
      ...(wanted === 'outsider' ? [outsiders.all()] : []),
      ...(wanted === 'departed' ? [departed.all()] : []),
      ...(hasOpen ? [open.all()] : []),
    ];
    return [...rows.map((found) => new Set(found.map(({ person }) => person))), ...(among ? [among] : [])];
  };
}

function pageOf(
  everybody: readonly RollPerson[],
  sets: readonly ReadonlySet<Pseudonym>[],
  { sought = '', department, except, offset, limit }: RollQuery,
): RollPage {
  const words = sought.trim().toLowerCase();
  const fits = ({ pseudonym, name, departments }: RollPerson): boolean =>
    pseudonym !== except &&
    sets.every((set) => set.has(pseudonym)) &&
    (department === undefined || departments.includes(department)) &&
    (words === '' || [name, ...departments].some((text) => text.toLowerCase().includes(words)));
  const found = everybody.filter(fits);
  return {
    people: found.slice(offset, offset + Math.min(limit, mostPerPage)),
    total: found.length,
    departments: [...new Set(everybody.flatMap(({ departments }) => departments))].toSorted((a, b) =>
      a.localeCompare(b, 'zh'),
    ),
  };
}

function standing({ sql }: Base): RollStore['standing'] {
  const count = sql.prepare<[person: Pseudonym, now: Moment], { open: number; counting: number }>(
    `SELECT (SELECT count(*) FROM cases WHERE sender = $1 AND decided_at IS NULL) AS open,
            (SELECT count(*) FROM cases WHERE sender = $1 AND counts_from <= $2 AND counts_until > $2) AS counting`,
  );
  return async (persons, now) =>
    new Map(persons.map((person) => [person, count.get(person, now) ?? { open: 0, counting: 0 }]));
}

function enrolling({ sql, write }: Base, people: Pick<People, 'enter'>): RollStore['enrol'] {
  const here = sql.prepare<[group: GroupId], { person: Pseudonym; role: Role }>(
    'SELECT person, role FROM group_seats WHERE group_id = $1 AND left_at IS NULL',
  );
  const sit = sql.prepare<[group: GroupId, person: Pseudonym, role: Role, since: Moment]>(
    `INSERT INTO group_seats (group_id, person, role, since, left_at) VALUES ($1, $2, $3, $4, NULL)
     ON CONFLICT (group_id, person) DO UPDATE SET role = excluded.role, left_at = NULL`,
  );
  const leave = sql.prepare<[group: GroupId, person: Pseudonym, now: Moment]>(
    'UPDATE group_seats SET left_at = $3 WHERE group_id = $1 AND person = $2',
  );
  return (group, listed, now) =>
    write(() => {
      const gone = new Map(here.all(group).map(({ person, role }) => [person, role]));
      for (const { member, name, role, departments, joinedAt } of listed) {
        const person = people.enter(member, name, departments);
        if (gone.get(person) !== role) sit.run(group, person, role, joinedAt ?? now);
        gone.delete(person);
      }
      for (const person of gone.keys()) leave.run(group, person, now);
    });
}

function seatOf({ group_id: group, person, role, since, left_at: leftAt }: SeatRow): Seat {
  return { group, person, role, since, leftAt };
}

import { keyedHash, seal, unseal } from '#lib/keys.ts';
import type { MemberId, Moment, Pseudonym } from '#model/ids.ts';
import type { Person, PeopleStore } from '#model/store.ts';
import { day, type Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';
import type { Ledger } from '#store/ledger.ts';

interface PersonRow {
  readonly pseudonym: Pseudonym;
  readonly person: Uint8Array;
  readonly seen_at: Moment;
}
type Known = Pick<Person, 'member' | 'name' | 'departments'>;

export interface People {
  readonly port: PeopleStore;
  /** Inside a transaction: the pseudonym of a member the platform lists; departments null where it does not tell them. */
  enter(member: MemberId, name: string, departments: readonly string[] | null): Pseudonym;
}

/** `newPseudonym` gives a random text: nothing of the member can be worked out from it. */
export function openPeople(base: Base, newPseudonym: () => Pseudonym, ledger: Pick<Ledger, 'append'>): People {
  const { sql, write, keys, clock } = base;
  const key = keys.key('people');
  const byMember = sql.prepare<[hash: string], PersonRow>(
    'SELECT pseudonym, person, seen_at FROM people WHERE member_hash = $1',
  );
  const byPseudonym = sql.prepare<[pseudonym: Pseudonym], PersonRow>(
    'SELECT pseudonym, person, seen_at FROM people WHERE pseudonym = $1',
  );
  const latest = sql.prepare<[], PersonRow>(
    'SELECT pseudonym, person, seen_at FROM people ORDER BY seen_at DESC, pseudonym LIMIT 500',
  );
  const all = sql.prepare<[], PersonRow>('SELECT pseudonym, person, seen_at FROM people ORDER BY pseudonym');
  const insert = sql.prepare<[pseudonym: Pseudonym, hash: string, person: Uint8Array, seenAt: Moment]>(
    'INSERT INTO people (pseudonym, member_hash, person, seen_at) VALUES ($1, $2, $3, $4)',
  );
  const refresh = sql.prepare<[pseudonym: Pseudonym, person: Uint8Array, seenAt: Moment]>(
    'UPDATE people SET person = $2, seen_at = $3 WHERE pseudonym = $1',
  );
  const known = (row: PersonRow): Known => fromJson<Known>(unseal(key, row.person).toString('utf8'));
  const sealed = ({ member, name, departments }: Known) => seal(key, JSON.stringify({ member, name, departments }));
  const hashOf = (member: MemberId): string => keyedHash(key, `member ${member}`);

  /** Nothing to write: the same name, and seen today. */
  const isFresh = (row: PersonRow, name: string | null) =>
    clock() - row.seen_at < day && (name === null || known(row).name === name);

  function meet(
    hash: string,
    member: MemberId,
    told: { name?: string | null; departments?: readonly string[] | null },
  ) {
    const row = byMember.get(hash);
    if (!row) {
      const pseudonym = newPseudonym();
      const departments = told.departments ?? [];
      insert.run(
        pseudonym,
        hash,
        sealed({ member, name: told.name ?? '', ...(departments.length > 0 && { departments }) }),
        clock(),
      );
      return pseudonym;
    }
    const before = known(row);
    const departments = told.departments ?? before.departments ?? [];
    const next = { member, name: told.name ?? before.name, ...(departments.length > 0 && { departments }) };
    refresh.run(row.pseudonym, sealed(next), clock());
    return row.pseudonym;
  }

  function enter(member: MemberId, name: string, departments: readonly string[] | null): Pseudonym {
    const hash = hashOf(member);
    const row = byMember.get(hash);
    const before = row && isFresh(row, name) ? known(row) : null;
    const isSame = departments === null || (before?.departments ?? []).join('\n') === departments.join('\n');
    return row && before && isSame ? row.pseudonym : meet(hash, member, { name, departments });
  }

  const port: PeopleStore = {
    async pseudonym(member, name) {
      const hash = hashOf(member);
      const row = byMember.get(hash);
      return row && isFresh(row, name) ? row.pseudonym : write(() => meet(hash, member, { name }));
    },
    async find(pseudonym) {
      const row = byPseudonym.get(pseudonym);
      return row ? { pseudonym, ...known(row) } : null;
    },
    async list() {
      return latest.all().map((row) => ({ pseudonym: row.pseudonym, ...known(row) }));
    },
    async everybody() {
      return all.all().map((row) => ({ pseudonym: row.pseudonym, ...known(row) }));
    },
    async place(pseudonym, departments) {
      const row = byPseudonym.get(pseudonym);
      if (!row || (known(row).departments ?? []).join('\n') === departments.join('\n')) return;
      await write(() => refresh.run(pseudonym, sealed({ ...known(row), departments }), row.seen_at));
    },
    erase: erasing(base, ledger),
  };
  return { port, enter };
}

function erasing({ sql, write, clock }: Base, ledger: Pick<Ledger, 'append'>): PeopleStore['erase'] {
  const heldCases = sql.prepare<[sender: Pseudonym], { id: string }>(
    'SELECT id FROM cases WHERE sender = $1 AND is_held = 1 LIMIT 1',
  );
  const remove = sql.prepare<[pseudonym: Pseudonym]>('DELETE FROM people WHERE pseudonym = $1');
  return (pseudonym) =>
    write(() => {
      if (heldCases.get(pseudonym)) return { erased: false };
      const erased = remove.run(pseudonym) > 0;
      if (erased)
        ledger.append({ at: clock(), event: 'person-erased', actor: { kind: 'bot' }, detail: { person: pseudonym } });
      return { erased };
    });
}

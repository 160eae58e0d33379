import type { Account, AccountRole, BoundAccount, CreatedAccount } from '#model/account.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { AccountStore } from '#model/store.ts';
import type { Base } from '#store/base.ts';
import type { Ledger } from '#store/ledger.ts';

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly person: Pseudonym | null;
  readonly bound_at: Moment | null;
  readonly password_hash: string;
  readonly created_at: Moment;
  readonly is_disabled: number;
}
interface SessionRow {
  readonly account: string;
  readonly csrf: string;
  readonly expires_at: Moment;
}

export function openAccounts(base: Base, ledger: Pick<Ledger, 'append'>): AccountStore {
  const { sql, write } = base;
  const byId = sql.prepare<[id: string], AccountRow>('SELECT * FROM accounts WHERE id = $1');
  const byName = sql.prepare<[name: string], AccountRow>('SELECT * FROM accounts WHERE name = $1');
  const all = sql.prepare<[], AccountRow>('SELECT * FROM accounts ORDER BY created_at, id');
  const insert = sql.prepare<[string, string, string, Pseudonym | null, Moment | null, string, Moment, number]>(
    `INSERT INTO accounts (id, name, role, person, bound_at, password_hash, created_at, is_disabled)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
  );
  const ofPerson = inUseOf(base);
  const find = async (id: string) => accountOf(byId.get(id));
  return {
    find,
    findByName: async (name) => accountOf(byName.get(name)),
    list: async () => all.all().flatMap((row) => accountOf(row) ?? []),
    create: ({ id, name, role, person, boundAt, passwordHash, createdAt, isDisabled }, entry) =>
      write((): CreatedAccount => {
        if (byName.get(name)) return { ok: false, refused: 'name-taken' };
        if (person !== null && !isDisabled && ofPerson.get(person)) return { ok: false, refused: 'member-bound' };
        insert.run(id, name, role, person, boundAt, passwordHash, createdAt, isDisabled ? 1 : 0);
        ledger.append(entry);
        return { ok: true };
      }),
    bind: binding(base, ledger),
    ...sessions(base, ledger, find),
  };
}

function inUseOf({ sql }: Pick<Base, 'sql'>) {
  return sql.prepare<[person: Pseudonym], { id: string }>(
    'SELECT id FROM accounts WHERE person = $1 AND is_disabled = 0 LIMIT 1',
  );
}

/** One member, one account: a disabled one is nobody's any more. */
function binding({ sql, write }: Base, ledger: Pick<Ledger, 'append'>): AccountStore['bind'] {
  const find = sql.prepare<[id: string], Pick<AccountRow, 'person'>>(
    'SELECT person FROM accounts WHERE id = $1 AND is_disabled = 0',
  );
  const other = inUseOf({ sql });
  const set = sql.prepare<[id: string, person: Pseudonym | null, boundAt: Moment | null]>(
    'UPDATE accounts SET person = $2, bound_at = $3 WHERE id = $1',
  );
  return (id, person, entry) =>
    write((): BoundAccount => {
      const account = find.get(id);
      if (!account) return { ok: false, refused: 'unknown' };
      if (person === null && account.person === null) return { ok: false, refused: 'not-bound' };
      if (person !== null && account.person !== null) return { ok: false, refused: 'account-bound' };
      if (person !== null && other.get(person)) return { ok: false, refused: 'member-bound' };
      set.run(id, person, person === null ? null : entry.at);
      ledger.append(entry);
      return { ok: true };
    });
}

function sessions(
  { sql, write }: Base,
  ledger: Pick<Ledger, 'append'>,
  find: AccountStore['find'],
): Pick<AccountStore, 'openSession' | 'session' | 'closeSession'> {
  const valid = sql.prepare<[tokenHash: string, now: Moment], SessionRow>(
    'SELECT account, csrf, expires_at FROM sessions WHERE token_hash = $1 AND expires_at > $2',
  );
  const insert = sql.prepare<[tokenHash: string, account: string, csrf: string, expiresAt: Moment]>(
    'INSERT INTO sessions (token_hash, account, csrf, expires_at) VALUES ($1, $2, $3, $4)',
  );
  const remove = sql.prepare<[tokenHash: string]>('DELETE FROM sessions WHERE token_hash = $1');
  return {
    async openSession({ tokenHash, account, csrf, expiresAt }, entry) {
      await write(() => {
        insert.run(tokenHash, account, csrf, expiresAt);
        ledger.append(entry);
      });
    },
    async session(tokenHash, now) {
      const row = valid.get(tokenHash, now);
      const account = row ? await find(row.account) : null;
      if (!row || !account || account.isDisabled) return null;
      return { session: { tokenHash, account: row.account, csrf: row.csrf, expiresAt: row.expires_at }, account };
    },
    async closeSession(tokenHash) {
      await write(() => remove.run(tokenHash));
    },
  };
}

function accountOf(row: AccountRow | undefined): Account | null {
  if (!row) return null;
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    person: row.person,
    boundAt: row.bound_at,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    isDisabled: row.is_disabled === 1,
  };
}

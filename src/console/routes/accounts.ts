import * as z from 'zod';
import type { Account, CreatedAccount } from '#model/account.ts';
import type { AccountWire, NewAccountWire } from '#model/console-wire.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { hashPassword } from '#console/password.ts';
import { created, ok, refused } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { NewAccount, Role } from '#console/schemas.ts';
import { namesOf, type Names } from '#console/views/who.ts';

export function accountRoutes(parts: ConsoleParts): readonly Route[] {
  const { store } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/accounts',
      roles: ['admin', 'auditor'],
      summary: '账号一览',
      reads: nothing,
      async handle() {
        const names = namesOf(store);
        const accounts = await store.accounts.list();
        return ok({ accounts: await Promise.all(accounts.map((account) => accountWire(account, names))) });
      },
    }),
    deskRoute({
      method: 'get',
      path: '/people',
      roles: ['admin'],
      summary: '可以绑定账号或列入值班名单的人',
      reads: nothing,
      handle: async () => ok({ people: await parts.people() }),
    }),
    deskRoute({
      method: 'post',
      path: '/accounts',
      roles: ['admin'],
      summary: '新建账号',
      reads: z.object({ body: NewAccount.extend({ role: Role }) }),
      async handle({ body }, seat) {
        if (!(await areKnown(parts, body.person === null ? [] : [body.person]))) return unknownPerson('person');
        const account = await newAccount(parts, body);
        const entry = {
          at: account.createdAt,
          event: 'account-created',
          actor: { kind: 'account', account: seat.account.id },
          detail: { account: account.id, role: account.role },
        } as const;
        const made = await store.accounts.create(account, entry);
        return made.ok ? created(await accountWire(account, namesOf(store))) : notCreated(made.refused);
      },
    }),
  ];
}

/** One member, one account: so whoever looks after those who decide is none of them. */
function notCreated(why: Extract<CreatedAccount, { ok: false }>['refused']) {
  if (why === 'name-taken') return refused(409, why, '已有同名账号，请换一个。', { fields: { name: '已有同名账号' } });
  return refused(409, why, '此人已经有账号：一人一号，审计员和办案的不能是同一个人。', {
    fields: { person: '此人已有账号，请先在“人员”里解除绑定' },
  });
}

export async function newAccount(
  parts: ConsoleParts,
  form: NewAccountWire & { readonly role: Account['role'] },
): Promise<Account> {
  const createdAt = parts.now();
  return {
    id: `account-${parts.newToken().slice(0, 16)}`,
    name: form.name,
    role: form.role,
    person: form.person,
    boundAt: form.person === null ? null : createdAt,
    passwordHash: await hashPassword(form.password),
    createdAt,
    isDisabled: false,
  };
}

export async function areKnown(parts: Pick<ConsoleParts, 'people'>, persons: readonly string[]): Promise<boolean> {
  if (persons.length === 0) return true;
  const known = new Set((await parts.people()).map(({ person }) => person));
  return persons.every((person) => known.has(person));
}

export function unknownPerson(field: string) {
  return refused(422, 'unknown-person', '所选人员不在名单里，请重新选择。', { fields: { [field]: '不在名单里' } });
}

async function accountWire(account: Account, names: Names): Promise<AccountWire> {
  const { id, name, role, person, createdAt, isDisabled } = account;
  return { id, name, role, personName: person === null ? null : await names.person(person), createdAt, isDisabled };
}

import * as z from 'zod';
import type { Account } from '#model/account.ts';
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
        if (await isBothSides(parts, body.person, body.role))
          return refused(409, 'both-sides', '同一个人不能既是审计员又是管理员或复核员。', {
            fields: { person: '此人已有另一边的账号' },
          });
        const account = await newAccount(parts, body);
        const entry = {
          at: account.createdAt,
          event: 'account-created',
          actor: { kind: 'account', account: seat.account.id },
          detail: { account: account.id, role: account.role },
        } as const;
        const { ok: isCreated } = await store.accounts.create(account, entry);
        if (!isCreated)
          return refused(409, 'name-taken', '已有同名账号，请换一个。', { fields: { name: '已有同名账号' } });
        return created(await accountWire(account, namesOf(store)));
      },
    }),
  ];
}

/** Who looks after those who decide is none of them: not in one account, whose role is one word, nor as one person in two. */
async function isBothSides({ store }: ConsoleParts, person: string | null, role: Account['role']): Promise<boolean> {
  if (person === null || role === 'operator') return false;
  const others = (await store.accounts.list()).filter((account) => account.person === person && !account.isDisabled);
  return others.some((account) => account.role !== 'operator' && (account.role === 'auditor') !== (role === 'auditor'));
}

export async function newAccount(
  parts: ConsoleParts,
  form: NewAccountWire & { readonly role: Account['role'] },
): Promise<Account> {
  return {
    id: `account-${parts.newToken().slice(0, 16)}`,
    name: form.name,
    role: form.role,
    person: form.person,
    passwordHash: await hashPassword(form.password),
    createdAt: parts.now(),
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

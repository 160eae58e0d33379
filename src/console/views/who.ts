import type { Actor } from '#model/case.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { Store } from '#model/store.ts';

/** Names for one answer, each looked up once. */
export interface Names {
  person(pseudonym: Pseudonym): Promise<string>;
  actor(actor: Actor): Promise<string>;
}

export function namesOf(store: Pick<Store, 'people' | 'accounts'>): Names {
  const known = new Map<string, Promise<string>>();
  const once = (key: string, look: () => Promise<string>): Promise<string> => {
    const name = known.get(key) ?? look();
    known.set(key, name);
    return name;
  };
  const person = (pseudonym: Pseudonym): Promise<string> =>
    once(`person ${pseudonym}`, async () => (await store.people.find(pseudonym))?.name ?? '（对应关系已删除）');
  const account = (id: string): Promise<string> =>
    once(`account ${id}`, async () => (await store.accounts.find(id))?.name ?? '（无此账号）');
  return {
    person,
    async actor(actor) {
      switch (actor.kind) {
        case 'bot':
          return '周知';
        case 'member':
          return person(actor.person);
        case 'account':
          return account(actor.account);
      }
    },
  };
}

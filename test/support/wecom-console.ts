import { sandboxUnit } from '#gateway/sandbox/seed.ts';

/** The office at the console, by its HTTP interface. */
export interface ConsoleClient {
  /** The first administrator and the unit, then a reviewer who signs in. */
  setUp(people: readonly { readonly pseudonym: string; readonly member: string }[]): Promise<void>;
  introduce(group: string): Promise<void>;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
  signIn(name: (typeof reviewers)[number]): Promise<void>;
}

/** What a member of the sandbox's seed is called on WeCom. */
export function userOf(seeded: string): string {
  return seeded.replace('sandbox:', '');
}

export const reviewers = ['复核员甲', '复核员乙'] as const;
const password = 'correct horse battery';

export function consoleOf(url: string, setupLink: string | null): ConsoleClient {
  let [cookie, csrf] = ['', ''];
  const ask = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrf },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: expected success, got ${response.status} ${text}`);
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return JSON.parse(text === '' ? 'null' : text);
  };
  const signIn = async (name: string): Promise<void> => {
    const session = await ask<{ readonly csrf: string }>('POST', '/session', { name, password });
    csrf = session.csrf;
  };
  return {
    async setUp(people) {
      const token = new URLSearchParams(new URL(setupLink ?? '').hash.slice(1)).get('token');
      const idOf = (seeded: string): string =>
        people.find(({ member }) => member === `wecom:${userOf(seeded)}`)?.pseudonym ?? '';
      const { contacts, heads, ...unit } = sandboxUnit();
      const roster = contacts.map(({ member, title }) => ({ person: idOf(member), title }));
      await ask('POST', '/setup', {
        token,
        admin: { name: '管理员', password, person: null },
        unit: {
          ...unit,
          officePhone: '010-0000101',
          dutyPhone: '010-0000102',
          cipherPhone: '010-0000103',
          upperPhone: '010-0000104',
          roster,
          heads: heads.map(({ member }) => idOf(member)),
          template: '机关',
          evidence: 'none',
          unsealing: 'one-person',
        },
      });
      await signIn('管理员');
      for (const name of reviewers) await ask('POST', '/accounts', { name, password, person: null, role: 'reviewer' });
      await signIn(reviewers[0]);
    },
    introduce: async (group) => void (await ask('POST', `/groups/${encodeURIComponent(group)}/introduce`, {})),
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    signIn,
  };
}

import { describe, expect, test } from 'vitest';
import { aHouse } from './house.ts';
import { aCase, aPage } from './a-case.ts';

/** A reviewer, a case, and a press on 接手 with the given headers. */
async function press(change: (own: { cookie: string; csrf: string; host: string }) => Record<string, string>) {
  const house = await aHouse();
  const reviewer = await house.seated('reviewer');
  const found = aCase({ sender: house.people.zhang });
  await house.store.record({ cases: [found] });
  const headers = change({ cookie: reviewer.cookie, csrf: reviewer.csrf, host: new URL(house.url).host });
  const response = await fetch(`${house.url}/cases/${found.id}/acknowledge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{}',
  });
  const text = await response.text();
  return { code: /"code":"([\w-]+)"/.exec(text)?.[1] ?? 'done', reached: house.calls.length };
}

describe('a request with a good cookie', () => {
  const good = ({ cookie, csrf }: { cookie: string; csrf: string }) => ({ cookie, 'x-csrf-token': csrf });
  test.each([
    ["reaches the desk with the page's token", good, { code: 'unknown', reached: 1 }],
    [
      "reaches it from the house's own address behind a proxy",
      (own) => ({ ...good(own), origin: 'http://zhouzhi.example' }),
      { code: 'unknown', reached: 1 },
    ],
    [
      'reaches it from the address it was called by',
      (own) => ({ ...good(own), origin: `http://${own.host}`, 'sec-fetch-site': 'same-origin' }),
      { code: 'unknown', reached: 1 },
    ],
    ['is refused without a token', ({ cookie }) => ({ cookie }), { code: 'csrf', reached: 0 }],
    [
      'is refused with a wrong token',
      ({ cookie }) => ({ cookie, 'x-csrf-token': 'csrf-of-another' }),
      { code: 'csrf', reached: 0 },
    ],
    [
      'is refused from another site',
      (own) => ({ ...good(own), origin: 'https://evil.example' }),
      { code: 'foreign-origin', reached: 0 },
    ],
    [
      'is refused from a page without an origin',
      (own) => ({ ...good(own), origin: 'null' }),
      { code: 'foreign-origin', reached: 0 },
    ],
    [
      'is refused from a sibling host',
      (own) => ({ ...good(own), 'sec-fetch-site': 'same-site' }),
      { code: 'foreign-origin', reached: 0 },
    ],
    [
      'is refused as a form',
      (own) => ({ ...good(own), 'content-type': 'application/x-www-form-urlencoded' }),
      { code: 'not-json', reached: 0 },
    ],
    [
      'is refused as plain text',
      (own) => ({ ...good(own), 'content-type': 'text/plain' }),
      { code: 'not-json', reached: 0 },
    ],
  ] satisfies readonly [string, Parameters<typeof press>[0], { code: string; reached: number }][])(
    '%s',
    async (_name, change, expected) => {
      expect(await press(change)).toEqual(expected);
    },
  );
});

test('a sign-in from another site is refused too', async () => {
  const house = await aHouse();
  const answer = await house.ask('POST', '/session', {
    body: { name: 'a', password: 'b' },
    headers: { origin: 'https://evil.example' },
  });
  expect([answer.status, answer.json]).toEqual([
    403,
    { error: { code: 'foreign-origin', says: '请求不是从本系统页面发出的。' } },
  ]);
});

test('reading needs no token', async () => {
  const house = await aHouse({ desk: { page: async () => aPage(aCase({ sender: 'x' })) } });
  const auditor = await house.seated('auditor');
  expect((await house.ask('GET', '/cases', { as: { ...auditor, csrf: '' } })).status).toBe(200);
});

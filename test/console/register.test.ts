import { describe, expect, test } from 'vitest';
import type { Group } from '#model/group.ts';
import { unzip } from './docx-text.ts';
import { aGroupRow } from '../support/store-rows.ts';
import { aHouse, noon, type House } from './house.ts';

const told = { introducedAt: noon - 5 };
const blind = { sees: 'nothing', retracts: false, recallWindow: null, ownerRecalls: false } as const;
const mentions = { ...blind, sees: 'mentions' } as const;

/** A group of each need, one without, one the bot has left and one that is gone. */
async function registered() {
  const house = await aHouse();
  const { zhang, li } = house.people;
  const groups: readonly Group[] = [
    aGroupRow('sandbox:fine', { name: '财务科工作群', owner: li, ...told, template: '高校' }),
    aGroupRow('sandbox:new', { name: '综合科工作群', owner: zhang, mode: 'marks-live' }),
    aGroupRow('sandbox:over', { name: '演练专班', owner: zhang, ...told, endsAt: noon - 1, abilities: mentions }),
    aGroupRow('sandbox:strange', { name: '项目协调群', owner: li, ...told, outsiders: 2 }),
    aGroupRow('sandbox:nobody', { name: '值班通知群', ...told, abilities: blind }),
    aGroupRow('sandbox:left', { name: '老群', owner: li, ...told, state: 'left', endsAt: noon - 9 }),
    aGroupRow('sandbox:gone', { name: '旧群', owner: li, ...told, state: 'dissolved', mode: 'off' }),
  ];
  await house.store.record({ groups });
  return house;
}

interface Listed {
  readonly groups: readonly { readonly id: string; readonly needs: readonly string[] }[];
  readonly total: number;
  readonly pages: number;
  readonly counts: unknown;
}

async function register(house: House, query: string): Promise<Listed> {
  const as = await house.seated('reviewer', { name: `r${Math.random()}` });
  return JSON.parse((await house.ask('GET', `/register?${query}`, { as })).text);
}

const ids = ({ groups }: Listed): readonly string[] => groups.map(({ id }) => id.slice('sandbox:'.length));

describe('the register of groups', () => {
  test('shows what needs somebody first, the most pressing before the others, then by name, and what is over last', async () => {
    const house = await registered();
    const listed = await register(house, '');
    expect(ids(listed)).toEqual(['new', 'over', 'strange', 'nobody', 'fine', 'gone', 'left']);
    expect(listed.groups.map(({ needs }) => needs)).toEqual([
      ['introduction'],
      ['term'],
      ['strangers'],
      ['owner'],
      [],
      [],
      [],
    ]);
  });

  test.each([
    ['sought=综合', ['new']],
    ['sought=张敏', ['new', 'over']],
    ['state=left', ['left']],
    ['mode=marks-live', ['new']],
    ['template=高校', ['fine']],
    ['sees=mentions', ['over']],
    ['sees=nothing', ['nobody']],
    ['need=any', ['new', 'over', 'strange', 'nobody']],
    ['need=strangers', ['strange']],
    ['need=term&sought=李强', []],
  ])('finds by %s', async (query, found) => {
    const house = await registered();
    expect(ids(await register(house, encodeURI(query)))).toEqual(found);
  });

  test('each choice says how many it would show under the other filters', async () => {
    const house = await registered();
    expect((await register(house, `state=active&sought=${encodeURIComponent('张敏')}`)).counts).toEqual({
      states: { active: 2, left: 0, dissolved: 0 },
      modes: { live: 1, 'marks-live': 1, off: 0 },
      sees: { 'every-post': 1, mentions: 1, nothing: 0 },
      templates: { 机关: 2 },
      needs: { introduction: 1, term: 1, strangers: 0, owner: 0, any: 2 },
    });
  });

  test('2,000 groups are searched, counted and paged in 200 ms of the processor', async () => {
    const house = await aHouse();
    const owners = await Promise.all(
      Array.from({ length: 400 }, (_, at) => house.store.people.pseudonym(`sandbox:o${at}`, `群主${at}`)),
    );
    const groups = Array.from({ length: 2000 }, (_, at) =>
      aGroupRow(`sandbox:g${at}`, { name: `第${at}群`, owner: owners[at % 400] ?? null, ...told }),
    );
    await house.store.record({ groups });
    const as = await house.seated('reviewer');
    const ask = async (query: string) => house.ask('GET', `/register?${query}`, { as });
    await ask('');
    const took: number[] = [];
    for (const query of ['page=40', 'sought=%E7%BE%A4%E4%B8%BB39', 'need=any&state=active']) {
      const begin = process.cpuUsage();
      await ask(query);
      const { user, system } = process.cpuUsage(begin);
      took.push((user + system) / 1000);
    }
    expect(Math.max(...took)).toBeLessThan(200);
    expect((await ask('page=40')).json).toMatchObject({ total: 2000, page: 40, pages: 40 });
  });

  test('is exported as found, marked, with its row in the ledger before it leaves', async () => {
    const house = await registered();
    const as = await house.seated('auditor');
    const response = await fetch(`${house.url}/register/export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: as.cookie, 'x-csrf-token': as.csrf },
      body: JSON.stringify({ need: 'any' }),
    });
    const sheet = [...unzip(new Uint8Array(await response.arrayBuffer())).values()].join('\n');
    expect(
      ['综合科工作群', '张敏', '尚未告知成员', '内部群有外部人员', 'auditor 2026'].map((word) => sheet.includes(word)),
    ).toEqual([true, true, true, true, true]);
    expect(sheet).not.toContain('财务科工作群');
    expect(await house.store.ledger.latest(1)).toMatchObject([
      { event: 'register-exported', actor: { account: as.account }, detail: { groups: 4 } },
    ]);
  });
});

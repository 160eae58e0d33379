import { describe, expect, test } from 'vitest';
import { signToken } from '#lib/signed-token.ts';
import { aGroup } from '../support/a-post.ts';
import { aHouse, noon, type House } from './house.ts';

const day = 24 * 3_600_000;
const id = 'sandbox:office';

async function owned(house: House) {
  await house.store.record({
    groups: [aGroup({ id, owner: house.people.zhang, answeredAt: noon, introducedAt: noon })],
  });
  const link = (person: string, use = 'owner', exp = noon + day) =>
    signToken(house.parts.linkKey, { use, ref: '', person, exp });
  const { settings } = await house.parts.owners.current(aGroup({ id, owner: house.people.zhang }));
  const at = (what: string, token = link(house.people.zhang)) => `/owner/${token}/groups/${id}/${what}`;
  return { link, settings, at };
}

describe('the owner’s page', () => {
  test('shows his own groups, what may be set and what may not', async () => {
    const house = await aHouse();
    const { link, settings } = await owned(house);
    const mine = await house.ask('GET', `/owner/${link(house.people.zhang)}`);
    expect(mine.json).toMatchObject({
      groups: [{ id, version: 0, isAnswered: true, settings, people: [], offer: { template: '机关' } }],
      fileKinds: [{ id: 'picture', title: '图片' }],
      floor: ['密级标志'],
    });
    expect((await house.ask('GET', `/owner/${link(house.people.li)}`)).json).toMatchObject({ groups: [] });
  });

  test('saves, says what changed, and undoes', async () => {
    const house = await aHouse();
    const { settings, at } = await owned(house);
    const next = {
      ...settings,
      fileKinds: ['picture'],
      topics: { allowed: [{ words: ['值班表'], until: noon + 9 * day }], forbidden: [] },
    };
    expect((await house.ask('POST', at('save'), { body: { base: 0, settings: next } })).json).toMatchObject({
      version: 2,
      settings: next,
    });
    expect((await house.ask('POST', at('save'), { body: { base: 0, settings } })).status).toBe(409);
    const history = await house.ask('GET', at('history'));
    expect(history.json).toEqual({
      versions: [
        {
          version: 2,
          at: noon,
          who: '张敏',
          changes: ['允许的话题：没有 → 值班表（到12月3日）', '文件：不限 → 图片'],
        },
        { version: 1, at: noon, who: '张敏', changes: ['最初的设置'] },
      ],
    });
    expect((await house.ask('POST', at('undo'), { body: { base: 2 } })).json).toMatchObject({ version: 3, settings });
  });

  test.each<[name: string, what: string, body: object]>([
    ['foresees', 'foresee', {}],
    ['tries', 'try', { text: '明天开会' }],
  ])('%s without keeping anything', async (_, what, more) => {
    const house = await aHouse();
    const { settings, at } = await owned(house);
    const head = await house.store.ledger.head();
    expect((await house.ask('POST', at(what), { body: { settings, ...more } })).status).toBe(200);
    expect(await house.store.ledger.head()).toEqual(head);
  });

  test.each<[name: string, body: (settings: object) => object]>([
    ['an unknown mode', (settings) => ({ ...settings, mode: 'off' })],
    [
      'a word of one character',
      (settings) => ({ ...settings, topics: { allowed: [{ words: ['会'], until: null }], forbidden: [] } }),
    ],
    ['a domain that is none', (settings) => ({ ...settings, linkDomains: ['https://gov.cn/'] })],
    ['hours that run backwards', (settings) => ({ ...settings, hours: { days: [1], from: 18, to: 8 } })],
    ['an exception without an end', (settings) => ({ ...settings, exceptions: [{ what: 'hours', value: '' }] })],
    ['script in the purpose', (settings) => ({ ...settings, purpose: 'a\u0000b' })],
  ])('refuses %s', async (_, body) => {
    const house = await aHouse();
    const { settings, at } = await owned(house);
    expect((await house.ask('POST', at('save'), { body: { base: 0, settings: body(settings) } })).status).toBe(400);
  });

  test.each<
    [name: string, token: (link: Awaited<ReturnType<typeof owned>>['link'], house: House) => string, status: number]
  >([
    ['somebody else’s link', (link, house) => link(house.people.li), 403],
    ['a notice’s link', (link, house) => link(house.people.zhang, 'notice'), 404],
    ['an old link', (link, house) => link(house.people.zhang, 'owner', noon - 1), 404],
    ['no link', () => 'x', 404],
  ])('%s opens no group', async (_, token, status) => {
    const house = await aHouse();
    const { link, settings, at } = await owned(house);
    const given = token(link, house);
    const answers = await Promise.all([
      house.ask('GET', at('history', given)),
      house.ask('POST', at('accept', given), { body: {} }),
      house.ask('POST', at('save', given), { body: { base: 0, settings } }),
      house.ask('POST', at('undo', given), { body: { base: 0 } }),
      house.ask('POST', at('foresee', given), { body: { settings } }),
      house.ask('POST', at('try', given), { body: { settings, text: '明天开会' } }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
    expect(await house.store.groups.settings(id)).toEqual([]);
  });
});

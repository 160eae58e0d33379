import { expect, test } from 'vitest';
import type { Fingerprint } from '#model/fingerprint.ts';
import { anEntry } from '../support/store-rows.ts';
import { aCase } from './a-case.ts';
import { aHouse, noon, type House, type Visitor } from './house.ts';

function aFingerprint(id: string, more: Partial<Fingerprint> = {}): Fingerprint {
  return {
    id, name: `文件${id}`, category: 'scope.personnel', source: 'registered', confidence: 1, grain: 'fine', addedAt: noon, endsAt: null,
    case: null, isLive: true, hashes: Float64Array.of(1), ...more,
  }; // prettier-ignore
}

async function withKnown() {
  const house = await aHouse();
  const { store, people } = house;
  const finding = {
    rule: 'r',
    category: 'scope.personnel',
    confidence: 1,
    passage: 0,
    from: 'body',
    span: [0, 1],
  } as const;
  await store.fingerprints.add(aFingerprint('d1', { by: 'command-line' }), anEntry());
  await store.record({
    cases: [aCase({ sender: people.zhang, reasons: [{ ...finding, raised: [], lowered: [], document: 'd1' }] })],
    fingerprint: aFingerprint('K7M2-QX4D', { source: 'withdrawn', name: 'K7M2-QX4D', case: 'K7M2-QX4D', endsAt: noon + 9 }),
    pictures: [
      {
        id: 'K7M2-QX4D/1', case: 'K7M2-QX4D', category: 'scope.personnel', confidence: 1, addedAt: noon, endsAt: noon + 9, isLive: true,
        print: ['a'],
      },
    ],
  }); // prettier-ignore
  return house;
}

const row = { categoryTitle: '未公开的人事事项', addedAt: noon, isLive: true };

test('the office sees what is known, by whom, until when and how often it was met; never what was taken from his own post', async () => {
  const house = await withKnown();
  const list = async (kind: string, as: Visitor) => (await house.ask('GET', `/fingerprints?kind=${kind}`, { as })).json;
  const as = await house.seated('auditor');
  expect(await list('registered', as)).toMatchObject({
    rows: [{ ...row, id: 'd1', name: '文件d1', byName: '命令行', endsAt: null, hits: 1, lastHitAt: noon, case: null }],
    total: 1,
    counts: { registered: 1, withdrawn: 1, picture: 1 },
    usual: 'classified.work-secret',
  });
  expect(await list('withdrawn', as)).toMatchObject({
    rows: [{ ...row, name: 'K7M2-QX4D', hits: 0, endsAt: noon + 9 }],
  });
  expect(await list('picture', as)).toMatchObject({ rows: [{ ...row, id: 'K7M2-QX4D/1', case: 'K7M2-QX4D' }] });
  const own = await house.seated('reviewer', { person: house.people.zhang });
  expect(await list('withdrawn', own)).toMatchObject({ rows: [], counts: { registered: 1, withdrawn: 0, picture: 0 } });
});

test('removed is removed, with a ledger row, and once', async () => {
  const house = await withKnown();
  const as = await house.seated('admin');
  const remove = async (id: string, kind: string) =>
    (await house.ask('POST', '/fingerprints/remove', { as, body: { id, kind } })).status;
  expect([
    await remove('d1', 'registered'),
    await remove('d1', 'registered'),
    await remove('K7M2-QX4D/1', 'picture'),
    await house.store.pictures.list(),
  ]).toEqual([204, 404, 204, []]);
  expect((await house.store.ledger.latest(2)).map(({ event }) => event)).toEqual([
    'fingerprint-removed',
    'fingerprint-removed',
  ]);
});

function send(
  house: House,
  as: Visitor | null,
  path: string,
  more: { type?: string; body?: Uint8Array<ArrayBuffer> } = {},
) {
  const { type = 'application/octet-stream', body = new Uint8Array([1]) } = more;
  const headers = { 'content-type': type, ...(as && { cookie: as.cookie, 'x-csrf-token': as.csrf }) };
  return fetch(`${house.url}${path}`, { method: 'POST', headers, body });
}
const given = 'category=classified.work-secret&file=a.docx';

test.each([
  ['is registered', `name=%E6%96%B9%E6%A1%88&${given}`, {}, 201, 'F001-0001', []],
  ['with a mark is refused and noted', `name=%E6%9C%BA%E5%AF%86&${given}`, {}, 422, 'marked', ['fingerprint-refused']],
  ['without a name is refused', given, {}, 400, 'bad-request', []],
  ['that is empty is refused', `name=a&${given}`, { body: new Uint8Array() }, 400, 'bad-request', []],
  [
    'as JSON is refused',
    `name=a&${given}`,
    { type: 'application/json', body: new TextEncoder().encode('{}') },
    415,
    'not-bytes',
    [],
  ],
  ['with a term in the past is refused', `name=a&until=1&${given}`, {}, 422, 'until', []],
] as const)('a document %s', async (_name, query, more, status, says, events) => {
  const house = await aHouse();
  const as = await house.seated('reviewer');
  const before = (await house.store.ledger.head()).number;
  const answer = await send(house, as, `/fingerprints?${query}`, more);
  expect([answer.status, (await answer.text()).includes(says)]).toEqual([status, true]);
  const rows = (await house.store.ledger.latest(9)).filter(({ number }) => number > before);
  expect(rows.map(({ event }) => event)).toEqual(events);
});

test('bytes are taken only where a route wants them, and of nobody who may not send them', async () => {
  const house = await aHouse();
  const big = { body: new Uint8Array(2_000_000) };
  const auditor = await house.seated('auditor');
  expect([
    (await send(house, auditor, '/fingerprints?x', big)).status,
    (await send(house, null, '/fingerprints/test-file?file=a.txt', big)).status,
    (await send(house, auditor, '/fingerprints/test', big)).status,
    (await send(house, await house.seated('reviewer'), '/fingerprints/test-file?file=a.txt', big)).status,
  ]).toEqual([403, 401, 415, 200]);
  expect((await house.store.ledger.latest(1))[0]).toMatchObject({ event: 'fingerprint-tested', detail: { found: 0 } });
});

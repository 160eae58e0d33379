import { PDFiumLibrary } from '@hyzyla/pdfium';
import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import type { Digest } from '#model/digest.ts';
import { signToken } from '#lib/signed-token.ts';
import { aHouse, noon, type House, type Visitor } from './house.ts';

const digest: Digest = {
  id: 'unit.week.1763222400000',
  owner: null,
  period: { rhythm: 'week', from: 1_763_222_400_000, to: 1_763_827_200_000 },
  title: '周知周报 2025年11月16日—22日',
  madeAt: noon,
  head: { number: 3, hash: 'a'.repeat(64) },
  hasNews: true,
  todo: null,
  sections: [
    {
      id: 'happened',
      title: '发生了什么',
      says: ['检查消息 120 条。'],
      table: { columns: ['类别', '本周'], rows: [['超出本群范围', '22']] },
      chart: {
        kind: 'bars',
        title: '日均件数',
        labels: ['11月9日', '11月16日'],
        series: [{ name: '提醒类', values: [null, 3.1] }],
        unit: '',
        most: null,
      },
    },
  ],
};
const path = `/digests/${digest.id}`;

async function withDigests(): Promise<House> {
  const house = await aHouse();
  for (const one of [digest, { ...digest, id: 'owner-p1.week.1763222400000', owner: 'p1', todo: 1, title: '群主周报' }])
    await house.store.digests.save({
      digest: one,
      deeds: [],
      entry: { at: noon, event: 'digest-made', actor: { kind: 'bot' } },
    });
  return house;
}

async function exported(house: House, format: string, as: Visitor) {
  const response = await fetch(`${house.url}${path}/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: as.cookie, 'x-csrf-token': as.csrf },
    body: JSON.stringify({ format }),
  });
  return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) };
}

test('who may work on cases sees what waits beside the digest; an auditor reads the digest alone', async () => {
  const house = await withDigests();
  const [reviewer, auditor] = [await house.seated('reviewer'), await house.seated('auditor')];
  const list = await house.ask('GET', '/digests', { as: reviewer });
  const both = await Promise.all([reviewer, auditor].map((as) => house.ask('GET', path, { as })));
  expect(list.json).toEqual({
    digests: [{ id: digest.id, title: digest.title, rhythm: 'week', madeAt: noon }],
  });
  expect(both.map(({ json }) => json)).toMatchObject([
    { digest: { title: digest.title, sections: [{ says: ['检查消息 120 条。'] }] }, work: { todo: 0, deadlines: [] } },
    { digest: { title: digest.title }, work: null },
  ]);
  expect(both[0]?.text).toContain('<svg'.replace('<', '\\u003c'));
  expect(await house.ask('GET', '/digests/unit.week.5', { as: reviewer })).toMatchObject({ status: 404 });
});

test('a copy says on every page who took it and when, and stands in the ledger', async () => {
  const house = await withDigests();
  const auditor = await house.seated('auditor', { name: 'shenji' });
  const [pdf, xlsx] = [await exported(house, 'pdf', auditor), await exported(house, 'xlsx', auditor)];
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf.bytes);
  const words = [...document.pages()].map((page) => page.getText());
  document.destroy();
  library.destroy();
  const book = read(xlsx.bytes);
  const sheets = Object.fromEntries(
    book.SheetNames.map((name) => [name, utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 })]),
  );
  const mark = 'shenji 2026/11/24 12:00 导出';
  expect(words.every((page) => page.includes(mark))).toBe(true);
  expect(words.join('')).toContain('检查消息 120 条。');
  expect(sheets['发生了什么']).toEqual([['类别', '本周'], ['超出本群范围', 22], [], [mark]]);
  expect(JSON.stringify(sheets['说明'])).toContain(mark);
  const rows = await house.store.ledger.latest(2);
  expect(rows.map(({ event, actor, detail }) => ({ event, actor, detail }))).toEqual(
    ['xlsx', 'pdf'].map((format) => ({
      event: 'digest-exported',
      actor: { kind: 'account', account: auditor.account },
      detail: { digest: digest.id, format },
    })),
  );
});

test('an owner reads his own by his link, and nothing else by it', async () => {
  const house = await withDigests();
  const link = (use: string) => signToken(house.parts.linkKey, { use, ref: '', person: 'p1', exp: noon + 1000 });
  const mine = await house.ask('GET', `/my-digests/${link('digest')}`);
  expect(mine.json).toMatchObject({ office: { office: '保密办' }, digests: [{ title: '群主周报' }] });
  const foreign = await Promise.all(
    [link('mine'), 'forged.token'].map((token) => house.ask('GET', `/my-digests/${token}`)),
  );
  expect(foreign.map(({ status }) => status)).toEqual([404, 404]);
});

test('the settings are the unit’s, checked and in the ledger', async () => {
  const house = await withDigests();
  const admin = await house.seated('admin');
  const wanted = { office: ['week'], owners: [], hour: 9, mailTo: ['office@unit.example'], sendsEmpty: true };
  const bad = await house.ask('POST', '/digests/settings', { as: admin, body: { ...wanted, mailTo: ['nobody'] } });
  const good = await house.ask('POST', '/digests/settings', { as: admin, body: wanted });
  expect([bad.status, good.json, (await house.ask('GET', '/digests/settings', { as: admin })).json]).toEqual([
    400,
    wanted,
    wanted,
  ]);
  expect((await house.store.ledger.latest(1))[0]).toMatchObject({
    event: 'setting-changed',
    detail: { setting: 'digests', addresses: 1 },
  });
});

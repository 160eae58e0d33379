import { expect, test } from 'vitest';
import * as z from 'zod';
import type { BankText, CaseForm, ItemForm } from '#model/bank.ts';
import { signToken } from '#lib/signed-token.ts';
import { caseForm } from '#quiz/write-case.ts';
import { bank as shipped } from '../support/quiz-room.ts';
import { aHouse, noon, type House, type Visitor } from './house.ts';

const form: ItemForm = {
  case: 'midnight-photo',
  kind: 'single',
  teaches: 'classified.state-secret',
  difficulty: 2,
  stem: '领到急件已是深夜，怎样通知值班的同事最稳妥？',
  choices: ['打电话请他来办公室看', '把首页拍下来发给他', '把要点打成文字发群里', '扫描后发他的邮箱'],
  steps: [],
  key: [0],
  rationale: '电话里只说来看文件，不说内容；拍照、打字、扫描传的都是内容。',
  article: 'secrets-29-2',
};
const item = (more: Partial<ItemForm> = {}): BankText => ({ kind: 'item', form: { ...form, ...more } });

async function withTwo() {
  const house = await aHouse();
  const [writer, other] = [await house.seated('reviewer'), await house.seated('admin')];
  const post = async (as: Visitor, path: string, body: unknown) => {
    const { status, json } = await house.ask('POST', `/quiz/bank/${path}`, { as, body });
    return { status, json };
  };
  const events = async () =>
    (await house.store.ledger.latest(14))
      .filter(({ event }) => event.startsWith('item-'))
      .map(({ event, detail }) => [event, detail?.['version']]);
  return { house, writer, other, post, events };
}

const draft = (text: BankText, revision = 0, why = '值班常问') => ({ text, stage: 'draft', why, revision });
const handIn = (text: BankText, revision = 0, why = '值班常问') => ({ text, stage: 'waiting', why, revision });

test('an item is written, its faults told at their fields, sent back, handed in again, and asked once another person approves', async () => {
  const { house, writer, other, post, events } = await withTwo();
  const wrong = item({ stem: '怎么办', choices: ['打电话', '拍照发给他', '拍照发给他'] });
  expect((await post(writer, 'check', { work: null, text: wrong })).json).toMatchObject({
    problems: [{ field: 'stem', says: '题干 6 到 80 个字。' }],
    preview: null,
  });
  expect(await post(writer, 'new', handIn(wrong))).toMatchObject({
    status: 422,
    json: { error: { code: 'wrong', fields: { stem: '题干 6 到 80 个字。' } } },
  });
  const kept = await post(writer, 'new', draft(wrong));
  const mine = { version: 1, state: 'draft', isMine: true, writers: ['reviewer'] };
  expect(kept).toMatchObject({
    status: 201,
    json: { page: { work: 'own-01', source: 'own', standing: 'none', asked: null, unfinished: mine, revision: 1 } },
  });
  expect((await post(writer, 'check', { work: 'own-01', text: item() })).json).toMatchObject({
    problems: [],
    hints: [],
    preview: {
      title: '每周一题·约30秒',
      card: { text: `${form.stem}（选一项）`, many: false },
      page: { stem: form.stem },
      lesson: { isRight: true, article: { name: '《中华人民共和国保守国家秘密法》第二十九条第二款' } },
    },
  });
  await post(writer, 'item/own-01', handIn(item(), 1));
  const decide = (as: Visitor, decision: string, revision: number, note = '') =>
    post(as, 'item/own-01/decide', { decision, revision, note });
  expect((await decide(writer, 'approve', 2)).json).toMatchObject({ error: { code: 'own' } });
  expect((await decide(other, 'send-back', 2)).json).toMatchObject({ error: { fields: { note: '请写明要改什么' } } });
  expect((await decide(other, 'send-back', 2, '解析再短些')).json).toMatchObject({
    page: { unfinished: { state: 'draft', note: '解析再短些' }, revision: 3 },
  });
  const shorter = item({ rationale: '电话里只说来看文件，不说内容；其余三种传的都是内容。' });
  await post(writer, 'item/own-01', handIn(shorter, 3));
  const awaiting = async (as: Visitor) => (await house.ask('GET', '/today', { as })).json;
  expect([await awaiting(other), await awaiting(writer), await awaiting(await house.seated('auditor'))]).toMatchObject([
    { waiting: { bank: { item: 1, case: 0 } } },
    { waiting: { bank: { item: 0, case: 0 } } },
    { waiting: { bank: { item: 0, case: 0 } } },
  ]);
  expect(await asked(house, other, 'own-01@1')).toBeUndefined();
  expect((await decide(other, 'approve', 4)).json).toMatchObject({
    page: {
      standing: 'live',
      asked: 'own-01@1',
      unfinished: null,
      versions: [{ version: 1, state: 'live', decidedBy: 'admin' }],
    },
  });
  expect(await asked(house, other, 'own-01@1')).toMatchObject({
    stem: form.stem,
    checked: { by: '本单位复核', against: 'secrets-29-2' },
  });
  expect((await events()).slice(0, 5)).toEqual(
    ['approved', 'handed-in', 'sent-back', 'handed-in', 'drafted'].map((what) => [`item-${what}`, 1]),
  );
});

/** The item as the list of the bank has it, or undefined. */
async function asked(house: House, as: Visitor, id: string): Promise<unknown> {
  const { json } = await house.ask('GET', '/quiz/items', { as });
  const { items } = z.object({ items: z.array(z.object({ item: z.looseObject({ id: z.string() }) })) }).parse(json);
  return items.find((one) => one.item.id === id)?.item;
}

test('a shipped item is not altered: what was asked with it stays, and the unit’s version is asked from then on', async () => {
  const { house, writer, other, post } = await withTwo();
  const old = shipped.items.find(({ id }) => id === 'midnight-photo-02');
  const person = house.people.zhang;
  await house.store.record({
    quiz: {
      prompts: [
        {
          id: 'r-1', version: 0, person, item: old?.id ?? '', category: 'classified.state-secret', because: null, madeAt: noon,
          state: 'asked', askedAt: noon, settledAt: null,
        },
      ],
    },
  }); // prettier-ignore
  const token = signToken(house.parts.linkKey, { use: 'quiz', ref: 'r-1', person, exp: noon * 2 });
  const before = (await house.ask('GET', `/q/${token}`)).json;
  await post(writer, 'item/midnight-photo-02', handIn(item({ stem: '急件又涉密，夜里要告诉同事，群里怎么说才好？' })));
  await post(other, 'item/midnight-photo-02/decide', { decision: 'approve', revision: 1 });
  expect([await asked(house, other, 'midnight-photo-02'), (await house.ask('GET', `/q/${token}`)).json]).toEqual([
    undefined,
    before,
  ]);
  const page = (await house.ask('GET', '/quiz/bank/item/midnight-photo-02', { as: other })).json;
  expect(page).toMatchObject({
    page: { source: 'changed', asked: 'midnight-photo-02@1', shipped: { form: { stem: old?.stem } }, isBehind: false },
  });
  // A second version takes the place of the first; the first stays what it was.
  await post(other, 'item/midnight-photo-02', handIn(item({ stem: '急件又涉密，夜里要告诉同事，群里怎么发才好？' })));
  await post(writer, 'item/midnight-photo-02/decide', { decision: 'approve', revision: 1 });
  expect((await house.ask('GET', '/quiz/bank/item/midnight-photo-02', { as: other })).json).toMatchObject({
    page: {
      asked: 'midnight-photo-02@2',
      versions: [
        { version: 2, state: 'live' },
        { version: 1, state: 'replaced' },
      ],
    },
  });
});

test('what looks like a mark is kept nowhere, not even in a draft', async () => {
  const { house, writer, post } = await withTwo();
  const marked = await post(writer, 'new', draft(item({ stem: '文件首页写着机密★10年，能不能拍照？' })));
  expect([marked.status, await house.store.bank.versions()]).toEqual([422, []]);
});

test('retired is asked no more, restored is asked again; a case whose items are asked stays', async () => {
  const { house, writer, other, post } = await withTwo();
  const deed = async (what: string, body: object = {}) => (await post(writer, what, body)).status;
  const why = { why: '和新规定不一致' };
  expect([
    await deed('item/midnight-photo-01/retire', why),
    await asked(house, other, 'midnight-photo-01'),
    await deed('item/midnight-photo-01/retire', why),
    await deed('item/midnight-photo-01/restore'),
    (await asked(house, other, 'midnight-photo-01')) !== undefined,
    await deed('item/midnight-photo-01/restore'),
    await deed('case/midnight-photo/retire', why),
    await deed('item/midnight-photo-99/retire', why),
  ]).toEqual([200, undefined, 409, 200, true, 409, 409, 404]);
});

test('an own case is told by two persons too, and items may be drawn from it', async () => {
  const { house, writer, other, post } = await withTwo();
  const [first] = shipped.cases;
  if (!first) throw new Error('expected a shipped case, found none');
  const told: CaseForm = { ...caseForm(first), title: '邻县的一次转发', source: '某省保密局公开通报' };
  const text: BankText = { kind: 'case', form: told };
  expect(await post(writer, 'new', handIn(text))).toMatchObject({
    json: { page: { work: 'own-case-01', standing: 'none' } },
  });
  const drawn = item({ case: 'own-case-01', kind: 'moment', steps: [1, 2, 3], teaches: first.teaches[0] ?? '' });
  expect((await post(writer, 'check', { work: null, text: drawn })).json).toMatchObject({
    problems: [{ field: 'case' }],
  });
  await post(other, 'case/own-case-01/decide', { decision: 'approve', revision: 1 });
  expect((await post(writer, 'check', { work: null, text: drawn })).json).toMatchObject({ problems: [] });
  expect((await house.ask('GET', '/quiz/bank/options', { as: writer })).json).toMatchObject({
    cases: expect.arrayContaining([expect.objectContaining({ id: 'own-case-01', title: '邻县的一次转发' })]),
  });
});

test('two who write the same at once do not lose each other’s words, and whoever wrote along does not approve', async () => {
  const { writer, other, post } = await withTwo();
  await Promise.all([
    post(writer, 'new', draft(item())),
    post(other, 'new', draft(item({ stem: '深夜来了急件，怎么告诉值班的同事？' }))),
  ]);
  expect((await post(writer, 'item/own-02', draft(item(), 0))).json).toMatchObject({ error: { code: 'stale' } });
  await post(other, 'item/own-01', handIn(item(), 1));
  expect([
    (await post(writer, 'item/own-01/decide', { decision: 'approve', revision: 2 })).status,
    (await post(other, 'item/own-01/decide', { decision: 'approve', revision: 2 })).status,
    (await post(other, 'item/own-01', draft(item(), 2))).status,
    (await post(other, 'item/own-01/decide', { decision: 'take-back', revision: 2 })).status,
    (await post(other, 'item/own-01/decide', { decision: 'drop', revision: 3 })).json,
    (await post(other, 'item/own-01/decide', { decision: 'drop', revision: 4 })).status,
    (await post(other, 'item/own-77', draft(item()))).status,
  ]).toEqual([403, 403, 409, 200, { page: null }, 404, 404]);
});

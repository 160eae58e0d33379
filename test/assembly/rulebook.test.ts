import { expect, test } from 'vitest';
import { findRoot } from '#assembly/root.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { createRulebook } from '#assembly/rulebook/rulebook.ts';
import { loadShelf } from '#assembly/shelf.ts';
import type { SheetKind, SheetStage } from '#model/unit-sheet.ts';
import { aPost } from '../support/a-post.ts';
import { openTestStore } from '../support/open-store.ts';

const shelf = loadShelf(findRoot());
const mark = 'grade-star-term-in-place';

const own = `rules:
  - id: canteen-menu
    category: scope.money
    title: 谈到食堂采购价
    why: [info-16]
    instead: 请改用{办公系统}。
    keywords: [食堂采购价]
    confidence: 0.8
    mark: false
    violates: [这周的食堂采购价是每斤三块二]
    passes: [食堂今天开门]
`;

async function house() {
  const { store, time } = openTestStore();
  const living = await openLivingRules(shelf, store);
  const book = createRulebook({ ...living, shelf, store, clock: () => time.now });
  const save = async (kind: SheetKind, id: string, text: string, stage: SheetStage, after = 0) =>
    book.save(kind, id, { text, stage, after, why: '试一试' }, 'account-1');
  const finds = (text: string) => living.find([{ text, from: 'body' }], []).map(({ rule }) => rule);
  return { store, living, book, save, finds };
}
const why = Object.keys(shelf.law)[0] ?? '';
const ours = own.replace('info-16', why);

test('a rule of the unit serves the next post once it is published, not as a draft; each step is a row of the ledger', async () => {
  const { save, finds, store, book } = await house();
  expect(await save('rule', 'canteen-menu', ours, 'draft')).toEqual({ ok: true });
  expect(finds('这周的食堂采购价是每斤三块二')).not.toContain('canteen-menu');
  expect(await save('rule', 'canteen-menu', ours, 'live', 1)).toEqual({ ok: true });
  expect(finds('这周的食堂采购价是每斤三块二')).toContain('canteen-menu');
  expect(await save('rule', 'canteen-menu', ours, 'off', 2)).toEqual({ ok: true });
  expect(finds('这周的食堂采购价是每斤三块二')).not.toContain('canteen-menu');
  const page = await book.page('rule', 'canteen-menu');
  expect([page?.source, page?.stage, page?.versions.map(({ stage }) => stage)]).toEqual([
    'own',
    'off',
    ['draft', 'live', 'off'],
  ]);
  const rows = (await store.ledger.latest(9)).filter(({ event }) => event === 'rules-changed');
  expect(rows.map(({ detail }) => detail)).toEqual(
    ['off', 'live', 'draft'].map((stage, index) => ({ what: 'rule', id: 'canteen-menu', version: 3 - index, stage })),
  );
});

test('on trial it is found beside the rules and decides nothing', async () => {
  const { save, living, finds } = await house();
  await save('rule', 'canteen-menu', ours, 'shadow');
  const text = '这周的食堂采购价是每斤三块二';
  const passage = { from: 'body', file: null, via: 'text', where: '正文', text } as const;
  const reading = { post: aPost({ body: text }), passages: [passage], context: [], gaps: [] };
  expect(living.shadow(reading).map(({ rule }) => rule)).toEqual(['canteen-menu']);
  expect(finds(text)).not.toContain('canteen-menu');
});

test('a shipped rule is changed, shown as changed, and comes back when the change is taken off', async () => {
  const { save, finds, book } = await house();
  const id = 'contract-price';
  const shipped = (await book.list()).find((line) => line.kind === 'rule' && line.source === 'shipped' && !line.isMark);
  if (!shipped) throw new Error(`expected a shipped rule, got none like ${id}`);
  const page = await book.page('rule', shipped.id);
  const rule = shelf.rules.rules.find((one) => one.id === shipped.id);
  const example = rule?.violates[0]?.text ?? '';
  expect(finds(example)).toContain(shipped.id);
  expect(await save('rule', shipped.id, page?.text ?? '', 'off')).toEqual({ ok: true });
  expect(finds(example)).not.toContain(shipped.id);
  expect(await save('rule', shipped.id, page?.text ?? '', 'live', 1)).toEqual({ ok: true });
  expect(finds(example)).toContain(shipped.id);
  expect((await book.page('rule', shipped.id))?.source).toBe('changed');
});

test.each<[string, SheetKind, string, (text: string) => string, SheetStage, RegExp]>([
  ['a mark is turned off', 'rule', mark, (text) => text, 'off', /密级标志规则不能放宽、停用/],
  [
    'a mark is made narrower',
    'rule',
    mark,
    (text) => text.replace('keywords: [绝密', 'keywords: [甲乙丙'),
    'live',
    /expected/,
  ],
  ['an id is changed', 'rule', 'canteen-menu', () => ours.replace('canteen-menu', 'other'), 'live', /规则编号不能改/],
  ['it is no YAML', 'rule', 'canteen-menu', () => 'rules: [', 'live', /./],
  [
    'an example disagrees',
    'rule',
    'canteen-menu',
    () => ours.replace('[食堂今天开门]', '[食堂采购价公开]'),
    'live',
    /expected "passes"/,
  ],
  [
    'a category is unknown',
    'rule',
    'canteen-menu',
    () => ours.replace('scope.money', 'scope.lunch'),
    'live',
    /category/,
  ],
  ['an example looks like a real paper', 'rule', 'canteen-menu', () => `${ours}# 机密★5年\n`, 'draft', /样张/],
  [
    'a template lets marks pass',
    'template',
    '机关',
    (text) =>
      text.replace(
        'adds:\n',
        `adds:\n  - { id: none, version: 1, mode: live, when: { kind: classified, confidence: 0.6 }, outcome: review, severity: 1, measures: [{ do: flag }], deadline: 60 }\n`,
      ),
    'live',
    /底线/,
  ],
  ['a template is tried in shadow', 'template', '机关', (text) => text, 'shadow', /mode 写成 shadow/],
])('refused with its line: %s', async (_what, kind, id, change, stage, says) => {
  const { book, save, store } = await house();
  const text = change((await book.page(kind, id))?.text ?? '');
  const saved = await save(kind, id, text, stage);
  expect(saved).toMatchObject({ ok: false, refused: 'wrong' });
  expect(saved.ok ? '' : saved.problems.map((problem) => `${problem.line}: ${problem.says}`).join('\n')).toMatch(says);
  expect(await store.sheets.list()).toEqual([]);
});

test('who writes over what another has just written is told, and nothing is lost', async () => {
  const { save } = await house();
  await save('rule', 'canteen-menu', ours, 'live');
  expect(await save('rule', 'canteen-menu', ours, 'draft')).toMatchObject({ ok: false, refused: 'stale' });
});

test('a sheet that no longer fits is set aside and named; the shipped text serves', async () => {
  const { store } = openTestStore();
  const sheet = { kind: 'rule', id: mark, version: 1, text: 'rules:\n  - id: x', stage: 'live' } as const;
  await store.record({ sheets: [{ ...sheet, over: 'old', at: 1, by: 'a', why: '' }] });
  const living = await openLivingRules(shelf, store);
  expect(living.compiled().aside).toMatchObject([
    { kind: 'rule', id: mark, says: expect.stringContaining(`unit/rule/${mark}:`) },
  ]);
  const found = living.find([{ text: '机密★5年\n样张：关于工作安排的通知', from: 'body' }], []);
  expect(found.map(({ rule }) => rule)).toContain(mark);
  const book = createRulebook({ ...living, shelf, store, clock: () => 1 });
  expect(await book.page('rule', mark)).toMatchObject({ isBehind: true, problem: expect.any(String) });
});

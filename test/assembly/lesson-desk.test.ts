import { expect, test } from 'vitest';
import type { Lesson } from '#model/lesson.ts';
import { findRoot } from '#assembly/root.ts';
import { withPasses } from '#assembly/rulebook/add-example.ts';
import { createLessonDesk } from '#assembly/rulebook/lesson-desk.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { createRulebook } from '#assembly/rulebook/rulebook.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { openTestStore } from '../support/open-store.ts';
import { aCase } from '../support/store-rows.ts';

const shelf = loadShelf(findRoot());
const admin = { account: 'admin-1', role: 'admin', person: null } as const;
const harmless = '食堂换了新的师傅，下周一起来尝尝';
const why = Object.keys(shelf.law)[0] ?? '';
const own = `rules:
  - id: canteen-menu
    category: scope.money
    title: 谈到食堂采购价
    why: [${why}]
    instead: 请改用{办公系统}。
    keywords: [食堂采购价]
    confidence: 0.8
    mark: false
    violates: [这周的食堂采购价是每斤三块二]
    passes: [食堂今天开门] # 说的是开门
`;

test.each<[what: string, passes: string, expected: string | null]>([
  ['a list in one line', '    passes: [甲, 乙] # 说明\n', '    passes: [甲, 乙, "新"] # 说明\n'],
  ['a list over lines', '    passes:\n      - 甲\n      - 乙\n', '    passes:\n      - 甲\n      - 乙\n      - "新"\n'],
  [
    'with a note, and something behind it',
    '    passes:\n      - 甲 # 说明\n    mark: false\n',
    '    passes:\n      - 甲 # 说明\n      - "新"\n    mark: false\n',
  ],
  [
    'with context',
    '    passes:\n      - text: 甲\n        context: 乙\n',
    '    passes:\n      - text: 甲\n        context: 乙\n      - "新"\n',
  ],
  [
    'with a block',
    '    passes:\n      - |-\n        甲\n        乙\n',
    '    passes:\n      - |-\n        甲\n        乙\n      - "新"\n',
  ],
  ['without a last line break', '    passes:\n      - 甲', '    passes:\n      - 甲\n      - "新"'],
  ['no list', '    passes: 甲\n', null],
  ['none at all', '', null],
  ['no YAML', '    passes: [甲\n', null],
])('an example is added and nothing else changes: %s', (_what, passes, expected) => {
  const head = 'rules:\n  - id: x # 我的\n';
  expect(withPasses(head + passes, '新')).toBe(expected === null ? null : head + expected);
});

test('whatever an example holds, it stays one example', () => {
  const text = withPasses(own, '他说："]\n- 甲": {乙} # 丙');
  expect(text).toContain('passes: [食堂今天开门, "他说：\\"]\\n- 甲\\": {乙} # 丙"] # 说的是开门');
});

async function house(lesson: Partial<Lesson> = {}) {
  const { store, time } = openTestStore();
  const sheet = { kind: 'rule', id: 'canteen-menu', version: 1, text: own, stage: 'live', over: null } as const;
  await store.record({ sheets: [{ ...sheet, at: 1, by: 'admin-1', why: '试一试' }] });
  const living = await openLivingRules(shelf, store);
  const clock = () => time.now;
  const book = createRulebook({ ...living, shelf, store, clock });
  let written = 0;
  const desk = createLessonDesk({ store, book, clock, onSamples: async () => void (written += 1) });
  const base = { case: 'ZZ-1', rule: 'canteen-menu', template: '机关', text: harmless, account: 'r1', at: 1 } as const;
  await store.record({ lesson: { ...base, state: 'proposed', use: null, ...lesson } });
  const left = async () => {
    const [found] = await store.lessons.list();
    const rows = (await store.ledger.latest(9)).map(({ event }) => event);
    return [found?.state, found?.use, rows.filter((event) => event.startsWith('lesson-'))];
  };
  return { store, book, desk, left, samples: () => written };
}

test('taken as both: the rule has the example in its next version, the samples are written, the ledger says so', async () => {
  const { desk, book, left, samples } = await house();
  expect(await desk.take('ZZ-1', admin, { example: 'publish', sample: true })).toEqual({ ok: true, stage: 'live' });
  const page = await book.page('rule', 'canteen-menu');
  expect([page?.versions.length, page?.text]).toEqual([
    2,
    own.replace('[食堂今天开门]', `[食堂今天开门, "${harmless}"]`),
  ]);
  expect([await left(), samples()]).toEqual([['taken', 'both', ['lesson-taken']], 1]);
  expect(await desk.take('ZZ-1', admin, { example: 'none', sample: true })).toMatchObject({ refused: 'settled' });
});

test('of two who decide at once only one does, and the rule has one version more', async () => {
  const { desk, book, left } = await house();
  const both = await Promise.all([
    desk.take('ZZ-1', admin, { example: 'publish', sample: true }),
    desk.drop('ZZ-1', { ...admin, account: 'admin-2' }),
  ]);
  const isTaken = both[0].ok;
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect([(await book.page('rule', 'canteen-menu'))?.versions.length, (await left())[0]]).toEqual(
    isTaken ? [2, 'taken'] : [1, 'dropped'],
  );
});

test('a shipped rule gets a version of the unit with the example', async () => {
  const { desk, book } = await house({ rule: 'contract-price' });
  const shipped = (await book.list()).find(({ kind, source }) => kind === 'rule' && source === 'shipped')?.id ?? '';
  const other = await house({ rule: shipped });
  expect(await desk.take('ZZ-1', admin, { example: 'publish', sample: false })).toMatchObject({ refused: 'no-rule' });
  expect(await other.desk.take('ZZ-1', admin, { example: 'publish', sample: false })).toEqual({
    ok: true,
    stage: 'live',
  });
  const page = await other.book.page('rule', shipped);
  expect([page?.source, page?.text.includes(`"${harmless}"`), other.samples()]).toEqual(['changed', true, 0]);
});

test('a rule that does not pass the example says so with the line, and nothing changes; as a draft it is kept to change the rule by', async () => {
  const { desk, book, left } = await house({ text: '食堂采购价公示栏搬到一楼了' });
  const answer = await desk.take('ZZ-1', admin, { example: 'publish', sample: true });
  expect(answer).toMatchObject({
    refused: 'wrong',
    problems: [{ line: 11, says: expect.stringMatching(/expected "passes" below 0.6/) }],
  });
  expect([await left(), (await book.page('rule', 'canteen-menu'))?.versions.length]).toEqual([
    ['proposed', null, []],
    1,
  ]);
  expect(await desk.take('ZZ-1', admin, { example: 'draft', sample: false })).toEqual({ ok: true, stage: 'draft' });
  const page = await book.page('rule', 'canteen-menu');
  expect([page?.waiting, page?.stage, await left()]).toEqual(['draft', 'live', ['taken', 'example', ['lesson-taken']]]);
});

test('a version that waits in shadow takes the example and stays there', async () => {
  const { desk, book } = await house();
  await book.save('rule', 'canteen-menu', { text: own, stage: 'shadow', why: '试运行', after: 1 }, 'admin-1');
  expect(await desk.take('ZZ-1', admin, { example: 'publish', sample: false })).toEqual({ ok: true, stage: 'shadow' });
  expect((await book.page('rule', 'canteen-menu'))?.versions.map(({ stage }) => stage)).toEqual([
    'live',
    'shadow',
    'shadow',
  ]);
});

test('as a sample alone no rule changes; dropped it is a sample no more, and stays dropped', async () => {
  const { desk, book, left, samples } = await house({ rule: null });
  expect(await desk.take('ZZ-1', admin, { example: 'publish', sample: true })).toMatchObject({ refused: 'no-rule' });
  expect(await desk.take('ZZ-1', admin, { example: 'none', sample: true })).toEqual({ ok: true, stage: null });
  expect([await left(), (await book.page('rule', 'canteen-menu'))?.versions.length]).toEqual([
    ['taken', 'sample', ['lesson-taken']],
    1,
  ]);
  expect(await desk.drop('ZZ-1', admin)).toEqual({ ok: true, stage: null });
  expect(await desk.drop('ZZ-1', admin)).toMatchObject({ refused: 'settled' });
  expect([await left(), samples()]).toEqual([['dropped', null, ['lesson-dropped', 'lesson-taken']], 2]);
});

test('nobody decides what is learnt from his own case, and a rule that is off takes no example', async () => {
  const { desk, store, book } = await house();
  const one = aCase('ZZ-1');
  await store.record({ cases: [one] });
  const taking = { example: 'publish', sample: true } as const;
  expect(await desk.take('ZZ-1', { ...admin, person: one.sender }, taking)).toMatchObject({ refused: 'unknown' });
  expect(await desk.drop('ZZ-1', { ...admin, person: one.sender })).toMatchObject({ refused: 'unknown' });
  expect(await desk.take('ZZ-2', admin, taking)).toMatchObject({ refused: 'unknown' });
  await book.save('rule', 'canteen-menu', { text: own, stage: 'off', why: '不用了', after: 1 }, 'admin-1');
  expect(await desk.take('ZZ-1', admin, taking)).toMatchObject({ refused: 'rule-off' });
});

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OwnModelState } from '#model/lesson.ts';
import { marksLost, readingOf } from '#assembly/mark-floor.ts';
import { createOwnModel } from '#assembly/own-model.ts';
import { findRoot } from '#assembly/root.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { loadShelf } from '#assembly/shelf.ts';
import type { Classifier } from '#detect/classifier/classifier.ts';
import { outcomes } from '#detect/classifier/model.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { openTestStore, tempFolder } from '../support/open-store.ts';
import { until } from '../support/running-house.ts';

const root = findRoot();
const shelf = loadShelf(root);
const { rules } = shelf.shipped.lessons;

test('a classifier taught that nothing is ever wrong lowers no mark, only what it may doubt', async () => {
  const bias = Float32Array.from(outcomes, (outcome) => (outcome === 'none' ? 50 : 0));
  const blind = { ...shelf.classifier, model: { ...shelf.classifier.model, bias } };
  const said = async (classifier: Classifier) => {
    const detector = createTextDetector({ rules, classifier });
    const examples = rules.rules.filter(({ mark, check }) => !mark && check === null).flatMap((rule) => rule.violates);
    const found = await Promise.all(
      examples.map(({ text, context }) => detector.detect(readingOf(text, context), AbortSignal.timeout(60_000))),
    );
    return found.filter((findings) => findings.some(({ confidence }) => confidence >= 0.6)).length;
  };
  expect(await said(blind)).toBeLessThan((await said(shelf.classifier)) / 2);
  expect(await marksLost(rules, blind)).toEqual([]);
});

/** What `train --unit --json` says and does, without the minute it takes; the real one is own-model.long.ts. */
async function house(says: string) {
  const place = tempFolder();
  const dataDir = join(place, 'var');
  mkdirSync(join(place, 'src'));
  mkdirSync(dataDir);
  mkdirSync(join(place, 'data'));
  copyFileSync(join(root, 'data', 'classifier.bin'), join(place, 'data', 'classifier.bin'));
  writeFileSync(join(place, 'package.json'), '{"type":"module"}');
  writeFileSync(join(place, 'src', 'zhouzhi.js'), says);
  const { store, time } = openTestStore();
  const living = await openLivingRules(shelf, store);
  const used: string[] = [];
  const own = createOwnModel({
    root: place,
    dataDir,
    shelf,
    store,
    living: { compiled: living.compiled, useClassifier: () => void used.push('another') },
    clock: () => time.now,
    onError: (error) => {
      throw error;
    },
  });
  await store.record({
    lesson: {
      case: 'ZZ-1',
      rule: null,
      template: '机关',
      text: '食堂今天有鱼',
      account: 'r1',
      at: 1,
      state: 'taken',
      use: 'sample',
    },
  });
  const ended = async (): Promise<OwnModelState['run']> => {
    await until('the training ends', async () => own.state().run.state !== 'running');
    return own.state().run;
  };
  return { own, store, place, dataDir, used, ended };
}
const figures = { samples: 9, own: 1, ownPassing: 1, leftOut: 0, recall: 0.97, falseAlarms: 0.02 };
const trains = `import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
const dir = process.env.ZHOUZHI_DATA;
if (process.argv.slice(2).join(' ') !== 'train --unit --json') process.exit(3);
if (Object.keys(process.env).some((name) => /KEY|SECRET/.test(name))) process.exit(4);
if (!readFileSync(dir + '/samples/overturned.jsonl', 'utf8').includes('own-ZZ-1')) process.exit(5);
console.log(JSON.stringify({ done: 1, of: 7 }));
const shipped = readFileSync('data/classifier.bin');
writeFileSync(dir + '/classifier.over', createHash('sha256').update(shipped).digest('hex'));
copyFileSync('data/classifier.bin', dir + '/classifier.bin');
console.log(JSON.stringify(${JSON.stringify(figures)}));
`;

test('trained on demand in a process of its own, it serves the next post, and goes back on demand; the ledger has both', async () => {
  const { own, store, place, dataDir, used, ended } = await house(trains);
  expect(own.state()).toEqual({ serves: 'shipped', trainedAt: null, isBehind: false, run: { state: 'idle' } });
  expect([await own.reset('a1'), own.train('a1'), own.train('a1'), await own.reset('a1')]).toEqual([
    false,
    true,
    false,
    false,
  ]);
  expect(await ended()).toEqual({ state: 'done', training: figures });
  expect([own.state().serves, used]).toEqual(['own', ['another']]);
  // As after an upgrade: what it was trained over is no longer what is shipped.
  writeFileSync(join(place, 'data', 'classifier.bin'), 'another', { flag: 'a' });
  expect([own.state().serves, own.state().isBehind]).toEqual(['shipped', true]);
  copyFileSync(join(root, 'data', 'classifier.bin'), join(place, 'data', 'classifier.bin'));
  expect(await own.reset('a2')).toBe(true);
  expect([own.state().serves, existsSync(join(dataDir, 'classifier.bin')), used.length]).toEqual(['shipped', false, 2]);
  const rows = (await store.ledger.latest(5)).filter(({ event }) => event.startsWith('classifier-'));
  expect(rows.map(({ event, actor, detail }) => [event, actor, detail])).toEqual([
    ['classifier-reset', { kind: 'account', account: 'a2' }, {}],
    ['classifier-trained', { kind: 'account', account: 'a1' }, figures],
  ]);
});

test.each<[what: string, says: string]>([
  ['it ends with an error', `process.exit(2);\n`],
  ['it says nothing', ''],
])('what serves stays when %s', async (_what, says) => {
  const { own, store, used, ended } = await house(says);
  own.train('a1');
  expect(await ended()).toEqual({ state: 'failed', says: expect.stringContaining('现用的模型没有变') });
  expect([own.state().serves, used, await store.ledger.latest(3)]).toEqual(['shipped', [], []]);
});

test('the house does not wait for a training when it stops', async () => {
  const { own } = await house('setTimeout(() => undefined, 600_000);\n');
  own.train('a1');
  const begun = performance.now();
  await own.stop();
  expect([own.state().run.state, performance.now() - begun < 10_000]).toEqual(['failed', true]);
});

test('only what was taken as a sample is one', async () => {
  const { own, store, dataDir, ended } = await house(trains);
  const lesson = { case: 'ZZ-2', rule: null, template: '机关', text: '明天有雨', account: 'r1', at: 2 } as const;
  await store.record({ lesson: { ...lesson, state: 'proposed', use: null } });
  own.train('a1');
  await ended();
  expect(readFileSync(join(dataDir, 'samples', 'overturned.jsonl'), 'utf8')).toBe(
    '{"id":"own-ZZ-1","scenario":"own-ZZ-1","group_kind":"机关","context":null,"text":"食堂今天有鱼","label":"allow"}\n',
  );
});

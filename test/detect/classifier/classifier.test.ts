import { expect, test } from 'vitest';
import { calibrationError, sharpnessFor, type Prediction } from '#detect/classifier/calibrate.ts';
import { createBag } from '#detect/classifier/bag.ts';
import { createDescribe } from '#detect/classifier/features.ts';
import { fit, type Labelled } from '#detect/classifier/fit.ts';
import {
  decodeModel,
  encodeModel,
  outcomeCount,
  outcomes,
  probabilitiesOf,
  sumsOf,
  type Outcome,
} from '#detect/classifier/model.ts';
import { createScorer } from '#detect/classifier/scorer.ts';
import { worthOf } from '#detect/classifier/telling.ts';
import { parseThemes } from '#detect/classifier/themes.ts';
import { parseSheet } from '#lib/sheet.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { loosePost } from '#cli/judge.ts';
import { shippedBook, shippedClassifier } from '../support.ts';

const themes = parseThemes(
  [
    parseSheet(
      'lexicon: 一\nthemes:\n  - { id: one, title: 甲类, words: [会议, 会议室] }\n  - { id: two, title: 乙类, words: [室内] }\n',
      'test.yaml',
    ),
  ],
  new Map(),
);

test('of words that overlap the longest, and then the first, names the theme', () => {
  const { count, themes: found, starts, ends } = themes.search('会议室内开会议');
  const hits = Array.from(found.slice(0, count), (theme, hit) => [themes.ids[theme], starts[hit], ends[hit]]);
  expect(hits).toEqual([
    ['one', 0, 3],
    ['one', 5, 7],
  ]);
});

const describe = createDescribe(themes);
const bag = createBag();
const sample = (text: string, label: Outcome): Labelled => {
  describe({ text, before: '', findings: [] }, bag);
  const { buckets, values } = bag.features();
  return { features: { buckets: buckets.slice(), values: values.slice() }, label, alt: null };
};
/** The hashes of each group of features, in order. */
function groupsOf(text: string): readonly (readonly number[])[] {
  const groups: number[][] = [];
  let group: number[] = [];
  const endGroup = (): void => {
    groups.push(group);
    group = [];
  };
  describe({ text, before: '', findings: [] }, { start() {}, add: (hash) => void group.push(hash), endGroup });
  return groups;
}

test('all words of a theme stand beside the same', () => {
  const [themesAt, besideAt] = [2, 3];
  const [one, longer, other] = ['发会议了', '发会议室了', '发室内了'].map(groupsOf);
  expect(one?.[besideAt]).toHaveLength(2);
  expect(longer?.[besideAt]).toEqual(one?.[besideAt]);
  expect(other?.[besideAt]).not.toEqual(one?.[besideAt]);
  expect(longer?.[themesAt]).toEqual(one?.[themesAt]);
  expect(groupsOf('会议室内')[besideAt]).toHaveLength(2);
  expect(groupsOf('会议会议')[besideAt]).toHaveLength(3);
  expect(groupsOf('发了')[besideAt]).toEqual([]);
});

const lessons: readonly Labelled[] = [
  ...['中午吃面', '明天下雨', '谢谢大家', '收到'].map((text) => sample(text, 'none')),
  ...['底价三百万', '报价底线别说', '评标打分情况', '标底是多少'].map((text) => sample(text, 'scope')),
];

test('the same samples give the same bytes, and the bytes the same answers', () => {
  const [one, other] = [encodeModel(fit(lessons)), encodeModel(fit(lessons))];
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  const model = decodeModel(one, 'test');
  expect(Buffer.from(encodeModel(model)).equals(Buffer.from(one))).toBe(true);
  const said = probabilitiesOf(model, sumsOf(model, sample('底价是多少', 'scope').features));
  expect(outcomes.reduce((sum, outcome) => sum + said[outcome], 0)).toBeCloseTo(1);
  expect(said.scope).toBeGreaterThan(0.5);
  const fine = sample('明天吃面', 'none').features;
  expect(probabilitiesOf(model, sumsOf(model, fine)).none).toBeGreaterThan(0.5);
});

test('what is summed while features are named is what their list adds up to', () => {
  const model = fit(lessons);
  const scorer = createScorer(model);
  const findings = [{ rule: 'one', category: 'scope.bidding', confidence: 0.7 }] as const;
  for (const text of ['', '底', '底价三百万，会议室内开会议。底价', '12345 室内\n会议']) {
    const spoken = { text, before: '会议室', findings };
    describe(spoken, bag);
    describe(spoken, scorer);
    const [listed, summed] = [probabilitiesOf(model, sumsOf(model, bag.features())), scorer.probabilities()];
    for (const outcome of outcomes) expect(summed[outcome]).toBeCloseTo(listed[outcome], 6);
  }
});

test('bytes that are no classifier are refused with what was expected', () => {
  expect(() => decodeModel(new Uint8Array(40), 'data/classifier.bin')).toThrow(
    /^data\/classifier\.bin: expected a classifier of \d+ bytes, got 40/,
  );
});

test('too sure predictions are calmed, and the error of calibration falls', () => {
  const said = (none: number): Prediction['probabilities'] => ({
    none,
    elsewhere: 0,
    scope: 1 - none,
    classified: 0,
    solicitation: 0,
    'risky-request': 0,
    'personal-data': 0,
  });
  const predictions = Array.from({ length: 100 }, (_, index): Prediction => ({
    probabilities: said(0.02),
    label: index % 5 === 0 ? 'none' : 'scope',
  }));
  expect(sharpnessFor(predictions)).toBeLessThan(0.6);
  expect(calibrationError(predictions)).toBeGreaterThan(0.15);
});

const detector = createTextDetector({ rules: shippedBook, classifier: shippedClassifier });
const findingsOf = (text: string, context: readonly string[] = []) =>
  detector.detect(
    {
      post: loosePost({ id: '1', body: text }),
      passages: [{ from: 'body', file: null, via: 'text', where: '正文', text }],
      gaps: [],
      context,
    },
    AbortSignal.timeout(1000),
  );

test('the model alone never reaches the confidence at which a post is taken back', async () => {
  const found = await findingsOf('刚才会上传达的那份带星的，主要内容我给大家说一下，三条，别往外讲');
  const learned = found.filter(
    ({ rule, category }) => rule.startsWith('learned-') && category.startsWith('classified.'),
  );
  expect(learned.every(({ confidence }) => confidence < 0.9)).toBe(true);
});

test('a mark stands whatever the model thinks of the post', async () => {
  const found = await findingsOf('哈哈 中午食堂吃红烧肉\n机密★5年 样张\n下雨记得带伞');
  expect(found.some(({ rule, confidence }) => rule === 'grade-star-term-in-place' && confidence >= 0.9)).toBe(true);
});

test('a unit’s own samples come last, so that the others are learnt in the order they have without them', () => {
  const own = sample('聚餐的底价是人均八十', 'none');
  const [last, among] = [fit([...lessons, own], { rounds: 3, last: 1 }), fit([...lessons, own], { rounds: 3 })];
  expect(Buffer.from(encodeModel(last)).equals(Buffer.from(encodeModel(among)))).toBe(false);
  expect(probabilitiesOf(last, sumsOf(last, own.features)).none).toBeGreaterThan(0.5);
});

test('what too few samples show is not learnt, but for what the last ones show', () => {
  const own = sample('聚餐', 'none');
  const rowsOf = (model: ReturnType<typeof fit>, { features }: Labelled): number =>
    [...features.buckets].filter((bucket) =>
      model.weights.subarray(bucket * outcomeCount, (bucket + 1) * outcomeCount).some((weight) => weight !== 0),
    ).length;
  const all = [...lessons, own];
  const learnt = [{}, { least: 99 }, { least: 99, last: 1 }].map((options) =>
    rowsOf(fit(all, { rounds: 1, ...options }), own),
  );
  expect(learnt).toEqual([learnt[0], 0, learnt[0]]);
  expect(learnt[0]).toBeGreaterThan(0);
});

test('a feature of one outcome is worth more than one of all, and on average a feature is worth 1', () => {
  const placed = (rows: readonly number[], label: Outcome) => ({
    rows: Int32Array.from(rows),
    values: Float32Array.from(rows, () => 1),
    label,
    alt: null,
  });
  const [telling, common] = [0, 8];
  const worth = worthOf(
    [
      placed([telling, common], 'scope'),
      placed([telling, common], 'scope'),
      placed([common], 'none'),
      placed([common], 'elsewhere'),
    ],
    16,
  );
  expect(worth[telling]).toBeGreaterThan(1.2 * (worth[common] ?? 0));
  expect(((worth[telling] ?? 0) + (worth[common] ?? 0)) / 2).toBeCloseTo(1);
});

test('learning keeps a doubt about what it saw, so that one sample of a rare feature is not believed outright', () => {
  const rare = sample('甲乙丙丁', 'scope');
  const model = fit([...lessons, rare]);
  const said = probabilitiesOf(model, sumsOf(model, rare.features));
  expect(said.scope).toBeGreaterThan(0.5);
  expect(said.scope).toBeLessThan(0.98);
});

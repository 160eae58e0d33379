import { expect, test } from 'vitest';
import { createFingerprintDetector } from '#detect/fingerprint/fingerprint-detector.ts';
import { indexPieces } from '#detect/fingerprint/piece-index.ts';
import { aReading } from '../../support/a-post.ts';
import { lessons } from '../support.ts';
import { aDocument, common, finderOf, hash, wordsOf } from './known.ts';

const first =
  '经局长办公会研究，青岚片区老旧厂房的收储价格拟按每亩四十二万元掌握，分三批同业主商谈，第一批先谈河西两家纺织厂。';
const second =
  '商谈期间对外口径统一为前期摸底，不得透露价格区间和批次安排，相关测算表由财务科林会计专人保管，每周五下班前汇总。';
const third =
  '资金来源为土地储备专项借款，利息由区平台公司承担，具体比例待区里常务会议定后另行明确，请各组先按上述意见准备。';
const document = [first, second, third].join('\n');
const other =
  '本周六上午九点在文化馆一楼举办少儿书法展，展品共六十余件，欢迎各科室同事带家属前来参观，停车请走东门，凭工作证入场。';

const find = finderOf([aDocument('plan', document)]);
const found = async (text: string) => (await find(text)).map(({ rule, confidence }) => [rule, confidence >= 0.9]);

test.each<[name: string, text: string, isSure: boolean]>([
  ['a paragraph', first, true],
  ['an excerpt of fifty letters', document.slice(10, 64), true],
  ['an excerpt amid other talk', `大家先看一下哈，${second.slice(0, 50)}，回头细说`, false],
  ['the whole, sentences in another order', [third, first, second].join(''), true],
  ['full width, blanks, other signs', Array.from(first).join(' ').replaceAll('，', '/').replaceAll('十', ' 十'), true],
  ['traditional characters', first.replaceAll('经', '經').replaceAll('厂', '廠').replaceAll('业', '業'), true],
  ['three letters changed', second.replace('口径', '说法').replace('区间', '范围').replace('专人', '妥善'), false],
  ['letters dropped here and there', first.replace('研究', '').replace('掌握', '').replace('先谈', ''), false],
  ['between long harmless talk', `${other.repeat(5)}${first}${other.repeat(5)}`, false],
])('%s of a registered document is known again', async (_, text, isSure) => {
  expect(await found(text)).toEqual([['registered-document', isSure]]);
});

test.each([
  ['another document', other],
  ['too short an excerpt', first.slice(0, 24)],
  ['single words of it far apart', `${first.slice(0, 9)}${other}${first.slice(20, 29)}${other}${first.slice(40, 49)}`],
  ['its name between brackets', `请到办公系统查收《${first.slice(4, 54).replaceAll('，', '')}》`],
  ['nothing', ''],
])('%s is not', async (_, text) => {
  expect(await found(text)).toEqual([]);
});

test('it says where in the original the copy stands, and never what it says', async () => {
  const quoted = `转：【${second.replaceAll('，', ' ， ')}】收到请回`;
  const [finding] = await find(quoted);
  expect(finding).toMatchObject({ passage: 0, from: 'body', raised: ['copied-whole'], lowered: [] });
  const [start, end] = finding?.span ?? [0, 0];
  // The first chosen piece may begin a few letters late, the last one end early.
  const [begins, ends] = [quoted.indexOf('【') + 1, quoted.indexOf('】')];
  expect([start - begins, ends - end].map((missing) => missing >= 0 && missing <= 8)).toEqual([true, true]);
  expect(JSON.stringify(finding)).not.toContain('商谈');
});

test('what many documents share is nobody’s, and what is only this one’s still counts', async () => {
  const form =
    '填报单位应当对所填内容的真实性负责，经办人、审核人、负责人分别签字后于每月五日前报送综合科汇总备案，逾期视同没有报送。';
  const forms = Array.from({ length: 9 }, (_, number) => aDocument(`f${number}`, `${form}${wordsOf(number, 80)}`));
  const search = finderOf(forms);
  expect(await search(form)).toEqual([]);
  expect((await search(wordsOf(4, 80))).map(({ rule }) => rule)).toEqual(['registered-document']);
});

test('ten copies of a document do not make it boilerplate, and the surest of them speaks', async () => {
  const copies = Array.from({ length: 10 }, (_, number) =>
    aDocument(`c${number}`, `${document}${wordsOf(number, 20)}`, {
      source: 'withdrawn',
      confidence: number === 7 ? 1 : 0.7,
      category: number === 7 ? 'scope.money' : 'scope.draft',
    }),
  );
  expect(
    (await finderOf(copies)(document)).map(({ rule, category, confidence }) => [rule, category, confidence]),
  ).toEqual([['withdrawn-before', 'scope.money', 0.97]]);
});

test('a set phrase of official papers is no document', async () => {
  const phrase = lessons.fingerprints.common[0] ?? '';
  expect([phrase.length > 30, await finderOf([aDocument('d', `${phrase}。${document}`)])(phrase)]).toEqual([true, []]);
});

test('it is no surer than the verdict on the post that was withdrawn', async () => {
  const doubtful = finderOf([aDocument('c1', document, { source: 'withdrawn', confidence: 0.66 })]);
  expect((await doubtful(document)).map(({ rule, confidence }) => [rule, confidence])).toEqual([
    ['withdrawn-before', 0.66],
  ]);
});

test('of a suspected state secret long pieces are kept: a paragraph is known, few letters are not', async () => {
  const coarse = finderOf([aDocument('c1', document, { grain: 'coarse' })]);
  expect((await coarse(second)).length).toBe(1);
  const everyTen = Array.from(second, (letter, at) => (at % 10 === 9 ? '某' : letter)).join('');
  expect([await coarse(everyTen), await coarse(second.slice(0, 20))]).toEqual([[], []]);
});

test('when its term is over it finds nothing', async () => {
  const ending = finderOf([aDocument('c1', document, { endsAt: 1000 })]);
  expect([(await ending(first, 999)).length, (await ending(first, 1000)).length]).toEqual([1, 0]);
});

test('a copy in a quote is a finding in a quote', async () => {
  const reading = aReading({
    passages: [
      { from: 'body', file: null, via: 'text', where: '正文', text: '这个谁有？' },
      { from: 'quote', file: null, via: 'text', where: '引用', text: first },
    ],
  });
  const index = indexPieces([aDocument('plan', document)], common);
  const known = index ? [index] : [];
  const detector = createFingerprintDetector({ indexes: () => known, hash, rules: lessons.fingerprints });
  const [finding] = await detector.detect(reading, AbortSignal.timeout(1000));
  expect([finding?.passage, finding?.from]).toEqual([1, 'quote']);
});

test('a failing index fails the detector, so that the verdict is a review', async () => {
  const broken = createFingerprintDetector({
    indexes: () => Promise.reject(new Error('gone')),
    hash,
    rules: lessons.fingerprints,
  });
  await expect(broken.detect(aReading(), AbortSignal.timeout(1000))).rejects.toThrow('gone');
});

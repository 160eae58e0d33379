import { expect, it } from 'vitest';
import { createTextDetector } from '#detect/text-detector.ts';
import type { Reading } from '#model/post.ts';
import { findingsIn, shippedClassifier, shippedBook } from './support.ts';

const detector = createTextDetector({ rules: shippedBook, classifier: shippedClassifier });

const reading: Reading = {
  post: {
    id: 'sandbox:1',
    group: 'sandbox:g',
    sender: { id: 'sandbox:m', name: '样张', role: 'member' },
    sentAt: 0,
    body: '',
    quoted: null,
    forwarded: [],
    files: [],
  },
  passages: [
    { from: 'body', file: null, via: 'text', where: '正文', text: '看看这个' },
    { from: 'quote', file: null, via: 'text', where: '引用', text: '机密★5年 样张' },
  ],
  gaps: [],
  context: [],
};

it('says in which passage and from where, and never the text', async () => {
  const found = await detector.detect(reading, AbortSignal.timeout(1000));
  const [first] = found.filter(({ rule }) => rule === 'grade-star-term-in-place');
  expect(first).toEqual({
    rule: 'grade-star-term-in-place',
    category: 'classified.state-secret',
    confidence: 0.97,
    raised: [],
    lowered: [],
    passage: 1,
    from: 'quote',
    span: [0, 5],
  });
  expect(JSON.stringify(found)).not.toContain('样张');
});

it.each([
  { name: 'at the head of a page', text: '机密★5年\n样张：关于某项工作安排的通知', acts: true },
  { name: 'before a title', text: '秘密★2年 值班要点（样张）', acts: true },
  { name: 'in a sentence, and the paper handed over', text: '封皮上是秘密★3年（样张），我拍了两页', acts: true },
  { name: 'in a sentence alone', text: '我看表格里填的是秘密★3年（样张）', acts: false },
  { name: 'in quotation marks, asked about', text: '“秘密★3年”这几个字要不要加粗（样张）', acts: false },
  { name: 'in quotation marks, with the paper', text: '“秘密★3年”这几个字我遮了，全文我拍了（样张）', acts: false },
  { name: 'at the head of a line that goes on talking', text: '秘密★3年和秘密▲3年差在哪（样张）', acts: false },
  { name: 'in a lesson', text: '错误写法\n机密★0年\n期限不能是零，老师讲的（样张）', acts: false },
])('a mark $name is acted on: $acts', ({ text, acts }) => {
  expect(findingsIn(text).some(({ confidence }) => confidence >= 0.9)).toBe(acts);
});

it('stops when told to', async () => {
  await expect(detector.detect(reading, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
});

const million = 1_000_000;
it.each([
  { name: 'one keyword over and over', text: '机密'.repeat(million / 2) },
  { name: 'digits', text: '1234567890'.repeat(million / 10) },
  { name: 'stars and blanks', text: '机密 ★ '.repeat(million / 5) },
  {
    name: 'one long line of prose',
    text: '关于做好下周会议材料准备工作的通知，请各科室按要求报送。'.repeat(million / 28),
  },
  { name: 'broken characters', text: '\ud800机\u200b\u0007'.repeat(million / 4) },
])('reads a million characters of $name in bounded time', { timeout: 30_000 }, ({ text }) => {
  const startedAt = process.cpuUsage();
  findingsIn(text);
  const { user, system } = process.cpuUsage(startedAt);
  // Far above the second it takes on an idle machine: this guards the order of growth, not the speed.
  expect((user + system) / 1e6).toBeLessThan(5);
});

it('finds the mark behind a flood of harmless talk', () => {
  const flood = '提醒：标有机密★5年的文件严禁拍照。\n'.repeat(5000);
  expect(findingsIn(`${flood}机密★5年\n样张`).map(({ rule }) => rule)).toContain('grade-star-term-in-place');
});

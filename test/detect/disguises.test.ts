import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliberate } from '#detect/text/disguise.ts';
import { createDisguiseFinder } from '#detect/text/disguises.ts';
import { normalize, originalSpan } from '#detect/text/normalize.ts';
import { straddles } from '#detect/text/ordinary.ts';

const marks = ['机密', '绝密', '秘密', '密级', '密件', '内部资料', '内部文件', '工作秘密', '密码电报', '不得外传'];
const find = createDisguiseFinder(marks);

function foundIn(text: string) {
  const normalized = normalize(text);
  return find(text, normalized).map(({ word, how, strength, start, end }) => ({
    word,
    how,
    isDeliberate: strength >= deliberate,
    written: text.slice(...originalSpan(normalized, start, end)),
  }));
}

it('finds the last words of a long list like the first', () => {
  const many = Array.from(
    '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月',
    (sign) => `${sign}号文稿`,
  );
  const findMany = createDisguiseFinder([...many, '机密']);
  const text = '木几密, 密机';
  expect(findMany(text, normalize(text)).map(({ word, how }) => [word, how])).toEqual([
    ['机密', 'split'],
    ['机密', 'reversed'],
  ]);
});

describe('a mark word is found', () => {
  it.each([
    { text: '基密文件已到', word: '机密', how: 'homophone', isDeliberate: false, written: '基密' },
    { text: '内步资料在此', word: '内部资料', how: 'homophone', isDeliberate: true, written: '内步资料' },
    { text: '累部文件在此', word: '内部文件', how: 'near-sound', isDeliberate: true, written: '累部文件' },
    { text: 'jimi文件', word: '机密', how: 'pinyin', isDeliberate: false, written: 'jimi' },
    { text: 'jī mì 文件', word: '机密', how: 'pinyin', isDeliberate: false, written: 'jī mì' },
    { text: 'neibuziliao在此', word: '内部资料', how: 'pinyin', isDeliberate: true, written: 'neibuziliao' },
    { text: '机mi文件', word: '机密', how: 'pinyin-mixed', isDeliberate: true, written: '机mi' },
    { text: 'ＪＭ文件', word: '机密', how: 'initials', isDeliberate: false, written: 'ＪＭ' },
    { text: '木几宀必山', word: '机密', how: 'split', isDeliberate: true, written: '木几宀必山' },
    { text: '绝宓的', word: '绝密', how: 'lookalike', isDeliberate: true, written: '绝宓' },
    { text: 'j1m1文件', word: '机密', how: 'leet', isDeliberate: true, written: 'j1m1' },
    { text: '不得歪传', word: '不得外传', how: 'homophone', isDeliberate: true, written: '不得歪传' },
    { text: '不得夕卜传', word: '不得外传', how: 'split', isDeliberate: true, written: '不得夕卜传' },
    { text: '不得waichuan', word: '不得外传', how: 'pinyin-mixed', isDeliberate: true, written: '不得waichuan' },
    { text: '不得*外传', word: '不得外传', how: 'inserted', isDeliberate: true, written: '不得*外传' },
    { text: '料资部内', word: '内部资料', how: 'reversed', isDeliberate: true, written: '料资部内' },
    { text: '绝🍯的', word: '绝密', how: 'emoji', isDeliberate: true, written: '绝🍯' },
    { text: '㊙️文件', word: '秘密', how: 'emoji', isDeliberate: true, written: '㊙' },
    { text: '机1密', word: '机密', how: 'inserted', isDeliberate: true, written: '机1密' },
    { text: '内,部,资,料', word: '内部资料', how: 'inserted', isDeliberate: true, written: '内,部,资,料' },
    { text: '机机密密的', word: '机密', how: 'repeated', isDeliberate: true, written: '机机密密' },
    { text: '机<b>密</b>', word: '机密', how: 'markup', isDeliberate: true, written: '机<b>密' },
    { text: '机&#8203;密件', word: '机密', how: 'markup', isDeliberate: true, written: '机&#8203;密' },
    { text: '[密](#)[级](#)的', word: '密级', how: 'markup', isDeliberate: true, written: '密](#)[级' },
    { text: '宀必 山级文件', word: '密级', how: 'split', isDeliberate: true, written: '宀必 山级' },
    {
      text: '是n.e.i.b.u.z.i.l.i.a.o',
      word: '内部资料',
      how: 'pinyin',
      isDeliberate: true,
      written: 'n.e.i.b.u.z.i.l.i.a.o',
    },
    { text: 'jvemi文件', word: '绝密', how: 'leet', isDeliberate: true, written: 'jvemi' },
    { text: '标的是起密', word: '机密', how: 'near-sound', isDeliberate: false, written: '起密' },
    { text: '看5py65a+G吧', word: '机密', how: 'encoded', isDeliberate: true, written: '5py65a+G' },
    { text: '看%BB%FA%C3%DC吧', word: '机密', how: 'encoded', isDeliberate: true, written: '%BB%FA%C3%DC' },
    { text: '看\\u673a\\u5bc6吧', word: '机密', how: 'encoded', isDeliberate: true, written: '\\u673a\\u5bc6' },
    { text: '&#26426;&#23494;', word: '机密', how: 'encoded', isDeliberate: true, written: '&#26426;&#23494;' },
    { text: '纯密★自用前', word: '密级', how: 'ocr', isDeliberate: true, written: '纯密★自用前' },
    { text: '带星的那份', word: '密级', how: 'star-words', isDeliberate: false, written: '带星的那份' },
    { text: '机\u200b密', word: '机密', how: 'hidden', isDeliberate: true, written: '机\u200b密' },
    { text: '机-密', word: '机密', how: 'separated', isDeliberate: true, written: '机-密' },
    { text: '机……那个……密', word: '机密', how: 'scattered', isDeliberate: false, written: '机……那个……密' },
    { text: '机米★5年', word: '机密', how: 'homophone', isDeliberate: true, written: '机米' },
  ])('as $how in $text', ({ text, ...found }) => {
    expect(foundIn(text)).toEqual([found]);
  });
});

describe('nothing is found', () => {
  it.each([
    '机密文件',
    '糯米鸡真好吃',
    '十几米高',
    '几米的绘本',
    '密集开会',
    '秘方',
    '买了蜂蜜',
    '基米真可爱',
    '手机密码',
    '手机 密码',
    '飞机,密封性好',
    '电脑关机。密码',
    '拒绝密集',
    '司机密切',
    '估计明天',
    '洛杉矶。明天',
    '迷迷瞪瞪',
    '没有米米了',
    'jimi hendrix',
    'jimin来了',
    '奇迹米兰',
    'MM你好',
    '长5mm',
    'jmeter',
    '10米级跳台',
    '好评★5年老店',
    '星期一的那份材料',
    '秘密机关',
    '某机关机密文件',
    'https://example.com/abcdefgh12345678',
    'ABCDEFGHIJKLMNOPQRSTUVWX',
    '🐔🍗套餐',
    '📱密码',
  ])('in %s', (text) => {
    expect(foundIn(text)).toEqual([]);
  });
});

it.each([
  { text: '手机密码忘了', word: '机密', is: true },
  { text: '飞机密封', word: '机密', is: true },
  { text: '他拒绝密集接触', word: '绝密', is: true },
  { text: '神秘密室', word: '秘密', is: true },
  { text: '某机关机密文件', word: '机密', is: false },
  { text: '收到绝密文件', word: '绝密', is: false },
  { text: '机密', word: '机密', is: false },
])('whether words that meet make up $word in $text: $is', ({ text, word, is }) => {
  const start = text.indexOf(word);
  expect(straddles(text, start, start + word.length)).toBe(is);
});

it('finds inside the text and throws at nothing, whatever comes', () => {
  const pieces = fc.constantFrom(
    '机',
    '密',
    '内',
    '部',
    '木',
    '几',
    'j',
    'mi',
    '1',
    '★',
    '5年',
    '<b>',
    '%E6',
    '&#x673a;',
    '🐔',
    '\ud83d',
    '\u202e',
    '\u200b',
    '那个',
    '\n',
    ' ',
    '，',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const normalized = normalize(text);
      for (const { start, end, strength } of find(text, normalized)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(normalized.text.length);
        expect(start).toBeLessThan(end);
        expect(strength).toBeGreaterThan(0);
        expect(strength).toBeLessThan(1);
      }
    }),
    { numRuns: 2000 },
  );
});

it.each([
  '机',
  '机密',
  '机 ',
  'b<',
  'j',
  'mi ',
  '1234567890',
  '5py65a+G5paH5Lu2 ',
  '%E6%9C%BA',
  '绝★5年',
  '机\u200b密',
  '<b>',
  '&#',
])('reads a million characters of %j in bounded time', { timeout: 30_000 }, (unit) => {
  const text = unit.repeat(1_000_000 / unit.length);
  const startedAt = process.cpuUsage();
  find(text, normalize(text));
  const { user, system } = process.cpuUsage(startedAt);
  // Far above the 300 ms it takes on an idle machine: this guards the order of growth, not the speed.
  expect((user + system) / 1e6).toBeLessThan(5);
});

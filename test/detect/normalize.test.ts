import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize, originalSpan } from '#detect/text/normalize.ts';

const pieces = fc.constantFrom(
  '机',
  '密',
  '手',
  '码',
  '★',
  '☆',
  '*',
  ' ',
  '　',
  '\n',
  '\r\n',
  '\u200b',
  '\u202e',
  '.',
  '-',
  '１',
  'Ａ',
  '①',
  '㊙',
  '機',
  '\ufe0f',
  '😀',
  '\ud800',
  '\u0007',
  'ﬁ',
  'é',
);
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces).map((all) => all.join('')),
);

describe('normalize', () => {
  it.each([
    { name: 'full width becomes half width', text: '（１２Ａ）：', reads: '(12a):' },
    { name: 'stars of every kind become one', text: '☆⭐✦*＊', reads: '★★★★★' },
    { name: 'traditional becomes simplified', text: '絕密檔案', reads: '绝密档案' },
    { name: 'zero width, bidi and tag characters go', text: '机\u200b\u202e\u{e0041}密', reads: '机密' },
    { name: 'blanks between single characters go', text: '机　 密', reads: '机密' },
    { name: 'signs between single characters go', text: '内.部.资.料', reads: '内部资料' },
    { name: 'a blank between words stays', text: '手机 密码', reads: '手机 密码' },
    { name: 'a hyphen between words stays', text: '北京-上海', reads: '北京-上海' },
    { name: 'vertical writing becomes a line', text: '机\n密\n★', reads: '机密\n★' },
    { name: 'lines of words stay lines', text: '好的\n收到', reads: '好的\n收到' },
    { name: 'old line ends become line feeds', text: '好的\u2028收到', reads: '好的\n收到' },
    { name: 'letters in circles, squares and other scripts become plain', text: 'Ⓙⓜ🄹🅼ЈМ', reads: 'jmjmjm' },
    { name: 'tones go', text: 'jī mì', reads: 'ji mi' },
    { name: 'what is circled is read', text: '㊙㊙️', reads: '秘秘' },
    { name: 'radicals become characters', text: '⽂件', reads: '文件' },
    { name: 'triangles of every kind become one', text: '△🔺', reads: '▲▲' },
    { name: 'a list of words keeps its signs', text: '绝密、机密、秘密', reads: '绝密、机密、秘密' },
    { name: 'what is turned round is read as it is seen', text: '见\u202e年5★密机\u202c那份', reads: '见机密★5年那份' },
    { name: 'an override ends with its line', text: '\u202e密机\n密机', reads: '机密\n密机' },
  ])('$name', ({ text, reads }) => {
    expect(normalize(text).text).toBe(reads);
  });

  it('maps a span back to what was written', () => {
    const text = '看：机\u200b密　★10年';
    const normalized = normalize(text);
    const start = normalized.text.indexOf('机');
    const [from, to] = originalSpan(normalized, start, start + 2);
    expect(text.slice(from, to)).toBe('机\u200b密');
  });

  it('maps a span of turned text back to all of it', () => {
    const text = '看\u202e密机\u202c吧';
    const normalized = normalize(text);
    expect([originalSpan(normalized, 1, 3), originalSpan(normalized, 0, 2), originalSpan(normalized, 3, 4)]).toEqual([
      [2, 4],
      [0, 4],
      [5, 6],
    ]);
  });

  it('keeps half a surrogate pair as it is', () => {
    expect(normalize('机\ud800密\udc00').text).toBe('机\ud800密\udc00');
  });

  it('reads a text the same way whether or not something is left out of it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!text.includes('\u202e'));
        // A zero-width sign at the end leaves the quick way, and nothing else, aside.
        expect(normalize(`${text}\u200b`)).toEqual(normalize(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = normalize(text).text;
        expect(normalize(once).text).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps spans inside the text and in order, whatever comes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { text: read, starts, ends, hiddenBefore, isTurned } = normalize(text);
        expect([starts.length, ends.length, hiddenBefore.length]).toEqual([read.length, read.length, read.length]);
        starts.forEach((start, index) => {
          expect(isTurned || start >= (starts[index - 1] ?? 0)).toBe(true);
          expect(ends[index]).toBeGreaterThan(start);
          expect(ends[index]).toBeLessThanOrEqual(text.length);
        });
      }),
      { numRuns: 500 },
    );
  });
});

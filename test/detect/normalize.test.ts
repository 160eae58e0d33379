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
        const { text: read, starts, ends, hiddenBefore } = normalize(text);
        expect([starts.length, ends.length, hiddenBefore.length]).toEqual([read.length, read.length, read.length]);
        starts.forEach((start, index) => {
          expect(start).toBeGreaterThanOrEqual(starts[index - 1] ?? 0);
          expect(ends[index]).toBeGreaterThan(start);
          expect(ends[index]).toBeLessThanOrEqual(text.length);
        });
      }),
      { numRuns: 500 },
    );
  });
});

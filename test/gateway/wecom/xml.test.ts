import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { cdata, childrenAt, parseXml, textAt } from '#gateway/wecom/xml.ts';

describe('the XML of callbacks', () => {
  test('text, CDATA, repeated and nested elements are read, numbers stay text', () => {
    const root = parseXml(
      `<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<MsgId>4561255354251345929</MsgId><Content><![CDATA[a<b>&amp;]]></Content>
       <Plain>1 &lt; 2 &amp; &#20013;&#x6587;</Plain><!-- a note --><Empty/><Items><Item><Id>A</Id></Item><Item><Id>B</Id></Item></Items></xml>\n`,
    );
    if (!root) throw new Error('expected a document');
    const [items] = childrenAt(root, 'Items');
    expect({
      id: textAt(root, 'MsgId'),
      content: textAt(root, 'Content'),
      plain: textAt(root, 'Plain'),
      empty: textAt(root, 'Empty'),
      none: textAt(root, 'Nowhere'),
      items: items && childrenAt(items, 'Item').map((item) => textAt(item, 'Id')),
    }).toEqual({
      id: '4561255354251345929',
      content: 'a<b>&amp;',
      plain: '1 < 2 & 中文',
      empty: '',
      none: '',
      items: ['A', 'B'],
    });
  });

  test.for([
    '',
    'text only',
    '<xml>',
    '<xml><a></xml></a>',
    '<xml></xml><xml></xml>',
    '<xml><a></b></xml>',
    '<xml>&unknown;</xml>',
    '<xml>& alone</xml>',
    '<xml>&#x110000;</xml>',
    '<xml><![CDATA[open</xml>',
    '<xml><!-- open</xml>',
    '<![CDATA[outside]]>',
    '<!DOCTYPE xml [<!ENTITY a "b">]><xml>&a;</xml>',
    '<xml><?php echo 1 ?></xml>',
    '<xml a=b></xml>',
    '</xml>',
    '<xml',
    `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`,
  ])('%j is refused', (document) => {
    expect(parseXml(document)).toBe(null);
  });

  test('no text ends its own CDATA section', () => {
    const text = 'a]]>b<c>]]]]>';
    expect(parseXml(`<xml>${cdata(text)}</xml>`)?.text).toBe(text);
  });

  test('a hostile megabyte is refused at once', () => {
    const startedAt = performance.now();
    const hostile = [`<xml>${'<a '.repeat(300_000)}`, `<xml>${'&'.repeat(1_000_000)}</xml>`, '<'.repeat(1_000_000)];
    expect(hostile.map(parseXml)).toEqual([null, null, null]);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

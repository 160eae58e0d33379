import { write, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { openCfb } from '#extract/formats/cfb.ts';
import { writeCfb } from '#extract/formats/cfb-writer.ts';
import { docxOf, paragraph } from '../support/files.ts';
import { gbk } from '../support/gbk.ts';
import { pdfWith } from '../support/pdf.ts';
import { tnefOf } from '../support/tnef.ts';
import { walked } from '../support/walked.ts';
import { zipOf } from '../support/zip.ts';

const types = { name: '[Content_Types].xml', content: '<Types/>' };

/** A zip of parts that Office would open. */
function officeOf(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return zipOf([types, ...Object.entries(parts).map(([name, content]) => ({ name, content }))]);
}

function odfOf(content: string): Buffer {
  return zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
    { name: 'content.xml', content: `<office:document-content>${content}</office:document-content>` },
  ]);
}

/** A workbook of Excel 97 with records behind its last cell. */
function xlsWith(...records: readonly (readonly [type: number, content: Buffer])[]): Uint8Array {
  const book = write(
    { SheetNames: ['表'], Sheets: { 表: utils.aoa_to_sheet([['甲']]) } },
    { type: 'buffer', bookType: 'biff8' },
  );
  const items = openCfb(Buffer.from(book));
  const more = records.map(([type, content]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(content.length, 2);
    return Buffer.concat([head, content]);
  });
  return writeCfb(
    items
      .filter(({ path }) => path === 'Workbook')
      .map((item) => ({
        ...item,
        bytes: () => Buffer.concat([item.bytes().subarray(0, -4), ...more, item.bytes().subarray(-4)]),
      })),
    '',
  );
}

/** What the packager of Office writes around a file ([MS-OLEDS] 2.3.6). */
function native(name: string) {
  const words = [Buffer.of(2, 0), gbk(name), Buffer.of(0), Buffer.from('a\0'), Buffer.of(0, 0, 3, 0, 2, 0, 0, 0)];
  const inner = Buffer.concat([...words, Buffer.from('a\0'), Buffer.of(1, 0, 0, 0), Buffer.from('x')]);
  const bytes = Buffer.concat([Buffer.of(inner.length, 0, 0, 0), inner]);
  return { path: '\u0001Ole10Native', isStorage: false, size: bytes.length, bytes: () => bytes };
}

function wide(text: string): Buffer {
  return Buffer.concat([Buffer.of(1), Buffer.from(text, 'utf16le')]);
}

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const letter = (head: string | Uint8Array, body: string | Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('From: a@b.cn\r\n'), Buffer.from(head), Buffer.from('\r\n\r\n'), Buffer.from(body)]);
const chinese = '本单位年度工作总结样张材料已经印好请各科室派人领取';

const rows: readonly (readonly [what: string, file: Uint8Array, says: string])[] = [
  [
    'docx: a star of a font of symbols',
    docxOf('<w:p><w:r><w:t>样张机密</w:t><w:sym w:font="Wingdings" w:char="F0AB"/><w:t>1年</w:t></w:r></w:p>'),
    '样张机密★1年',
  ],
  [
    'docx: a word with its sound above',
    docxOf(
      '<w:p><w:ruby><w:rt><w:r><w:t>yang</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>样</w:t></w:r></w:rubyBase></w:ruby><w:r><w:t>张</w:t></w:r></w:p>',
    ),
    '样张\nyang',
  ],
  [
    'docx: a file taken in whole (altChunk)',
    docxOf('', { 'word/afchunk.htm': '<html><p>并入的样张</p></html>' }),
    '并入的样张',
  ],
  ['docx: words of a picture', docxOf('<w:pict><v:shape alt="替代样张"/></w:pict>'), '替代样张'],
  [
    'docx: SmartArt',
    docxOf('', { 'word/diagrams/data1.xml': '<dgm:pt><a:p><a:r><a:t>图示样张</a:t></a:r></a:p></dgm:pt>' }),
    '图示样张',
  ],
  [
    'docx: a newer chart',
    docxOf('', { 'word/charts/chartEx1.xml': '<cx:lvl><cx:pt idx="0">图表样张</cx:pt></cx:lvl>' }),
    '图表样张',
  ],
  [
    'xlsx: what a pivot table remembers',
    officeOf({ 'xl/pivotCache/pivotCacheDefinition1.xml': '<sharedItems><s v="透视样张"/></sharedItems>' }),
    '透视样张',
  ],
  [
    'pptx: a section',
    officeOf({ 'ppt/presentation.xml': '<p14:sectionLst><p14:section name="分节样张"/></p14:sectionLst>' }),
    '分节样张',
  ],
  [
    'Visio',
    officeOf({ 'visio/pages/page1.xml': '<PageContents><Shape><Text>绘图样张</Text></Shape></PageContents>' }),
    '绘图样张',
  ],
  [
    'XPS',
    officeOf({
      'Documents/1/Pages/1.fpage': '<?xml version="1.0"?><FixedPage><Glyphs UnicodeString="打印样张"/></FixedPage>',
    }),
    '打印样张',
  ],
  [
    'odt: hidden text and a field of a form',
    odfOf(
      '<text:p><text:hidden-text text:string-value="隐藏样张"/></text:p><form:text form:current-value="表单样张"/>',
    ),
    '隐藏样张\n表单样张',
  ],
  [
    'xls: a text box',
    xlsWith(
      [0x1b6, Buffer.from('000000000000000000000500100000000000', 'hex')],
      [0x3c, wide('文本框样张')],
      [0x3c, Buffer.alloc(16)],
    ),
    '文本框样张',
  ],
  ['xls: a header', xlsWith([0x14, Buffer.concat([Buffer.of(4, 0), wide('页眉样张')])]), '页眉样张'],
  ['UTF-16 without a mark and without zeros', utf16(chinese, 'le'), chinese],
  ['UTF-16 the other way round', utf16(chinese, 'be'), chinese],
  ['GB18030', gbk(chinese), chinese],
  ['JSON with escapes', Buffer.from('{"a":"\\u6837\\u5f20"}'), '{"a":"样张"}'],
  [
    'html: a script, a field, what the page says of itself',
    Buffer.from(
      '<html><meta name="description" content="摘要样张"><input value="字段样张"><script>show({t:"脚本样张"})</script></html>',
    ),
    '脚本样张',
  ],
  [
    'SVG',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><text><tspan>矢</tspan><tspan>量</tspan>样张</text></svg>'),
    '矢量样张',
  ],
  [
    'XML in one file with a file inside',
    Buffer.from(
      `<?xml version="1.0"?><pkg:package><pkg:binaryData>${Buffer.from('包内样张').toString('base64')}</pkg:binaryData></pkg:package>`,
    ),
    '包内样张',
  ],
  [
    'a letter of an old program',
    letter(
      Buffer.concat([Buffer.from('Subject: '), gbk('主题样张'), Buffer.from('\r\nX-Mailer: Foxmail')]),
      gbk('正文样张'),
    ),
    '主题样张',
  ],
  [
    'a letter that does not say its encoding',
    letter('Subject: a\r\nX-Mailer: Foxmail', gbk('没有说明编码的正文样张')),
    '没有说明编码的正文样张',
  ],
  [
    'a letter in an encoding by another name',
    letter(
      'Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=cp936\r\nContent-Transfer-Encoding: base64',
      gbk('另名样张').toString('base64'),
    ),
    '另名样张',
  ],
  [
    'a box of letters',
    Buffer.from(
      'From a@b.cn Thu Nov 26 10:00:00 2026\nFrom: a@b.cn\nSubject: a\n\n甲样张\n\nFrom b@b.cn Thu Nov 26 10:00:01 2026\nFrom: b@b.cn\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8\n\n5LmZ5qC35byg\n',
    ),
    '乙样张',
  ],
  ['winmail.dat: subject', tnefOf(), '主题样张'],
  ['winmail.dat: an attachment', tnefOf(), '附件样张'],
  [
    'a picture with an archive behind it',
    Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xd9), zipOf([{ name: 'a.txt', content: '图后样张' }])]),
    '图后样张',
  ],
  ['PDF: metadata', pdfWith({ metadata: '<x:xmpmeta><pdfx:a>元数据样张</pdfx:a></x:xmpmeta>' }), '元数据样张'],
  [
    'PDF: a form of XFA',
    pdfWith({ xfa: '<xdp:xdp><xfa:datasets><a>动态表单样张</a></xfa:datasets></xdp:xdp>' }),
    '动态表单样张',
  ],
  [
    'PDF: a hint of a field',
    pdfWith({ annotation: '/Subtype/Widget/FT/Tx/TU(hint of a field)/V(filled in)' }),
    'hint of a field',
  ],
  [
    'OFD: what a unit tags',
    zipOf([
      { name: 'OFD.xml', content: '<OFD/>' },
      { name: 'Doc_0/Tags/CustomTag.xml', content: '<Tag><Grade>标引样张</Grade></Tag>' },
    ]),
    '标引样张',
  ],
  [
    'docx: the old form of a text box where there is no new one',
    docxOf(`<mc:AlternateContent><mc:Fallback>${paragraph('旧框样张')}</mc:Fallback></mc:AlternateContent>`),
    '旧框样张',
  ],
  ['docx: a formula', docxOf('<w:instrText>QUOTE "域里样张"</w:instrText>'), '域里样张'],
  ['docx: a choice', docxOf('<w:sdtPr><w:listItem w:displayText="选项样张"/></w:sdtPr>'), '选项样张'],
  [
    'docx: the name of a property',
    docxOf('', { 'docProps/custom.xml': '<property name="密级"><v>样张</v></property>' }),
    '密级\n样张',
  ],
  ['an object with a name', writeCfb([native('包装样张.txt')], ''), '包装样张.txt'],
  [
    'rtf: a shape and its words',
    Buffer.from('{\\rtf1{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 12}}{\\shptxt \\u26694?\\u26679?}}}}'),
    '框样',
  ],
  ['html: a remark', Buffer.from('<html><!-- 注释样张 --></html>'), '注释样张'],
  ['a date in broken lines', Buffer.from('BEGIN:VCALENDAR\r\nSUMMARY:日程样\r\n 张\r\n'), '日程样张'],
  [
    'bz2, which keeps no name',
    Buffer.from(
      '425a68393141592653599a70f23f00000400590204480000840340200022006d08060cbf485b410c5dc914e1424269c3c8fc',
      'hex',
    ),
    '包装样张',
  ],
];

describe('words in a place few look at', () => {
  it.each(rows)('%s', async (_what, file, says) => {
    const { texts } = await walked(file);
    expect(texts.map(([, text]) => text).join('\n')).toContain(says);
  });
});

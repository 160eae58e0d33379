import { gzipSync } from 'node:zlib';
import { zipOf } from './zip.ts';

/** Small files of many formats, each with words in every place the format has. Made here, so that no test needs a sample. */

const types = { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' };

export function docxOf(body: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Buffer {
  return zipOf([
    types,
    { name: 'word/document.xml', content: `<w:document><w:body>${body}</w:body></w:document>` },
    ...Object.entries(more).map(([name, content]) => ({ name, content })),
  ]);
}

export function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

export function pptxOf(): Buffer {
  const slide = (text: string): string => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
  return zipOf([
    types,
    { name: 'ppt/slides/slide2.xml', content: slide('第二张') },
    { name: 'ppt/slides/slide10.xml', content: slide('第十张') },
    { name: 'ppt/slides/slide1.xml', content: slide('第一张') },
    { name: 'ppt/notesSlides/notesSlide1.xml', content: slide('讲稿') },
    { name: 'ppt/comments/comment1.xml', content: '<p:cmLst><p:cm><p:text>意见</p:text></p:cm></p:cmLst>' },
  ]);
}

export function xlsxOf(): Buffer {
  const sheet =
    '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>内联</t></is></c><c><v>1.3812345678E10</v></c></row></sheetData>' +
    '<headerFooter><oddHeader>表头</oddHeader></headerFooter></worksheet>';
  return zipOf([
    types,
    {
      name: 'xl/workbook.xml',
      content: '<workbook><sheets><sheet name="名单" r:id="r1" state="hidden"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    { name: 'xl/sharedStrings.xml', content: '<sst><si><r><t>姓</t></r><r><t>名</t></r></si></sst>' },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    { name: 'xl/comments1.xml', content: '<comments><comment><text><t>批一下</t></text></comment></comments>' },
  ]);
}

export function odtOf(): Buffer {
  return zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
    {
      name: 'content.xml',
      content:
        '<office:document-content><text:p>正文<office:annotation><text:p>旁批</text:p></office:annotation>接着</text:p></office:document-content>',
    },
    {
      name: 'styles.xml',
      content:
        '<office:document-styles><style:master-page><style:header><text:p>眉上</text:p></style:header></style:master-page></office:document-styles>',
    },
    { name: 'meta.xml', content: '<office:document-meta><meta:keyword>关键词</meta:keyword></office:document-meta>' },
  ]);
}

export function ofdOf(): Buffer {
  const object = (text: string, x: number, y: number): string =>
    `<ofd:TextObject Boundary="${x} ${y} 20 5" Size="5"><ofd:TextCode X="0" Y="4">${text}</ofd:TextCode></ofd:TextObject>`;
  return zipOf([
    {
      name: 'OFD.xml',
      content:
        '<ofd:OFD><ofd:DocBody><ofd:DocInfo><ofd:Keywords><ofd:Keyword>内部</ofd:Keyword></ofd:Keywords></ofd:DocInfo></ofd:DocBody></ofd:OFD>',
    },
    {
      name: 'Doc_0/Document.xml',
      content:
        '<ofd:Document><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P/Content.xml"/></ofd:Pages><ofd:TemplatePage BaseLoc="Tpls/T/Content.xml"/></ofd:Document>',
    },
    {
      name: 'Doc_0/Pages/P/Content.xml',
      content: `<ofd:Page>${object('下一行', 10, 30)}${object('右', 30, 10)}${object('左', 10, 10)}</ofd:Page>`,
    },
    { name: 'Doc_0/Tpls/T/Content.xml', content: `<ofd:Page>${object('底版', 0, 0)}</ofd:Page>` },
    {
      name: 'Doc_0/Annots/Page_0/Annotation.xml',
      content: `<ofd:PageAnnot>${object('水印', 0, 0)}</ofd:PageAnnot>`,
    },
    { name: 'Doc_0/Attachs/附.txt', content: '附件里的话' },
  ]);
}

/** One page with one line of a standard font, a keyword, a note, an attachment. */
export function pdfOf(text = 'A line of twenty characters and more'): Buffer {
  const words = `BT /F1 18 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.txt) 7 0 R]>>>>>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[6 0 R]>>',
    `<</Length ${words.length}>>\nstream\n${words}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    '<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(a note)>>',
    '<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 8 0 R>>>>',
    '<</Type/EmbeddedFile/Length 8>>\nstream\nattached\nendstream',
    '<</Keywords(a keyword)>>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer <</Root 1 0 R/Info 9 0 R>>\n%%EOF`, 'latin1');
}

export function tarOf(name: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  const bytes = Buffer.from(content);
  header.write(name);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('0', 156);
  header.write('ustar\x0000', 257, 'latin1');
  return Buffer.concat([header, bytes, Buffer.alloc(512 - (bytes.length % 512)), Buffer.alloc(1024)]);
}

export function tarGzOf(name: string, content: string): Buffer {
  return gzipSync(tarOf(name, content));
}

export const rtf = Buffer.from(
  "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\info{\\keywords \\'c4\\'da\\'b2\\'bf}}{\\header \\'c3\\'bc}\\f0 \\'b9\\'fa\\u23478?\\par\\'81@}",
  'latin1',
);

export const eml = Buffer.from(
  [
    'From: a@example.cn',
    'Subject: =?GB18030?B?zajWqg==?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    '信里的话',
    '--b',
    'Content-Type: application/octet-stream',
    "Content-Disposition: attachment; filename*=utf-8''%E9%99%84.txt",
    '',
    '附件的话',
    '--b--',
    '',
  ].join('\r\n'),
);

export const html = Buffer.from(
  '<!doctype html><html><head><style>p{}</style></head><body><p title="提示">看<b>得</b>见</p><script>let a</script></body></html>',
);

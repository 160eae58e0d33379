import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { walked } from '../support/walked.ts';
import { docxOf, eml, html, odtOf, ofdOf, paragraph, pdfOf, pptxOf, rtf, tarGzOf, xlsxOf } from '../support/files.ts';
import { zipOf } from '../support/zip.ts';

const textBox =
  '<mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent>';
const docx = docxOf(`${paragraph('正<w:tab/>文')}${textBox}<w:del><w:delText>删去</w:delText></w:del>`, {
  'word/header1.xml': '<w:hdr><v:textpath string="机密水印"/><w:p><w:r><w:t>眉</w:t></w:r></w:p></w:hdr>',
  'word/comments.xml': `<w:comments>${paragraph('批语')}</w:comments>`,
  'word/renamed.xml': `<w:document>${paragraph('藏着')}</w:document>`,
  'docProps/custom.xml': '<Properties><property name="密级"><vt:lpwstr>内部</vt:lpwstr></property></Properties>',
  'word/_rels/document.xml.rels':
    '<Relationships><Relationship Target="https://example.cn/a" TargetMode="External"/></Relationships>',
  'word/embeddings/a.zip': zipOf([{ name: '里.txt', content: '里面' }]),
});
const xls = Buffer.from(
  write(
    { SheetNames: ['表'], Sheets: { 表: utils.aoa_to_sheet([['姓名', '身份证']]) } },
    { type: 'buffer', bookType: 'biff8' },
  ),
);

interface Row {
  readonly what: string;
  readonly file: Uint8Array;
  readonly texts: readonly (readonly [string, string])[];
}

describe('every format', () => {
  it.each<Row>([
    {
      what: 'docx: body, text box once, deleted words, margins, comments, unforeseen parts, properties, links, objects',
      file: docx,
      texts: [
        ['正文', '正\t文\n框删去'],
        ['页眉', '机密水印\n眉'],
        ['批注', '批语'],
        ['文档属性', '密级\n内部'],
        ['其他部分', '藏着'],
        ['外部链接', 'https://example.cn/a'],
        ['嵌入对象 a.zip › 压缩包内文件名', '里.txt'],
        ['嵌入对象 a.zip › 压缩包内 里.txt › 文本', '里面'],
      ],
    },
    {
      what: 'pptx: slides in their order, notes, comments',
      file: pptxOf(),
      texts: [
        ['第1页', '第一张'],
        ['第2页', '第二张'],
        ['第10页', '第十张'],
        ['批注', '意见'],
        ['备注1', '讲稿'],
      ],
    },
    {
      what: 'xlsx: hidden sheets, shared and inline words, long numbers, headers, comments',
      file: xlsxOf(),
      texts: [
        ['工作表名', '名单'],
        ['工作表“名单”', '姓名\t内联\t13812345678\n表头'],
        ['批注', '批一下'],
      ],
    },
    {
      what: 'xls',
      file: xls,
      texts: [
        ['工作表名', '表'],
        ['工作表“表”', '姓名\t身份证'],
      ],
    },
    {
      what: 'odt',
      file: odtOf(),
      texts: [
        ['正文', '正文接着'],
        ['批注', '旁批'],
        ['页眉页脚', '眉上'],
        ['文档属性', '关键词'],
      ],
    },
    {
      what: 'OFD: lines by where they stand, templates, watermarks, properties, attachments',
      file: ofdOf(),
      texts: [
        ['第1页', '左右\n下一行'],
        ['模板1', '底版'],
        ['批注与水印', '水印'],
        ['文档属性', '内部'],
        ['附件 附.txt › 文本', '附件里的话'],
      ],
    },
    {
      what: 'PDF: properties, attachments, text layer, notes',
      file: pdfOf(),
      texts: [
        ['文档属性', 'a keyword'],
        ['附件名', 'a.txt'],
        ['附件 a.txt › 文本', 'attached'],
        ['第1页', 'A line of twenty characters and more'],
        ['第1页 › 批注', 'a note'],
      ],
    },
    {
      what: 'rtf in GBK, with Unicode and a second byte that is a letter',
      file: rtf,
      texts: [
        ['文档属性', '内部'],
        ['页眉', '眉'],
        ['正文', '国家\n丂'],
      ],
    },
    {
      what: 'a letter with an attachment',
      file: eml,
      texts: [
        ['主题', '通知'],
        ['附件名', '附.txt'],
        ['正文', '信里的话\n'],
        ['附件 附.txt › 文本', '附件的话\n'],
      ],
    },
    { what: 'html', file: html, texts: [['正文', '提示\n看得见']] },
    {
      what: 'tar.gz',
      file: tarGzOf('目录/甲.txt', '甲的话'),
      texts: [
        ['压缩包内 › 压缩包内文件名', '目录/甲.txt'],
        ['压缩包内 › 压缩包内 目录/甲.txt › 文本', '甲的话'],
      ],
    },
    {
      what: 'a ZIP with names in GBK and bytes behind its end',
      file: Buffer.concat([
        zipOf([{ name: Uint8Array.of(0xc3, 0xdc, 0xbc, 0xfe, 0x2e, 0x74), content: '话' }]),
        Buffer.alloc(9),
      ]),
      texts: [
        ['压缩包内文件名', '密件.t'],
        ['压缩包内 密件.t › 文本', '话'],
      ],
    },
    {
      what: 'XML of Word 2003',
      file: Buffer.from(
        '<?xml version="1.0" encoding="UTF-8"?><w:wordDocument><w:p><w:t>二零零三</w:t></w:p></w:wordDocument>',
      ),
      texts: [['正文', '二零零三']],
    },
  ])('$what', async ({ file, texts }) => {
    expect(await walked(file)).toEqual({ texts, gaps: [] });
  });
});

describe('what cannot be read', () => {
  it.each<readonly [string, Uint8Array, readonly (readonly [string, string])[]]>([
    ['a picture without a reader', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), [['', 'unsupported']]],
    ['an empty file', new Uint8Array(), [['', 'unreadable']]],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00', 'latin1'), [['', 'unsupported']]],
    [
      'a letter with nothing but an empty attachment',
      Buffer.from('From: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: application/zip\r\n\r\n'),
      [['', 'unreadable']],
    ],
    ['a docx cut in half', docx.subarray(0, docx.length / 2), [['', 'corrupt']]],
    [
      'one encrypted entry of two',
      zipOf([
        { name: 'a.txt', content: '开' },
        { name: 'b.txt', content: '锁', isEncrypted: true },
      ]),
      [['压缩包内 b.txt', 'encrypted']],
    ],
    [
      'a name that leaves its folder',
      zipOf([{ name: '../../a.txt', content: '话' }]),
      [['压缩包内 ../../a.txt', 'unsafe-path']],
    ],
  ])('%s is a gap', async (_what, file, gaps) => {
    expect((await walked(file)).gaps).toEqual(gaps);
  });
});

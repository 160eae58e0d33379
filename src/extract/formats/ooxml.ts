import { filePiece, gapPiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Exhausted, Unread } from '#extract/unread.ts';
import { readBinaryWorkbook } from '#extract/formats/xls.ts';
import { readWorkbook } from '#extract/formats/xlsx.ts';
import { readXml, wordsOf, type Grammar } from '#extract/formats/xml.ts';
import type { Part } from '#extract/formats/zip.ts';

const drawn: Grammar = {
  // Text of Visio begins with a capital; points of newer charts hold theirs themselves.
  words: new Set(['t', 'delText', 'v', 'text', 'Text', 'pt']),
  lines: new Set(['p', 'br', 'cr', 'tr', 'comment', 'cm', 'pt', 'si']),
  tabs: new Set(['tab', 'tc']),
  // A text box is written twice, for new and for old programs.
  either: { group: 'AlternateContent', first: 'Choice', second: 'Fallback' },
  skips: new Set(['rt']),
  // WordArt of a watermark, alternative texts of pictures, hints of links, sections, what a pivot table remembers of its source.
  attributes: {
    textpath: ['string'],
    docPr: ['title', 'descr'],
    cNvPr: ['title', 'descr'],
    shape: ['alt'],
    hlinkClick: ['tooltip'],
    hyperlink: ['tooltip'],
    section: ['name'],
    s: ['v'],
  },
  signs: (name, { font, char }) => (name === 'sym' ? (stars[`${font ?? ''} ${(char ?? '').toUpperCase()}`] ?? '') : ''),
};
/** Symbols of fonts that have pictures in place of letters. */
const stars: Readonly<Record<string, string>> = {
  'Wingdings F0AB': '★',
  'Wingdings F0B6': '☆',
  'Wingdings 2 F0EA': '★',
  'Wingdings 2 F0EB': '★',
};
/** Small letters above others, as sound or remark. */
const above: Grammar = { ...drawn, skips: new Set(), only: new Set(['rt']) };
/** Formulas of fields, names and choices of controls: words where they are Chinese. */
const aside: Grammar = {
  words: new Set(['instrText']),
  lines: new Set(['instrText']),
  attributes: { alias: ['val'], listItem: ['displayText'], fldSimple: ['instr'] },
};
const everything: Grammar = { words: 'all', lines: 'all', attributes: { property: ['name'] } };

type Label = readonly [path: RegExp, where: string, grammar?: Grammar];

/** What a part is called, by its path; in the order they are read. A part nobody foresaw is read all the same. */
const labels: readonly Label[] = [
  [/^word\/document\d*\.xml$/, '正文'],
  [/^ppt\/slides\/slide(\d+)\.xml$/, '第#页'],
  [/^word\/header\d*\.xml$/, '页眉'],
  [/^word\/footer\d*\.xml$/, '页脚'],
  [/^word\/footnotes\.xml$/, '脚注'],
  [/^word\/endnotes\.xml$/, '尾注'],
  [/^(?:word|ppt|xl)\/(?:.*\/)?(?:threaded)?comments?\w*\.xml$/i, '批注'],
  [/^ppt\/notesSlides\/notesSlide(\d+)\.xml$/, '备注#'],
  [/^ppt\/(?:slideMasters|slideLayouts|notesMasters|handoutMasters)\//, '母版'],
  [/^xl\/drawings\//, '图形与文本框'],
  [/\/charts\//, '图表'],
  [/\/diagrams\//, '图示'],
  [/^docProps\//, '文档属性', everything],
  [/^customXml\//, '自定义数据', everything],
];

/** Fonts, styles of printers, the small picture of the first page and macros hold no words of the document. */
const wordless =
  /(?:\.(?:odttf|fntdata|ttf|otf)|printerSettings\d*\.bin|docProps\/thumbnail\.\w+|vbaProject\w*\.\w+|activeX\/.*\.bin)$/i;

/** Word, PowerPoint and Excel since 2007, and what WPS writes in their formats. */
export async function* readOoxml(parts: readonly Part[], bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const isWorkbook = parts.some((part) => part.name.startsWith('xl/'));
  if (parts.some((part) => part.name === 'xl/workbook.bin')) yield* readBinaryWorkbook(bytes);
  else if (isWorkbook) yield* readWorkbook(parts, tools);
  const rest = parts
    .filter((part) => !wordless.test(part.name) && !isCells(part.name))
    .map((part) => ({ part, ...labelOf(part.name) }))
    .toSorted((one, two) => one.rank - two.rank);
  for (const [index, { part, where, grammar }] of rest.entries()) {
    yield await readPart(part, where, grammar);
    tools.tell({ kind: 'progress', done: index + 1, of: rest.length });
  }
}

/** Sheets are read as tables; styles of cells hold none. */
function isCells(name: string): boolean {
  return /^xl\/(?:worksheets\/[^/]+\.(?:xml|bin)|sharedStrings\.xml|workbook\.\w+|styles\.\w+|calcChain\.\w+|sharedStrings\.bin)$/.test(
    name,
  );
}

function labelOf(name: string): { readonly rank: number; readonly where: string; readonly grammar: Grammar } {
  const index = labels.findIndex(([path]) => path.test(name));
  const [path, where, grammar = drawn] = labels[index] ?? [/^/, '其他部分'];
  const number = path.exec(name)?.[1] ?? '';
  const rank = (index < 0 ? labels.length : index) + Math.min(Number(number), 9999) / 10_000;
  return { rank, where: where.replace('#', number), grammar };
}

async function readPart(part: Part, where: string, grammar: Grammar): Promise<Piece> {
  try {
    const bytes = await part.read();
    if (/\.rels$/i.test(part.name)) return textPiece('外部链接', linksOf(bytes));
    if (!/\.(?:xml|vml)$/i.test(part.name)) return filePiece(innerName(part.name), bytes);
    return textPiece(where, [wordsOf(bytes, grammar), ...besides(bytes)].join('\n'));
  } catch (error) {
    if (error instanceof Exhausted) throw error;
    return gapPiece(where, error instanceof Unread ? error.why : 'corrupt');
  }
}

/** Looked for where there is any: most parts have none. */
function besides(bytes: Uint8Array): readonly string[] {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sounds = part.includes('rubyBase') ? [wordsOf(bytes, above)] : [];
  const isAside = ['instrText', 'fldSimple', 'sdtPr'].some((tag) => part.includes(tag));
  const words = isAside ? wordsOf(bytes, aside).split('\n') : [];
  return [...sounds, ...words.filter((word) => /\p{Script=Han}/u.test(word))];
}

function innerName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (path.includes('/media/')) return `图片 ${name}`;
  return path.includes('/embeddings/') ? `嵌入对象 ${name}` : `附带文件 ${name}`;
}

/** Addresses a document points to outside of itself. None is fetched. */
function linksOf(bytes: Uint8Array): string {
  const links: string[] = [];
  readXml(bytes, {
    open(name, { TargetMode: mode, Target: target }) {
      if (name === 'Relationship' && mode === 'External' && target) links.push(target);
    },
  });
  return links.join('\n');
}

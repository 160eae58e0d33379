import { filePiece, gapPiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Exhausted, Unread } from '#extract/unread.ts';
import { readXml, wordsOf, type Grammar } from '#extract/formats/xml.ts';
import type { Part } from '#extract/formats/zip.ts';

const body: Grammar = {
  words: 'all',
  lines: new Set(['p', 'h', 'line-break', 'table-row', 'page']),
  tabs: new Set(['tab', 's', 'table-cell']),
  skips: new Set(['annotation', 'notes']),
  attributes: {
    page: ['name'],
    table: ['name'],
    // Hidden text, fields of forms and hints of cells have their words in attributes.
    'hidden-text': ['string-value'],
    'conditional-text': ['string-value-if-true', 'string-value-if-false'],
    text: ['current-value', 'value'],
    textarea: ['current-value', 'value'],
    'fixed-text': ['label'],
  },
};
const margins = new Set(['header', 'footer', 'header-left', 'footer-left', 'header-first', 'footer-first']);

/** The parts of an ODF, in the order they are read. */
const grammars: readonly (readonly [path: RegExp, pieces: readonly (readonly [where: string, grammar: Grammar])[]])[] =
  [
    [
      /(?:^|\/)content\.xml$/,
      [
        ['正文', body],
        ['批注', { ...body, skips: new Set(), only: new Set(['annotation']) }],
        ['备注', { ...body, skips: new Set(), only: new Set(['notes']) }],
      ],
    ],
    [
      /(?:^|\/)styles\.xml$/,
      [
        ['页眉页脚', { ...body, only: margins }],
        ['母版', { ...body, only: new Set(['master-page']), skips: margins }],
      ],
    ],
    [/(?:^|\/)meta\.xml$/, [['文档属性', { words: 'all', lines: 'all' }]]],
  ];

/** odt, ods and odp: one grammar for all three. */
export async function* readOdf(parts: readonly Part[], { tell }: Tools): AsyncGenerator<Piece> {
  if (await isEncrypted(parts)) throw new Unread('encrypted');
  for (const [index, part] of parts.entries()) {
    if (isWordless(part.name)) continue;
    yield* await readPart(part);
    tell({ kind: 'progress', done: index + 1, of: parts.length });
  }
}

async function isEncrypted(parts: readonly Part[]): Promise<boolean> {
  const manifest = parts.find(({ name }) => name === 'META-INF/manifest.xml');
  if (!manifest) return false;
  let isFound = false;
  readXml(await manifest.read(), {
    open(name) {
      if (name === 'encryption-data') isFound = true;
    },
  });
  return isFound;
}

/** Settings, and the small pictures that stand for objects which are there themselves. */
function isWordless(name: string): boolean {
  return /^(?:mimetype|Thumbnails\/|Configurations2?\/|ObjectReplacements\/|layout-cache|manifest\.rdf)|settings\.xml$|^META-INF\/manifest\.xml$/.test(
    name,
  );
}

async function readPart(part: Part): Promise<readonly Piece[]> {
  try {
    const bytes = await part.read();
    const known = grammars.find(([path]) => path.test(part.name));
    if (known) return known[1].map(([where, grammar]) => textPiece(where, wordsOf(bytes, grammar)));
    if (part.name.endsWith('.xml')) return [textPiece('其他部分', wordsOf(bytes, { words: 'all', lines: 'all' }))];
    const name = part.name.slice(part.name.lastIndexOf('/') + 1);
    return [filePiece(part.name.startsWith('Pictures/') ? `图片 ${name}` : `嵌入对象 ${name}`, bytes)];
  } catch (error) {
    if (error instanceof Exhausted) throw error;
    return [gapPiece(part.name.endsWith('.xml') ? '正文' : '图片', error instanceof Unread ? error.why : 'corrupt')];
  }
}

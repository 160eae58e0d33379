import { filePiece, gapPiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Exhausted, Unread } from '#extract/unread.ts';
import { readOfdLines } from '#extract/formats/ofd-lines.ts';
import { readXml, wordsOf } from '#extract/formats/xml.ts';
import type { Part } from '#extract/formats/zip.ts';

/** Signatures and fonts hold no words of the document. */
const wordless = /(?:\.(?:esl|ttf|otf)|SignedValue\.dat|Signatures?\.xml)$/i;

/** OFD (GB/T 33190): pages, templates, annotations and watermarks, attachments, properties. */
export async function* readOfd(parts: readonly Part[], { tell, budget }: Tools): AsyncGenerator<Piece> {
  const places = await placesOf(parts);
  const named = parts
    .filter((part) => !wordless.test(part.name))
    .map((part) => ({ part, place: placeOf(part.name, places) }))
    .toSorted((one, other) => one.place.rank - other.place.rank);
  for (const [index, { part, place }] of named.entries()) {
    if (place.rank < templateRank) budget.spend('pages');
    yield* await readPart(part, place);
    tell({ kind: 'progress', done: index + 1, of: named.length });
  }
}

/** Pages come first. */
const templateRank = 1_000_000;

interface Place {
  readonly where: string;
  readonly rank: number;
}

/** Where Document.xml says a page or a template lies; paths in it are relative, absolute or in other letters. */
async function placesOf(parts: readonly Part[]): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  let [pages, templates] = [0, 0];
  for (const part of parts.filter(({ name }) => /(?:^|\/)Document\.xml$/i.test(name))) {
    const folder = part.name.slice(0, part.name.lastIndexOf('/') + 1);
    readXml(await part.read(), {
      open(name, { BaseLoc: path }) {
        if (!path) return;
        const full = (path.startsWith('/') ? path.slice(1) : folder + path).toLowerCase();
        if (name === 'Page') places.set(full, { where: `第${++pages}页`, rank: pages });
        if (name === 'TemplatePage') places.set(full, { where: `模板${++templates}`, rank: templateRank + templates });
      },
    });
  }
  return places;
}

function placeOf(path: string, places: ReadonlyMap<string, Place>): Place {
  const known = places.get(path.toLowerCase());
  if (known) return known;
  if (/Annot/i.test(path)) return { where: '批注与水印', rank: 2_000_000 };
  if (/^(?:OFD|.*\/Document)\.xml$/i.test(path)) return { where: '文档属性', rank: 2_000_001 };
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.xml$/i.test(path)) return { where: '其他部分', rank: 2_000_002 };
  return { where: /\/Attach/i.test(path) ? `附件 ${name}` : `图片 ${name}`, rank: 2_000_003 };
}

async function readPart(part: Part, { where, rank }: Place): Promise<readonly Piece[]> {
  const isPage = rank < templateRank;
  try {
    const bytes = await part.read();
    if (!/\.xml$/i.test(part.name)) return [filePiece(where, bytes)];
    if (where === '文档属性')
      return [textPiece(where, wordsOf(bytes, { words: 'all', lines: 'all', only: described, attributes: titled }))];
    const lines = readOfdLines(bytes);
    // What a unit tags in its own words has elements of its own.
    const rest = wordsOf(bytes, where === '其他部分' ? { words: 'all', lines: 'all' } : remarks);
    const text = [...lines, rest].join('\n').trim();
    return isPage && text === '' && isDrawn(bytes) ? [gapPiece(where, 'unreadable')] : [textPiece(where, text)];
  } catch (error) {
    if (error instanceof Exhausted) throw error;
    return [gapPiece(where, error instanceof Unread ? error.why : 'corrupt')];
  }
}

const remarks = { words: new Set(['Remark', 'Parameter']), lines: 'all' } as const;

/** Letters may be drawn as outlines, or stand for nothing: more shapes than a frame has, and no picture that is read in its turn. */
function isDrawn(bytes: Uint8Array): boolean {
  let [shapes, pictures] = [0, 0];
  readXml(bytes, {
    open(name) {
      if (name === 'PathObject' || name === 'TextObject') shapes += 1;
      if (name === 'ImageObject') pictures += 1;
    },
  });
  return shapes >= fewShapes && pictures === 0;
}

const fewShapes = 20;
const described = new Set(['DocInfo', 'Outlines', 'Bookmarks']);
/** Outlines, bookmarks and custom data carry words in attributes. */
const titled = { OutlineElem: ['Title'], Bookmark: ['Name'], CustomData: ['Name'], Attachment: ['Name'] };

import { textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { readXml, tidy } from '#extract/formats/xml.ts';
import type { Part } from '#extract/formats/zip.ts';

/** Every sheet, hidden ones too, row by row: cells are parted by tabs. */
export async function* readWorkbook(parts: readonly Part[], { tell }: Tools): AsyncGenerator<Piece> {
  const strings = countedStrings(await sharedStrings(parts));
  const titles = await sheetTitles(parts);
  yield textPiece('工作表名', [...titles.values()].join('\n'));
  const sheets = parts.filter((part) => /^xl\/worksheets\/[^/]+\.xml$/.test(part.name));
  for (const [index, sheet] of sheets.entries()) {
    const title = titles.get(sheet.name.replace(/^xl\//, '')) ?? String(index + 1);
    yield textPiece(`工作表“${title}”`, cellsOf(await sheet.read(), strings));
    tell({ kind: 'progress', done: index + 1, of: sheets.length });
  }
  yield textPiece('表外文字', strings.rest().join('\n'));
}

interface Strings {
  at(index: number): string;
  /** What no sheet has asked for: it may stand in a sheet nobody looks for. */
  rest(): readonly string[];
}

function countedStrings(strings: readonly string[]): Strings {
  const used = new Set<number>();
  return {
    at(index) {
      used.add(index);
      return strings[index] ?? '';
    },
    rest: () => strings.filter((_, index) => !used.has(index)),
  };
}

async function sharedStrings(parts: readonly Part[]): Promise<readonly string[]> {
  const part = parts.find(({ name }) => name === 'xl/sharedStrings.xml');
  if (!part) return [];
  const strings: string[] = [];
  let [words, isWord, isReading] = ['', false, false];
  readXml(await part.read(), {
    open(name) {
      if (name === 'si') words = '';
      if (name === 'rPh') isReading = true;
      if (name === 't') isWord = !isReading;
    },
    text(text) {
      if (isWord) words += text;
    },
    close(name) {
      if (name === 't') isWord = false;
      if (name === 'rPh') isReading = false;
      if (name === 'si') strings.push(words);
    },
  });
  return strings;
}

/** Path of a sheet inside xl/ → what people call it. */
async function sheetTitles(parts: readonly Part[]): Promise<ReadonlyMap<string, string>> {
  const [book, relations] = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((path) =>
    parts.find(({ name }) => name === path),
  );
  const targets = new Map<string, string>();
  if (relations)
    readXml(await relations.read(), {
      open: (_name, { Id: id, Target: target }) => {
        if (id && target) targets.set(id, target.replace(/^\/?xl\//, ''));
      },
    });
  const titles = new Map<string, string>();
  if (book)
    readXml(await book.read(), {
      open(tag, { id = '', name: title = '' }) {
        if (tag === 'sheet') titles.set(targets.get(id) ?? id, title);
        // A defined name may carry words of its own.
        if (tag === 'definedName' && !title.startsWith('_xlnm')) titles.set(`name ${title}`, title);
      },
    });
  return titles;
}

const margins = new Set(['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter']);

/** Values and inline words by rows, then headers, footers and the hints of cells. */
function cellsOf(bytes: Uint8Array, strings: Strings): string {
  const [lines, asides]: [string[], string[]] = [[], []];
  let [row, type, value, isValue]: [string[], string, string, boolean] = [[], '', '', false];
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'row') row = [];
      if (name === 'c') [type, value] = [attributes['t'] ?? '', ''];
      isValue = name === 'v' || name === 't' || margins.has(name);
      if (margins.has(name)) value = '';
      if (name === 'dataValidation') asides.push(attributes['promptTitle'] ?? '', attributes['prompt'] ?? '');
    },
    text(text) {
      if (isValue) value += text;
    },
    close(name) {
      isValue = false;
      if (name === 'c') row.push(type === 's' ? strings.at(Number(value)) : spelled(value, type));
      if (name === 'row') lines.push(row.join('\t'));
      if (margins.has(name)) asides.push(value);
    },
  });
  return tidy([...lines, ...asides].join('\n'));
}

/** A telephone number is written out, not as a power of ten. */
function spelled(value: string, type: string): string {
  return type === '' && /e/i.test(value) && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value;
}

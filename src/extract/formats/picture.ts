import { makePrint } from '#extract/print/make-print.ts';
import { filePiece, gapPiece, textPiece, type Piece, type TextPiece, type Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import type { SeenLine, SeenPicture } from '#model/picture.ts';

/** Below this mean confidence the words of a paper are guesses. */
const guessed = 0.6;
/** A print of fewer spots matches by chance. */
const leastSpots = 24;

/** A picture: its words, its codes, what it looks like; a gap where a paper could not be read. */
export async function* readPicture(bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const behind = archiveBehind(bytes);
  if (behind) yield filePiece('图片后附的压缩包', behind);
  if (!tools.budget.picture()) throw new Unread('oversize');
  if (!tools.pictures) throw new Unread('unsupported');
  // First of all: what is known need not be read.
  const print = await printOf(bytes);
  if (print.print && (await tools.isKnown(print.print))) {
    yield { kind: 'text', via: 'ocr', where: '图片', text: '', ...print };
    return;
  }
  const onHeader = (lines: readonly SeenLine[]): void =>
    tools.tell({ kind: 'early', where: '图片上部', text: linesOf(lines), ...print });
  const onFrame = (done: number, of: number): void => tools.tell({ kind: 'progress', done, of });
  const seen = await tools.pictures.read(bytes, tools.signal, { onHeader, onFrame });
  if (seen.kind === 'gap') throw new Unread(seen.why);
  const [first, ...rest] = seenPieces('图片文字', seen);
  if (first) yield { ...first, ...print };
  yield* rest;
}

const archives = ['PK\x03\x04', 'Rar!\x1a\x07', '7z\xbc\xaf\x27\x1c'].map((mark) => Buffer.from(mark, 'latin1'));
/** The end of a JPEG, a PNG and a GIF. */
const ends = ['\xff\xd9', 'IEND\xae\x42\x60\x82', '\x00\x3b'].map((mark) => Buffer.from(mark, 'latin1'));

/** An archive hung behind a picture: viewers show the picture, unpackers open the archive. */
function archiveBehind(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const end of ends)
    for (const archive of archives) {
      const at = file.indexOf(Buffer.concat([end, archive]));
      if (at > 0) return file.subarray(at + end.length);
    }
  return null;
}

/** Nothing where a picture cannot be opened or shows too little to be known again. */
async function printOf(bytes: Uint8Array): Promise<Pick<TextPiece, 'print'>> {
  const print = await makePrint(bytes);
  return print && print.length >= leastSpots ? { print } : {};
}

/**
 * Where nothing was found in what is no paper there is nothing to tell: an empty passage says that it was read.
 * A fallback engine that finds nothing has not read it.
 */
export function seenPieces(where: string, seen: SeenPicture): readonly Piece[] {
  const words: TextPiece = {
    kind: 'text',
    via: 'ocr',
    where,
    text: linesOf(seen.lines),
    ...(seen.layout.length > 0 ? { layout: seen.layout } : {}),
  };
  const codes = seen.codes.map((code) => ({ ...textPiece('二维码或条码', code), via: 'ocr' as const }));
  if (seen.partly) return [words, ...codes, gapPiece('', seen.partly, 'picture')];
  const isPaper = seen.isDocumentLike || seen.layout.length > 0;
  const isGuess = seen.lines.length === 0 || seen.confidence < guessed || seen.trust === 'low';
  if (isPaper && isGuess) return [words, ...codes, gapPiece('', 'unreadable', 'picture')];
  // Of the fallback no silence is trusted, but nobody is asked about his holiday.
  return seen.trust === 'low' ? [words, ...codes, gapPiece('', 'unsupported', 'picture')] : [words, ...codes];
}

export function linesOf(lines: readonly SeenLine[]): string {
  return lines.map((line) => line.text).join('\n');
}

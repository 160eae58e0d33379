import { createHash } from 'node:crypto';
import { Exhausted, Unread } from '#extract/unread.ts';
import { gapPiece, placeIn, type FilePiece, type Piece, type Reader, type Tools } from '#extract/piece.ts';
import { readerOf } from '#extract/readers.ts';
import { isPicture, sniff, type FileKind } from '#extract/sniff.ts';
import { createTally } from '#lib/tally.ts';

export type Leaf = Exclude<Piece, { kind: 'file' }>;

/** Every word of a file and of the files inside it, or the gaps that stand for them. Never neither. */
export async function* walk(bytes: Uint8Array, tools: Tools): AsyncGenerator<Leaf> {
  try {
    yield* open({ kind: 'file', where: '', bytes }, walking(tools), []);
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
    yield gapPiece('', error.why);
  }
}

type Walking = Tools & { readonly tally: ReturnType<typeof createTally> };

function walking(tools: Tools): Walking {
  return { ...tools, tally: createTally((done, of) => tools.tell({ kind: 'progress', done, of })) };
}

/** The tools for one of the files: its progress is a part of the whole. */
function counted(tools: Walking): Tools {
  const part = tools.tally.part();
  return {
    ...tools,
    tell: (piece) => (piece.kind === 'progress' ? part.tell(piece.done, piece.of) : tools.tell(piece)),
  };
}

/** `trail`: digests of the files this one lies in. A file that contains itself has no end. */
async function* open(file: FilePiece, tools: Walking, trail: readonly string[]): AsyncGenerator<Leaf> {
  const kind = sniff(file.bytes);
  if (kind === 'litter' && trail.length > 0) return;
  const media = isPicture(kind) ? 'picture' : 'file';
  const digest = createHash('sha256').update(file.bytes).digest('base64');
  if (trail.length > tools.budget.limits.depth || trail.includes(digest)) {
    yield gapPiece(file.where, 'too-deep', media);
    return;
  }
  let isTold = false;
  try {
    const read = await readerFor(kind);
    for await (const piece of read(file.bytes, counted(tools))) {
      tools.budget.spend('pieces');
      const placed = { ...piece, where: placeIn(file.where, 'where' in piece ? piece.where : '') };
      for await (const leaf of leavesOf(placed, tools, [...trail, digest])) {
        isTold = true;
        yield leaf;
      }
    }
  } catch (error) {
    yield gapPiece(file.where, whyOf(error, tools.signal), media);
    return;
  }
  // An empty file inside another holds nothing; its name has been read.
  if (!isTold && (trail.length === 0 || file.bytes.length > 0)) yield gapPiece(file.where, 'unreadable', media);
}

/** White space says nothing, unless eyes have seen that there is nothing else. */
async function* leavesOf(piece: Piece, tools: Walking, trail: readonly string[]): AsyncGenerator<Leaf> {
  if (piece.kind === 'file') yield* open(piece, tools, trail);
  else if (piece.kind !== 'text') yield piece;
  else if (piece.text.trim() !== '' || piece.via === 'ocr') {
    tools.budget.spend('text', piece.text.length);
    yield piece;
  }
}

async function readerFor(kind: FileKind): Promise<Reader> {
  const load = readerOf[kind];
  if (!load) throw new Unread('unsupported');
  return load();
}

/** Parsers throw whatever they like at a hostile file: what has no name of its own is a broken file. */
function whyOf(error: unknown, signal: AbortSignal): Unread['why'] {
  if (error instanceof Exhausted || signal.aborted) throw error;
  if (error instanceof Unread) return error.why;
  return error instanceof RangeError && /alloc|memory|length/i.test(error.message) ? 'oversize' : 'corrupt';
}

import { filePiece, gapPiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Exhausted, Unread } from '#extract/unread.ts';

export interface Entry {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** The files of an archive: their names first, which cost nothing, then each in its turn. One that can't be opened costs one gap. */
export async function* readEntries(entries: readonly Entry[], { tell }: Tools): AsyncGenerator<Piece> {
  if (entries.length === 0) throw new Unread('unreadable');
  yield textPiece('压缩包内文件名', entries.map((entry) => entry.name).join('\n'));
  const files = entries.filter((entry) => !isFolder(entry));
  for (const [index, entry] of files.entries()) {
    const where = `压缩包内 ${entry.name}`;
    if (isUnsafe(entry.name)) yield gapPiece(where, 'unsafe-path');
    yield await opened(entry, where);
    tell({ kind: 'progress', done: index + 1, of: files.length });
  }
}

export function isFolder({ name }: Entry): boolean {
  return /[/\\]$/.test(name);
}

async function opened(entry: Entry, where: string): Promise<Piece> {
  try {
    return filePiece(where, await entry.read());
  } catch (error) {
    if (error instanceof Exhausted) throw error;
    // Streams of unpackers fail in many words; each means that this entry cannot be had.
    return gapPiece(where, error instanceof Unread ? error.why : 'corrupt');
  }
}

/** A name that would leave its folder, were it ever unpacked on a disk. It never is here. */
function isUnsafe(name: string): boolean {
  return /^(?:[/\\]|[a-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/i.test(name);
}

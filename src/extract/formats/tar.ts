import { decodeText } from '#extract/decode-text.ts';
import type { Piece, Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { readEntries, type Entry } from '#extract/formats/entries.ts';

const block = 512;

/** ustar with the long names of GNU and pax. What it holds is not packed: the whole is no bigger than the file. */
export async function* readTar(bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const entries: Entry[] = [];
  let [at, longName] = [0, ''];
  while (at + block <= bytes.length && bytes[at] !== 0) {
    tools.budget.spend('entries');
    const header = bytes.subarray(at, at + block);
    const size = sizeOf(header.subarray(124, 136));
    const content = bytes.subarray(at + block, at + block + size);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L') longName = wordOf(content);
    else if (type === 'x') longName = paxPath(content) ?? longName;
    else {
      const name =
        longName || [wordOf(header.subarray(345, 500)), wordOf(header.subarray(0, 100))].filter(Boolean).join('/');
      longName = '';
      if (type !== '5' && type !== 'g') entries.push(entryOf(name, content, size));
    }
    at += block * (1 + Math.ceil(size / block));
  }
  yield* readEntries(entries, tools);
}

function entryOf(name: string, content: Uint8Array, size: number): Entry {
  return {
    name,
    read() {
      if (content.length < size) throw new Unread('corrupt');
      return Promise.resolve(content);
    },
  };
}

/** Octal digits, or base 256 where the first bit is set. */
function sizeOf(field: Uint8Array): number {
  if ((field[0] ?? 0) & 0x80) return field.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0);
  const size = Number.parseInt(Buffer.from(field).toString('latin1').replaceAll('\0', ' ').trim() || '0', 8);
  if (!Number.isFinite(size)) throw new Unread('corrupt');
  return size;
}

function wordOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  return decodeText(end < 0 ? field : field.subarray(0, end)) ?? '';
}

/** `length path=name` lines. */
function paxPath(content: Uint8Array): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(Buffer.from(content).toString('utf8'))?.[1] ?? null;
}

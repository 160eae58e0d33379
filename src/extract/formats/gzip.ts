import { gunzipSync } from 'node:zlib';
import { decodeText } from '#extract/decode-text.ts';
import { filePiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';

/** One packed file; a tar inside is read in its turn. */
export async function* readGzip(bytes: Uint8Array, { budget }: Tools): AsyncGenerator<Piece> {
  const name = nameOf(bytes);
  if (name !== '') yield textPiece('压缩包内文件名', name);
  const inner = unpacked(bytes, budget.roomToInflate());
  budget.inflated(inner.length);
  yield filePiece(name === '' ? '压缩包内' : `压缩包内 ${name}`, inner);
}

function unpacked(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if (error instanceof RangeError) throw new Unread('oversize');
    throw error;
  }
}

/** RFC 1952 §2.3.1: the name follows the extra field and ends with a zero byte. */
function nameOf(bytes: Uint8Array): string {
  const flags = bytes[3] ?? 0;
  if (!(flags & 8)) return '';
  const from = flags & 4 ? 12 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0) : 10;
  const end = bytes.indexOf(0, from);
  return end < 0 ? '' : (decodeText(bytes.subarray(from, Math.min(end, from + 1000))) ?? '');
}

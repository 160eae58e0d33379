import type { Pixels } from '#extract/ocr/pixels.ts';

/** Plain Windows bitmaps of 1, 4, 8, 24 or 32 bits a pixel, not compressed: null for the rest. Rows cut off stay white. */
export function decodeBmp(bytes: Uint8Array, mostPixels: number): Pixels | 'oversize' | null {
  const head = headOf(bytes);
  if (!head) return null;
  if (head.width * head.height > mostPixels) return 'oversize';
  const data = new Uint8Array(head.width * head.height * 3).fill(255);
  for (let y = 0; y < head.height; y++) {
    const from = head.offset + (head.isTopDown ? y : head.height - 1 - y) * head.stride;
    if (from + head.stride > bytes.length) continue;
    copyRow(
      bytes.subarray(from, from + head.stride),
      head,
      data.subarray(y * head.width * 3, (y + 1) * head.width * 3),
    );
  }
  return { data, width: head.width, height: head.height };
}

interface Head {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bits: number;
  readonly offset: number;
  readonly stride: number;
  /** Blue, green, red and nothing, one after the other. */
  readonly palette: Uint8Array;
}

function headOf(bytes: Uint8Array): Head | null {
  if (bytes.length < 54) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = view.getUint32(14, true);
  const [width, tall] = [view.getInt32(18, true), view.getInt32(22, true)];
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  // 3 says where the colours lie in a pixel; of 32 bits that is nearly always the common order.
  const isPlain = compression === 0 || (compression === 3 && bits === 32);
  if (size < 40 || width <= 0 || tall === 0 || !isPlain || ![1, 4, 8, 24, 32].includes(bits)) return null;
  const offset = view.getUint32(10, true);
  const palette = bytes.subarray(14 + size, Math.min(offset, 14 + size + 1024));
  const stride = Math.ceil((width * bits) / 32) * 4;
  return { width, height: Math.abs(tall), isTopDown: tall < 0, bits, offset, stride, palette };
}

function copyRow(row: Uint8Array, { width, bits, palette }: Head, to: Uint8Array): void {
  for (let x = 0; x < width; x++) {
    const source = bits < 24 ? palette : row;
    const from = bits < 24 ? 4 * indexAt(row, x, bits) : x * (bits / 8);
    for (let c = 0; c < 3; c++) to[3 * x + c] = source[from + 2 - c] ?? 255;
  }
}

function indexAt(row: Uint8Array, x: number, bits: number): number {
  const perByte = 8 / bits;
  const byte = row[Math.floor(x / perByte)] ?? 0;
  return (byte >> (8 - bits * ((x % perByte) + 1))) & ((1 << bits) - 1);
}

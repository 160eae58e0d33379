import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '#extract/formats/pdf-render.ts';

/** The least a PNG needs (RFC 2083): header, one block of unfiltered rows, end. */
export function pngOf({ width, height, bgrx }: Bitmap): Uint8Array {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0, to = 0, from = 0; y < height; y++) {
    to += 1;
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      rows[to] = bgrx[from + 2] ?? 0;
      rows[to + 1] = bgrx[from + 1] ?? 0;
      rows[to + 2] = bgrx[from] ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

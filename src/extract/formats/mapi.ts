import { decodeText } from '#extract/decode-text.ts';

/** Types of values ([MS-OXCDATA] 2.11.1) of a fixed length, filled up to four bytes. */
const fixed: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const various = new Set([13, 30, 31, 258]);
const several = 0x1000;
/** Properties of a letter are some hundred. */
const most = 5000;

/** Words and bytes of MAPI properties as TNEF writes them ([MS-OXTNEF] 2.1.3.4), by their number. */
export function mapiProperties(data: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  const count = data.length >= 4 ? Math.min(most, data.readUInt32LE(0)) : 0;
  let at = 4;
  for (let index = 0; index < count && at + 4 <= data.length; index++) {
    const [type, id] = [data.readUInt16LE(at), data.readUInt16LE(at + 2)];
    at = id < 0x8000 ? at + 4 : behindName(data, at + 4);
    const values = valuesAt(data, at, type);
    if (!values) break;
    at = values.end;
    if (values.first) found.set(id, asText(values.first, type));
  }
  return found;
}

export function mapiText(value: Buffer | undefined): string {
  return (decodeText(value ?? Buffer.alloc(0)) ?? '').replaceAll('\0', '');
}

/** A name of its own: a number, or words filled up to four bytes. */
function behindName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return data.length;
  return data.readUInt32LE(at + 16) === 0 ? at + 24 : at + 24 + filled(data.readUInt32LE(at + 20));
}

function valuesAt(
  data: Buffer,
  at: number,
  type: number,
): { readonly first: Buffer | null; readonly end: number } | null {
  const plain = type & ~several;
  const size = fixed[plain];
  if (at + 4 > data.length || (size === undefined && !various.has(plain))) return null;
  if (size !== undefined && type === plain) return { first: null, end: at + size };
  const count = data.readUInt32LE(at);
  let end = at + 4;
  if (size !== undefined) return { first: null, end: end + count * size };
  let first: Buffer | null = null;
  for (let index = 0; index < count && end + 4 <= data.length; index++) {
    const length = data.readUInt32LE(end);
    first ??= data.subarray(end + 4, end + 4 + length);
    end += 4 + filled(length);
  }
  return { first, end };
}

function filled(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/** An object begins with the name of its kind; words are UTF-8 from here on. */
function asText(value: Buffer, type: number): Buffer {
  if (type === 13) return value.subarray(16);
  return type === 31 ? Buffer.from(value.toString('utf16le')) : value;
}

import { inflateRawSync } from 'node:zlib';

/** The entries of a zip by its central directory. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const all = Buffer.from(bytes);
  const end = all.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const entries = new Map<string, string>();
  let at = all.readUInt32LE(end + 16);
  for (let left = all.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength] = [
      all.readUInt16LE(at + 10),
      all.readUInt32LE(at + 20),
      all.readUInt16LE(at + 28),
    ];
    const [extra, comment, start] = [all.readUInt16LE(at + 30), all.readUInt16LE(at + 32), all.readUInt32LE(at + 42)];
    const from = start + 30 + all.readUInt16LE(start + 26) + all.readUInt16LE(start + 28);
    const packed = all.subarray(from, from + size);
    entries.set(
      all.toString('utf8', at + 46, at + 46 + nameLength),
      (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'),
    );
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

export function entriesOf(entries: ReadonlyMap<string, string>): readonly string[] {
  return [...entries.keys()];
}

/** The words of the document, cells beside each other. */
export function textOf(entries: ReadonlyMap<string, string>): string {
  return (entries.get('word/document.xml') ?? '')
    .replaceAll('</w:p>', '\u0000')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u0000', '');
}

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** A text, or the very bytes of the name. */
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  /** What the headers say of its size, where that is a lie. */
  readonly saidSize?: number;
  readonly isEncrypted?: boolean;
}

/** A ZIP archive of packed entries, true or lying. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content);
    const packed = deflateRawSync(content);
    const fields = fieldsOf(entry, { name, content, packed });
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\x00', 'latin1'), fields, name, packed]);
    files.push(local);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00\x14\x00', 'latin1'), fields, more, name]));
    at += local.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, table, end]);
}

function fieldsOf(
  { name: given, saidSize, isEncrypted }: ZipEntry,
  { name, content, packed }: { readonly name: Buffer; readonly content: Buffer; readonly packed: Buffer },
): Buffer {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE((typeof given === 'string' ? 0x800 : 0) | (isEncrypted ? 1 : 0), 0);
  fields.writeUInt16LE(8, 2);
  fields.writeUInt32LE(crc32(content), 8);
  fields.writeUInt32LE(packed.length, 12);
  fields.writeUInt32LE(saidSize ?? content.length, 16);
  fields.writeUInt16LE(name.length, 20);
  return fields;
}

import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { decodeText } from '#extract/decode-text.ts';
import type { Budget } from '#extract/budget.ts';
import { Unread } from '#extract/unread.ts';

/** One file of an archive; its bytes are unpacked when asked for, within the budget. */
export interface Part {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** False where only another program unpacks it. */
  readonly isKnown: boolean;
  read(): Promise<Uint8Array>;
}

/** The files and folders of a ZIP. */
export async function openZip(bytes: Uint8Array, budget: Budget): Promise<readonly Part[]> {
  const zip = await fromBufferPromise(mended(bytes), {
    lazyEntries: true,
    // Names are bytes until their encoding is known; they never become paths.
    decodeStrings: false,
    autoClose: false,
  });
  const parts: Part[] = [];
  for await (const entry of zip.eachEntry()) {
    budget.spend('entries');
    parts.push(partOf(zip, entry, nameOf(entry), budget));
  }
  return parts;
}

const endMark = Buffer.from('PK\x05\x06', 'latin1');

/** Office opens archives with bytes behind their end or a comment cut short: so do we. */
function mended(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(endMark);
  if (end < 0 || end + 22 > file.length || end + 22 + file.readUInt16LE(end + 20) === file.length) return file;
  const copy = Buffer.from(file.subarray(0, end + 22));
  copy.writeUInt16LE(0, end + 20);
  return copy;
}

function partOf(zip: ZipFile, entry: Entry, name: string, budget: Budget): Part {
  return {
    name,
    isEncrypted: entry.isEncrypted(),
    isKnown: entry.compressionMethod === 0 || entry.compressionMethod === 8,
    async read() {
      if (entry.isEncrypted()) throw new Unread('encrypted');
      budget.inflated(entry.uncompressedSize);
      const stream = await zip.openReadStreamPromise(entry);
      const chunks: Uint8Array[] = [];
      // A size that lies is an error of the stream: no more is unpacked than was declared.
      for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

/** UTF-8 where the flag or the Unicode extra field says so, otherwise what the bytes look like: GBK on most Chinese machines. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  if (entry.generalPurposeBitFlag & 0x800) return raw.toString('utf8');
  const unicode = entry.extraFields.find((field) => field.id === 0x7075)?.data;
  if (unicode && unicode.length > 5) return unicode.subarray(5).toString('utf8');
  return decodeText(raw) ?? new TextDecoder('gb18030').decode(raw);
}

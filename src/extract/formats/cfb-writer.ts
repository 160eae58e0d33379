import type { CfbItem } from '#extract/formats/cfb.ts';

const sector = 512;
const endOfChain = 0xfffffffe;
const free = 0xffffffff;

/** A compound file made of the streams of one folder, so that an embedded document is read like any other. Streams of deeper folders are left out. */
export function writeCfb(items: readonly CfbItem[], folder: string): Uint8Array {
  const streams = items
    .filter(({ path, isStorage }) => !isStorage && path.startsWith(folder) && !path.slice(folder.length).includes('/'))
    .map((item) => ({ name: item.path.slice(folder.length), bytes: filledOut(item.bytes()) }));
  const sizes = streams.map(({ bytes }) => Math.ceil(bytes.length / sector));
  const directorySize = Math.ceil(((streams.length + 1) * 128) / sector);
  const dataSize = sizes.reduce((sum, size) => sum + size, 0) + directorySize;
  let tableSize = 1;
  while (tableSize * 128 < dataSize + tableSize) tableSize++;

  const table = Buffer.alloc(tableSize * sector, 0xff);
  const link = (from: number, size: number): void => {
    for (let at = from; at < from + size; at++) table.writeUInt32LE(at + 1 < from + size ? at + 1 : endOfChain, at * 4);
  };
  for (let at = 0; at < tableSize; at++) table.writeUInt32LE(0xfffffffd, at * 4);
  link(tableSize, directorySize);
  const directory = Buffer.alloc(directorySize * sector);
  entry(directory, 0, {
    name: 'Root Entry',
    type: 5,
    right: free,
    child: streams.length > 0 ? 1 : free,
    start: endOfChain,
    size: 0,
  });
  let at = tableSize + directorySize;
  const parts = streams.map(({ name, bytes }, index) => {
    const size = sizes[index] ?? 0;
    link(at, size);
    const right = index + 1 < streams.length ? index + 2 : free;
    entry(directory, index + 1, {
      name,
      type: 2,
      right,
      child: free,
      start: size > 0 ? at : endOfChain,
      size: bytes.length,
    });
    at += size;
    return Buffer.concat([bytes, Buffer.alloc(size * sector - bytes.length)]);
  });
  return Buffer.concat([header(tableSize), table, directory, ...parts]);
}

interface DirectoryEntry {
  readonly name: string;
  readonly type: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

function entry(directory: Buffer, index: number, { name, type, right, child, start, size }: DirectoryEntry): void {
  const at = index * 128;
  const length = directory.write(name.slice(0, 31), at, 'utf16le');
  directory.writeUInt16LE(length + 2, at + 64);
  directory[at + 66] = type;
  directory[at + 67] = 1;
  directory.writeUInt32LE(free, at + 68);
  directory.writeUInt32LE(right, at + 72);
  directory.writeUInt32LE(child, at + 76);
  directory.writeUInt32LE(start, at + 116);
  directory.writeUInt32LE(size, at + 120);
}

/** Shorter streams would lie in a stream of small ones, and every reader wants this very number; zeros behind an end are read over. */
const cutoff = 4096;

function filledOut(bytes: Uint8Array): Uint8Array {
  return bytes.length >= cutoff ? bytes : Buffer.concat([bytes], cutoff);
}

/** Version 3, sectors of 512 bytes. */
function header(tableSize: number): Buffer {
  const head = Buffer.alloc(sector, 0xff);
  head.write('d0cf11e0a1b11ae1', 0, 'hex');
  head.fill(0, 8, 76);
  head.writeUInt16LE(0x3e, 24);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(tableSize, 44);
  head.writeUInt32LE(tableSize, 48);
  head.writeUInt32LE(cutoff, 56);
  head.writeUInt32LE(endOfChain, 60);
  head.writeUInt32LE(endOfChain, 68);
  for (let at = 0; at < Math.min(109, tableSize); at++) head.writeUInt32LE(at, 76 + at * 4);
  return head;
}

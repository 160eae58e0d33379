import { Unread } from '#extract/unread.ts';

/** A stream or a folder of an OLE compound file ([MS-CFB]); `path` begins with its folders. */
export interface CfbItem {
  readonly path: string;
  readonly isStorage: boolean;
  readonly size: number;
  bytes(): Uint8Array;
}

const endOfChain = 0xfffffffe;
const free = 0xffffffff;
/** No sector is visited twice, so a chain that bites its tail ends. */
const mostItems = 20_000;

/** All streams and folders of a compound file, the root's first. */
export function openCfb(bytes: Uint8Array): readonly CfbItem[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 512) throw new Unread('corrupt');
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw new Unread('corrupt');
  const sectors = sectorsOf(file, 1 << shift);
  const table = tableOf(file, sectors);
  const directory = sectors.join(chainOf(file.readUInt32LE(48), table));
  const root = directory.subarray(0, 128);
  if (root.length < 128) throw new Unread('corrupt');
  const miniTable = wordsOf(sectors.join(chainOf(file.readUInt32LE(60), table)));
  const mini = sectorsOf(Buffer.concat([Buffer.alloc(64), sectors.join(chainOf(root.readUInt32LE(116), table))]), 64);
  const cutoff = file.readUInt32LE(56);
  return itemsOf(directory).map(({ path, entry }) => {
    const size = entry.readUInt32LE(120);
    const start = entry.readUInt32LE(116);
    return {
      path,
      isStorage: entry[66] === 1,
      size,
      bytes: () =>
        size < cutoff
          ? mini.join(chainOf(start, miniTable)).subarray(0, size)
          : sectors.join(chainOf(start, table)).subarray(0, size),
    };
  });
}

interface Sectors {
  join(numbers: readonly number[]): Buffer;
  at(number: number): Buffer;
}

function sectorsOf(file: Buffer, size: number): Sectors {
  const at = (number: number): Buffer => file.subarray((number + 1) * size, (number + 2) * size);
  return { at, join: (numbers) => Buffer.concat(numbers.map(at)) };
}

/** Numbers of the sectors that hold the table: 109 in the header, more in a chain of their own. */
function tableOf(file: Buffer, sectors: Sectors): readonly number[] {
  const places = wordsOf(file.subarray(76, 512));
  const seen = new Set<number>();
  for (let next = file.readUInt32LE(68); next < endOfChain && !seen.has(next);) {
    seen.add(next);
    const words = wordsOf(sectors.at(next));
    places.push(...words.slice(0, -1));
    next = words.at(-1) ?? endOfChain;
  }
  return wordsOf(sectors.join([...new Set(places)].filter((place) => place < endOfChain)));
}

function chainOf(start: number, table: readonly number[]): readonly number[] {
  const chain = new Set<number>();
  for (let next = start; next < endOfChain && next < table.length && !chain.has(next); next = table[next] ?? endOfChain)
    chain.add(next);
  return [...chain];
}

function wordsOf(buffer: Buffer): number[] {
  return Array.from({ length: buffer.length >> 2 }, (_, index) => buffer.readUInt32LE(index * 4));
}

/** Walks the trees of siblings and children; an entry is taken once. */
function itemsOf(directory: Buffer): readonly { readonly path: string; readonly entry: Buffer }[] {
  const items: { path: string; entry: Buffer }[] = [];
  const seen = new Set<number>();
  const todo = [{ number: childOf(directory.subarray(0, 128)), folder: '' }];
  for (let next = todo.pop(); next && items.length < mostItems; next = todo.pop()) {
    const entry = directory.subarray(next.number * 128, next.number * 128 + 128);
    if (entry.length < 128 || seen.has(next.number) || next.number === free) continue;
    seen.add(next.number);
    const length = Math.min(64, entry.readUInt16LE(64));
    const path = next.folder + entry.subarray(0, Math.max(0, length - 2)).toString('utf16le');
    items.push({ path, entry });
    todo.push(
      { number: entry.readUInt32LE(68), folder: next.folder },
      { number: entry.readUInt32LE(72), folder: next.folder },
    );
    todo.push({ number: childOf(entry), folder: `${path}/` });
  }
  return items;
}

function childOf(entry: Buffer): number {
  return entry.length < 128 ? free : entry.readUInt32LE(76);
}

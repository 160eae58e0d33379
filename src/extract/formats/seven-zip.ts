import sevenZip, { type SevenZipModule } from '7z-wasm';
import { textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { readEntries, type Entry } from '#extract/formats/entries.ts';

/** A password nobody has: without one the program would ask. */
const noPassword = '-p\u0001';
const archive = '/archive';
const folder = '/unpacked';
/** What the program calls the file in an archive that keeps no names (xz, bz2). */
const nameless = 'archive~';

interface Listed {
  readonly path: string;
  /** Null where the format does not say. */
  readonly size: number | null;
  readonly isFolder: boolean;
  readonly isEncrypted: boolean;
}

/** Whatever 7-Zip unpacks: 7z, rar, xz, bz2, cab, iso … It runs in memory: nothing is written to a disk. */
export async function* readSevenZip(bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const said: string[] = [];
  const hear = (line: string): void => void said.push(line);
  const program = await sevenZip.default({ print: hear, printErr: hear, quit: () => undefined });
  const stream = program.FS.open(archive, 'w+');
  program.FS.write(stream, bytes, 0, bytes.length);
  program.FS.close(stream);
  if (isHeaderEncrypted(bytes)) throw new Unread('encrypted');
  const listed = list(program, said);
  tools.budget.spend('entries', listed.length);
  const folders = listed.filter((one) => one.isFolder).map((one) => one.path);
  if (folders.length > 0) yield textPiece('压缩包内文件夹', folders.join('\n'));
  const files = listed.filter((one) => !one.isFolder);
  for (const { size } of files) if (size !== null) tools.budget.inflated(size);
  if (files.some((one) => !one.isEncrypted)) run(program, ['x', '-y', noPassword, `-o${folder}`, archive]);
  yield* readEntries(
    files.map((one) => entryOf(program, one)),
    tools,
  );
}

function entryOf({ FS }: SevenZipModule, { path, isEncrypted }: Listed): Entry {
  return {
    name: path === nameless ? '解压后的文件' : path,
    read() {
      if (isEncrypted) throw new Unread('encrypted');
      return Promise.resolve(FS.readFile(`${folder}/${path}`));
    },
  };
}

function list(program: SevenZipModule, said: string[]): readonly Listed[] {
  run(program, ['l', '-slt', '-sccUTF-8', noPassword, archive]);
  const lines = said.splice(0);
  if (lines.some((line) => /encrypted archive|Wrong password/i.test(line))) throw new Unread('encrypted');
  const start = lines.findIndex((line) => line.startsWith('----------'));
  if (start < 0) throw new Unread('corrupt');
  return lines
    .slice(start + 1)
    .join('\n')
    .split(/\n(?=Path = )/)
    .map(listedOf)
    .filter((one) => one !== null);
}

function listedOf(block: string): Listed | null {
  const field = (name: string): string | undefined => new RegExp(`^${name} = (.*)$`, 'm').exec(block)?.[1];
  const path = field('Path') ?? (field('Packed Size') === undefined ? undefined : nameless);
  if (path === undefined) return null;
  const size = field('Size');
  return {
    path,
    size: size ? Number(size) : null,
    isFolder: field('Folder') === '+' || (field('Attributes') ?? '').startsWith('D'),
    isEncrypted: field('Encrypted') === '+',
  };
}

/** A 7z with encrypted names: its last header names the AES coder (7zFormat.txt, EncodedHeader). The program would end without a word. */
function isHeaderEncrypted(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x37 || bytes.length < 32) return false;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = 32 + Number(view.readBigUInt64LE(12));
  const header = view.subarray(from, from + Number(view.readBigUInt64LE(20)));
  return header[0] === 0x17 && header.includes(Buffer.from([0x06, 0xf1, 0x07, 0x01]));
}

/** The program ends by throwing a number where something in it failed; what it has written and said counts. */
function run(program: SevenZipModule, words: string[]): void {
  try {
    program.callMain(words);
  } catch (error) {
    if (error instanceof RangeError) throw error;
  }
}

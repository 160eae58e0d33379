import { decodeText } from '#extract/decode-text.ts';
import type { CfbItem } from '#extract/formats/cfb.ts';
import { writeCfb } from '#extract/formats/cfb-writer.ts';

export interface Embedded {
  readonly where: string;
  readonly content: Uint8Array;
}

const documents = new Set(['worddocument', 'workbook', 'book', 'powerpoint document']);
const wrappers = new Set(['package', 'contents', '\u0001ole10native']);

/** Objects inside a compound file: files wrapped as they are, packages, and whole documents in a folder of their own. */
export function embeddedFiles(items: readonly CfbItem[]): readonly Embedded[] {
  const found: Embedded[] = [];
  const done = new Set<string>();
  for (const item of items) {
    const slash = item.path.lastIndexOf('/') + 1;
    const [folder, name] = [item.path.slice(0, slash), item.path.slice(slash)];
    const isDocument = documents.has(name.toLowerCase());
    const isInner = isDocument ? folder !== '' : wrappers.has(name.toLowerCase());
    if (item.isStorage || !isInner || done.has(folder)) continue;
    done.add(folder);
    if (isDocument) found.push({ where: '嵌入对象', content: writeCfb(items, folder) });
    else if (name === '\u0001Ole10Native') found.push(nativeOf(item.bytes()));
    else found.push({ where: '嵌入对象', content: item.bytes() });
  }
  return found;
}

/** Ole10Native: size, flags, label, file, …, size, bytes ([MS-OLEDS] 2.3.6 and what the packager writes). */
function nativeOf(bytes: Uint8Array): Embedded {
  const data = Buffer.from(bytes);
  const label = zeroEnded(data, 6);
  const file = zeroEnded(data, label.end);
  const command = data.length > file.end + 8 ? data.readUInt32LE(file.end + 4) : 0;
  const at = file.end + 8 + command;
  const size = at + 4 <= data.length ? data.readUInt32LE(at) : 0;
  const isWrapped = data.length > 6 && data.readUInt16LE(4) === 2 && size > 0 && at + 4 + size <= data.length;
  const name = isWrapped ? (decodeText(data.subarray(6, label.end - 1)) ?? '') : '';
  return {
    where: name === '' ? '嵌入对象' : `嵌入对象 ${name}`,
    content: isWrapped ? data.subarray(at + 4, at + 4 + size) : data.subarray(4),
  };
}

function zeroEnded(data: Buffer, from: number): { readonly end: number } {
  const zero = data.indexOf(0, from);
  return { end: zero < 0 ? data.length : zero + 1 };
}

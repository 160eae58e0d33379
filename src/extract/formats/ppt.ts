import { inflateSync } from 'node:zlib';
import { filePiece, gapPiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Exhausted, Unread } from '#extract/unread.ts';
import { carvePictures } from '#extract/formats/carve.ts';
import type { CfbItem } from '#extract/formats/cfb.ts';
import { tidy } from '#extract/formats/xml.ts';

/** Record types of [MS-PPT] 2.13.24. */
const record = { slide: 1006, master: 1016, notes: 1008, wide: 4000, narrow: 4008, name: 4026, object: 4113 };
const encryptedToken = 0xf3d1c4df;

interface Found {
  readonly texts: readonly { readonly where: string; readonly text: string }[];
  readonly objects: readonly Buffer[];
}

/** PowerPoint 97 to 2003 and WPS: every slide, notes, masters, pictures and embedded objects. */
export async function* readPpt(bytes: Uint8Array, items: readonly CfbItem[], tools: Tools): AsyncGenerator<Piece> {
  const user = items.find(({ path }) => path === 'Current User')?.bytes();
  if (user && user.length >= 16 && Buffer.from(user).readUInt32LE(12) === encryptedToken) throw new Unread('encrypted');
  const { texts, objects } = recordsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  for (const { where, text } of texts) yield textPiece(where, text);
  const pictures = items.find(({ path }) => path === 'Pictures');
  if (pictures)
    for (const [index, picture] of carvePictures(pictures.bytes()).entries())
      yield filePiece(`图片${index + 1}`, picture);
  for (const object of objects) yield opened(object, tools);
}

function opened(object: Buffer, { budget }: Tools): Piece {
  try {
    const inner = inflateSync(object, { maxOutputLength: Math.max(1, budget.roomToInflate()) });
    budget.inflated(inner.length);
    return filePiece('嵌入对象', inner);
  } catch (error) {
    if (error instanceof Exhausted) throw error;
    return gapPiece('嵌入对象', error instanceof RangeError ? 'oversize' : 'corrupt');
  }
}

/** A flat walk: containers are entered by going on behind their headers. */
function recordsOf(data: Buffer): Found {
  const texts = new Map<string, string[]>();
  const objects: Buffer[] = [];
  let [slides, notes, where] = [0, 0, '正文'];
  for (let at = 0; at + 8 <= data.length;) {
    const [head, type, length] = [data.readUInt16LE(at), data.readUInt16LE(at + 2), data.readUInt32LE(at + 4)];
    const content = data.subarray(at + 8, at + 8 + length);
    if (type === record.slide) where = `第${++slides}页`;
    if (type === record.notes) where = `备注${++notes}`;
    if (type === record.master) where = '母版';
    const text = wordsIn(type, content);
    if (text !== null) texts.set(where, [...(texts.get(where) ?? []), text]);
    if (type === record.object) objects.push(head >> 4 === 1 ? content.subarray(4) : content);
    at += 8 + ((head & 15) === 15 ? 0 : length);
  }
  return { texts: [...texts].map(([place, parts]) => ({ where: place, text: tidy(parts.join('\n')) })), objects };
}

function wordsIn(type: number, content: Buffer): string | null {
  if (type === record.wide || type === record.name) return content.toString('utf16le').replaceAll(/[\r\v]/g, '\n');
  return type === record.narrow ? content.toString('latin1').replaceAll(/[\r\v]/g, '\n') : null;
}

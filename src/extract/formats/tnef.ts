import { filePiece, gapPiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Exhausted, Unread } from '#extract/unread.ts';
import { mapiProperties, mapiText } from '#extract/formats/mapi.ts';
import { unpackRtf } from '#extract/formats/rtf-packed.ts';

/** Attributes ([MS-OXTNEF] 2.1.3.3), and properties of letters and attachments. */
const attribute = {
  subject: 0x8004,
  body: 0x800c,
  letter: 0x9003,
  title: 0x8010,
  data: 0x800f,
  attachment: 0x9005,
  next: 0x9002,
};
const property = {
  subject: 0x37,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  bytes: 0x3701,
  shortName: 0x3704,
  name: 0x3707,
};

interface Attachment {
  name: string;
  bytes: Buffer | null;
}

/** winmail.dat: what Outlook sends instead of a letter. */
export async function* readTnef(bytes: Uint8Array, tools: Tools): AsyncGenerator<Piece> {
  const attachments: Attachment[] = [];
  for (const { id, data } of attributesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    tools.budget.spend('entries');
    if (id === attribute.subject) yield textPiece('主题', mapiText(data));
    if (id === attribute.body) yield textPiece('正文', mapiText(data));
    if (id === attribute.letter) yield* letterPieces(mapiProperties(data), tools);
    if (id === attribute.next) attachments.push({ name: '', bytes: null });
    const last = attachments.at(-1);
    if (!last) continue;
    if (id === attribute.title) last.name ||= mapiText(data);
    if (id === attribute.data) last.bytes = data;
    if (id === attribute.attachment) describe(last, mapiProperties(data));
  }
  yield textPiece('附件名', attachments.map(({ name }) => name).join('\n'));
  for (const { name, bytes: inner } of attachments) if (inner) yield filePiece(`附件 ${name}`, inner);
}

function describe(attachment: Attachment, given: ReadonlyMap<number, Buffer>): void {
  const name = given.get(property.name) ?? given.get(property.shortName);
  if (name) attachment.name = mapiText(name);
  const bytes = given.get(property.bytes);
  if (bytes && !attachment.bytes?.length) attachment.bytes = bytes;
}

function* letterPieces(given: ReadonlyMap<number, Buffer>, { budget }: Tools): Generator<Piece> {
  yield textPiece('主题', mapiText(given.get(property.subject)));
  yield textPiece('正文', mapiText(given.get(property.body)));
  const html = given.get(property.html);
  if (html) yield filePiece('正文', html);
  const rtf = given.get(property.rtf);
  if (!rtf) return;
  try {
    yield filePiece('正文', unpackRtf(rtf, budget));
  } catch (error) {
    if (error instanceof Exhausted) throw error;
    yield gapPiece('正文', error instanceof Unread ? error.why : 'corrupt');
  }
}

/** Level, number and type, length, bytes, sum. */
function* attributesOf(file: Buffer): Generator<{ readonly id: number; readonly data: Buffer }> {
  for (let at = 6; at + 11 <= file.length;) {
    const length = file.readUInt32LE(at + 5);
    if (at + 9 + length > file.length) throw new Unread('corrupt');
    yield { id: file.readUInt16LE(at + 1), data: file.subarray(at + 9, at + 9 + length) };
    at += 9 + length + 2;
  }
}

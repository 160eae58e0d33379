import msgReader, { type FieldsData } from '@kenjiuno/msgreader';
import { decodeText } from '#extract/decode-text.ts';
import { filePiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { htmlPieces } from '#extract/formats/html.ts';
import { unpackRtf } from '#extract/formats/rtf-packed.ts';

/** A letter of Outlook with its attachments; a letter inside a letter comes out as a file of its own. */
export async function* readMsg(bytes: Uint8Array, { budget }: Tools): AsyncGenerator<Piece> {
  // Texts without Unicode come as one character a byte: their code page is told by themselves.
  const reader = new msgReader.default(new Uint8Array(bytes).buffer);
  const letter = reader.getFileData();
  if (letter.error) throw new Unread('corrupt');
  yield textPiece('主题', told(letter.subject));
  yield textPiece('信头', peopleOf(letter));
  yield textPiece('正文', told(letter.body));
  const html = letter.html ? decodeText(letter.html) : letter.bodyHtml;
  if (html) yield* htmlPieces(html);
  else if (letter.compressedRtf) yield filePiece('正文', unpackRtf(letter.compressedRtf, budget));
  const attachments = letter.attachments ?? [];
  yield textPiece('附件名', attachments.map(nameOf).join('\n'));
  for (const attachment of attachments) {
    const { content } = reader.getAttachment(attachment);
    yield filePiece(`附件 ${nameOf(attachment)}`, content);
  }
}

/** Names of people and groups; an address is no word. */
function peopleOf({ senderName, recipients = [] }: FieldsData): string {
  const names = [senderName, ...recipients.map(({ name }) => name)].map((name) => told(name));
  return [...new Set(names.filter((name) => name !== '' && !name.includes('@')))].join('\n');
}

function nameOf({ fileName, name }: FieldsData): string {
  return told(fileName ?? name);
}

function told(text = ''): string {
  const codes = [...text].map((char) => char.charCodeAt(0));
  const isBytes = codes.some((code) => code > 0x7f) && codes.every((code) => code <= 0xff);
  return isBytes ? (decodeText(Buffer.from(text, 'latin1')) ?? text) : text;
}

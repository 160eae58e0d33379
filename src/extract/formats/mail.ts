import PostalMime from 'postal-mime';
import { filePiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { htmlPieces } from '#extract/formats/html.ts';

/** A letter or a saved web page (MHTML): subject, words, attachments. */
export async function* readMail(bytes: Uint8Array, { budget }: Tools): AsyncGenerator<Piece> {
  const mail = await PostalMime.parse(bytes, {
    maxNestingDepth: 50,
    maxHeadersSize: 1024 * 1024,
    rfc822Attachments: true,
  });
  const names = mail.attachments.map((attachment) => attachment.filename ?? '').filter((name) => name !== '');
  yield textPiece('主题', mail.subject ?? '');
  yield textPiece('附件名', names.join('\n'));
  yield textPiece('正文', mail.text ?? '');
  if (mail.html !== undefined) yield* htmlPieces(mail.html);
  for (const { filename, content } of mail.attachments) {
    budget.spend('entries');
    const inner = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    yield filePiece(filename === null ? '附件' : `附件 ${filename}`, inner);
  }
}

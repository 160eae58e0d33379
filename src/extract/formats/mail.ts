import PostalMime, { decodeWords, type Address, type Email } from 'postal-mime';
import { filePiece, textPiece, type Piece, type Tools } from '#extract/piece.ts';
import { htmlPieces } from '#extract/formats/html.ts';
import { toUtf8 } from '#extract/formats/mail-bytes.ts';

/** Fields that carry words of the sender. */
const spoken = new Set(['keywords', 'comments', 'thread-topic']);

/** A letter or a saved web page (MHTML): subject, names, words, attachments. */
export async function* readMail(bytes: Uint8Array, { budget }: Tools): AsyncGenerator<Piece> {
  const mail = await PostalMime.parse(toUtf8(bytes), {
    maxNestingDepth: 50,
    maxHeadersSize: 1024 * 1024,
    rfc822Attachments: true,
  });
  const names = mail.attachments.map((attachment) => attachment.filename ?? '').filter((name) => name !== '');
  yield textPiece('主题', mail.subject ?? '');
  yield textPiece('信头', headOf(mail));
  yield textPiece('附件名', names.join('\n'));
  yield textPiece('正文', mail.text ?? '');
  if (mail.html !== undefined) yield* htmlPieces(mail.html);
  for (const { filename, content } of mail.attachments) {
    budget.spend('entries');
    const inner = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    yield filePiece(filename === null ? '附件' : `附件 ${filename}`, inner);
  }
}

/** Names of people and groups, and the sender's own keywords; an address is no word. */
function headOf({ from, to = [], cc = [], headers }: Email): string {
  const people = [...(from ? [from] : []), ...to, ...cc].flatMap(namesOf);
  const words = headers.filter(({ key }) => spoken.has(key)).map(({ value }) => decodeWords(value));
  return [...new Set([...people, ...words])].join('\n');
}

function namesOf({ name, group = [] }: Address): readonly string[] {
  return [name, ...group.map((member) => member.name)].filter((one) => one !== '' && !one.includes('@'));
}

const letterStart = /^From \S+ .*\d{4}.*$/m;

/** A box of letters (mbox): each begins with a line of its own. */
export async function* readMailbox(bytes: Uint8Array, { budget }: Tools): AsyncGenerator<Piece> {
  const box = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const letters = box.split(letterStart).filter((letter) => letter.trim() !== '');
  for (const [index, letter] of letters.entries()) {
    budget.spend('entries');
    // Lines of a letter that begin like a new one were quoted.
    const unquoted = letter.trimStart().replaceAll(/^>(?=>*From )/gm, '');
    yield filePiece(`第${index + 1}封`, Buffer.from(unquoted, 'latin1'));
  }
}

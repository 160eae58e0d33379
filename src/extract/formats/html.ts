import { Parser } from 'htmlparser2';
import { decodeText } from '#extract/decode-text.ts';
import { textPiece, filePiece, type Piece } from '#extract/piece.ts';
import { Unread } from '#extract/unread.ts';
import { tidy } from '#extract/formats/xml.ts';

/** A page or an export of chats; pictures written into it are read in their turn. */
export async function* readHtml(bytes: Uint8Array): AsyncGenerator<Piece> {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const declared = /<meta[^>]+charset=["']?\s*(gbk|gb2312|gb18030|big5)/i.exec(head)?.[1];
  const text = declared ? new TextDecoder(declared).decode(bytes) : decodeText(bytes);
  if (text === null) throw new Unread('corrupt');
  yield* htmlPieces(text);
}

export function htmlPieces(html: string): readonly Piece[] {
  const { words, pictures } = parsed(html);
  return [
    textPiece('正文', words),
    ...pictures.map((picture, index) => filePiece(`图片${index + 1}`, Buffer.from(picture, 'base64'))),
  ];
}

const silent = new Set(['script', 'style']);
const inline = new Set([
  'a',
  'abbr',
  'b',
  'em',
  'font',
  'i',
  'label',
  'mark',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'wbr',
]);

function parsed(html: string): { readonly words: string; readonly pictures: readonly string[] } {
  const out: string[] = [];
  const pictures: string[] = [];
  let silence = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (silent.has(name)) silence += 1;
        for (const key of ['alt', 'title', 'placeholder']) if (attributes[key]) out.push(` ${attributes[key]} `);
        const data = /^data:image\/[\w.+-]+;base64,/.exec(attributes['src'] ?? '')?.[0];
        if (data) pictures.push((attributes['src'] ?? '').slice(data.length));
        if (!inline.has(name)) out.push(name === 'td' || name === 'th' ? '\t' : '\n');
      },
      ontext(text) {
        if (silence === 0) out.push(text);
      },
      onclosetag(name) {
        if (silent.has(name)) silence -= 1;
        if (!inline.has(name) && name !== 'td' && name !== 'th') out.push('\n');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return { words: tidy(out.join('')), pictures };
}

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
  const { words, scripts, comments, pictures } = parsed(html);
  return [
    textPiece('正文', words),
    textPiece('脚本中的文字', wordsInScript(scripts)),
    textPiece('注释', comments),
    ...pictures.map((picture, index) => filePiece(`图片${index + 1}`, Buffer.from(picture, 'base64'))),
  ];
}

/** Exports of chats keep what they show in a script: what is quoted there in Chinese are words. */
function wordsInScript(script: string): string {
  const plain = script.replaceAll(/\\u([0-9a-f]{4})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  const quoted = plain.match(/"[^"\n]{1,2000}"|'[^'\n]{1,2000}'|`[^`]{1,2000}`/g) ?? [];
  return quoted
    .map((word) => word.slice(1, -1))
    .filter((word) => /\p{Script=Han}/u.test(word))
    .join('\n');
}

const silent = new Set(['script', 'style']);
/** Words that nobody sees in place: hints, alternatives, fields filled in, what a page says of itself. */
const spoken = ['alt', 'title', 'placeholder', 'aria-label', 'summary'];
const written = new Set(['input', 'button', 'option']);
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
  'tspan',
  'u',
  'wbr',
]);

interface Parsed {
  readonly words: string;
  readonly scripts: string;
  readonly comments: string;
  /** Base 64. */
  readonly pictures: readonly string[];
}

function parsed(html: string): Parsed {
  const out: string[] = [];
  const [scripts, comments]: [string[], string[]] = [[], []];
  const pictures: string[] = [];
  let [silence, isScript] = [0, false];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (silent.has(name)) silence += 1;
        if (name === 'script') isScript = true;
        out.push(...attributeWords(name, attributes));
        const source = attributes['src'] ?? attributes['href'] ?? attributes['xlink:href'] ?? '';
        const data = /^data:image\/[\w.+-]+;base64,/.exec(source)?.[0];
        if (data) pictures.push(source.slice(data.length));
        if (!inline.has(name)) out.push(name === 'td' || name === 'th' ? '\t' : '\n');
      },
      ontext(text) {
        if (silence === 0) out.push(text);
        else if (isScript) scripts.push(text);
      },
      oncomment(text) {
        if (/\p{Script=Han}/u.test(text)) comments.push(text.trim());
      },
      onclosetag(name) {
        if (silent.has(name)) silence -= 1;
        if (name === 'script') isScript = false;
        if (!inline.has(name) && name !== 'td' && name !== 'th') out.push('\n');
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return { words: tidy(out.join('')), scripts: scripts.join(''), comments: comments.join('\n'), pictures };
}

function attributeWords(name: string, attributes: Readonly<Record<string, string>>): readonly string[] {
  const keys = [...spoken, ...(written.has(name) ? ['value'] : [])];
  const said = keys.map((key) => attributes[key] ?? '').filter((word) => word !== '');
  const isAbout = name === 'meta' && /^(?:description|keywords|author)$/i.test(attributes['name'] ?? '');
  return [...said, ...(isAbout ? [attributes['content'] ?? ''] : [])].map((word) => ` ${word} `);
}

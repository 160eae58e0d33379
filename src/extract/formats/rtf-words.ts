export interface RtfWords {
  /** Place → text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Hex digits. */
  readonly pictures: readonly string[];
  readonly objects: readonly string[];
}

/** Groups that say something elsewhere than in the body. */
const places: Readonly<Record<string, string>> = {
  header: '页眉', headerl: '页眉', headerr: '页眉', headerf: '页眉',
  footer: '页脚', footerl: '页脚', footerr: '页脚', footerf: '页脚',
  footnote: '脚注', annotation: '批注', info: '文档属性', userprops: '文档属性',
};
/** Tables of the format itself, and hex. */
const silent = new Set([
  'fonttbl', 'colortbl', 'stylesheet', 'listtable', 'listoverridetable', 'rsidtbl', 'themedata', 'colorschememapping',
  'latentstyles', 'datastore', 'generator', 'fldinst', 'pntext', 'xmlnstbl', 'nonshppict', 'blipuid', 'picprop',
]);
const breaks: Readonly<Record<string, string>> = { par: '\n', line: '\n', row: '\n', page: '\n', sect: '\n', cell: '\t', tab: '\t' };
const charsets: Readonly<Record<string, string>> = { 936: 'gb18030', 950: 'big5', 932: 'shift_jis', 949: 'euc-kr', 65_001: 'utf-8' };
/** \fcharset of a font overrides the code page of the file. */
const fontCharsets: Readonly<Record<string, string>> = { 134: 'gb18030', 136: 'big5', 128: 'shift_jis', 129: 'euc-kr' };

interface Group {
  place: string;
  mode: 'words' | 'silent' | 'picture' | 'object' | 'fonts';
  /** How many plain characters follow each \u and repeat it. */
  fallback: number;
  encoding: string;
  font: string;
}

const token = /\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gy;

export function parseRtf(rtf: string): RtfWords {
  const texts = new Map<string, string>();
  const [pictures, objects]: [string[], string[]] = [[], []];
  const fonts = new Map<string, string>();
  let group: Group = { place: '正文', mode: 'words', fallback: 1, encoding: 'gb18030', font: '' };
  const stack: Group[] = [];
  let [pending, skip, isStarred]: [number[], number, boolean] = [[], 0, false];

  const say = (text: string): void => {
    if (group.mode === 'words') texts.set(group.place, (texts.get(group.place) ?? '') + text);
  };
  const flush = (): void => {
    if (pending.length === 0) return;
    say(new TextDecoder(fonts.get(group.font) ?? group.encoding).decode(Uint8Array.from(pending)));
    pending = [];
  };
  const hear = (text: string): void => {
    const last = group.mode === 'picture' ? pictures : objects;
    if (group.mode === 'picture' || group.mode === 'object') last.push((last.pop() ?? '') + text.replaceAll(/[^0-9a-fA-F]/g, ''));
    else {
      const rest = text.slice(skip);
      skip = Math.max(0, skip - text.length);
      for (const char of rest) if (char.charCodeAt(0) > 127) pending.push(char.charCodeAt(0));
        else {
          if (pending.length > 0) pending.push(char.charCodeAt(0));
          else say(char);
        }
      flush();
    }
  };
  const control = (word: string, given: string | undefined): void => {
    if (isStarred && !(word in places) && !['shppict', 'objdata', 'shptxt', 'annotation'].includes(word)) group.mode = 'silent';
    isStarred = false;
    if (silent.has(word)) group.mode = word === 'fonttbl' ? 'fonts' : 'silent';
    else if (word === 'pict') [group.mode] = ['picture', pictures.push('')];
    else if (word === 'objdata') [group.mode] = ['object', objects.push('')];
    else if (word in places && group.mode === 'words') group.place = places[word] ?? group.place;
    else if (word === 'ansicpg' && given) group.encoding = charsets[given] ?? group.encoding;
    else if (word === 'uc' && given) group.fallback = Number(given);
    else if (word === 'f' && given) group.font = given;
    else if (word === 'fcharset' && given && group.mode === 'fonts') fonts.set(group.font, fontCharsets[given] ?? group.encoding);
    else if (word === 'u' && given) {
      say(String.fromCharCode(Number(given) & 0xffff));
      skip = group.fallback;
    } else if (breaks[word]) say(breaks[word]);
  };

  for (const [whole, hex, word, number, symbol, brace, text] of rtf.matchAll(token)) {
    if (hex !== undefined) {
      if (skip > 0) skip -= 1;
      else pending.push(Number.parseInt(hex, 16));
      continue;
    }
    if (text !== undefined) {
      hear(text);
      continue;
    }
    flush();
    if (brace === '{') stack.push({ ...group });
    else if (brace === '}') [group, skip] = [stack.pop() ?? group, 0];
    else if (word !== undefined) control(word, number);
    else if (symbol === '*') isStarred = true;
    else if (symbol === '~') say(' ');
    else if (symbol !== undefined && '\\{}'.includes(symbol)) say(symbol);
    else if (whole === '') break;
  }
  flush();
  return { texts, pictures, objects };
}

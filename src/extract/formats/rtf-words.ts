import { breaks, codePages, fontCharsets, places, silent, starred } from '#extract/formats/tables/rtf.ts';

export interface RtfWords {
  /** Place → text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Hex digits. */
  readonly pictures: readonly string[];
  readonly objects: readonly string[];
}

/** What a brace opens inherits all of it and, closing, gives it back. */
interface Group {
  readonly place: string;
  readonly mode: 'words' | 'silent' | 'picture' | 'object' | 'fonts';
  /** How many plain characters follow each \u and repeat it. */
  readonly repeats: number;
  readonly encoding: string;
  readonly font: string;
}

interface Reading {
  readonly texts: Map<string, string>;
  readonly pictures: string[];
  readonly objects: string[];
  readonly fonts: Map<string, string>;
  readonly stack: Group[];
  group: Group;
  /** Bytes of words not decoded yet. */
  bytes: number[];
  skip: number;
  isStarred: boolean;
}

const token = /\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gy;

/** `rtf` holds one character a byte. */
export function parseRtf(rtf: string): RtfWords {
  const reading: Reading = {
    texts: new Map(),
    pictures: [],
    objects: [],
    fonts: new Map(),
    stack: [],
    group: { place: '正文', mode: 'words', repeats: 1, encoding: 'gb18030', font: '' },
    bytes: [],
    skip: 0,
    isStarred: false,
  };
  for (const [, hex, word, number, symbol, brace, text] of rtf.matchAll(token)) {
    if (hex !== undefined) hearBytes(reading, [Number.parseInt(hex, 16)]);
    else if (text !== undefined) hearText(reading, text);
    else {
      flush(reading);
      if (brace !== undefined) hearBrace(reading, brace);
      else if (word !== undefined) hearWord(reading, word, number ?? '');
      else if (symbol !== undefined) hearSymbol(reading, symbol);
    }
  }
  flush(reading);
  return reading;
}

function hearBytes(reading: Reading, bytes: readonly number[]): void {
  const heard = bytes.slice(reading.skip);
  reading.skip = Math.max(0, reading.skip - bytes.length);
  reading.bytes.push(...heard);
}

function hearText(reading: Reading, text: string): void {
  const { mode } = reading.group;
  if (mode === 'picture' || mode === 'object') {
    const list = mode === 'picture' ? reading.pictures : reading.objects;
    list.push((list.pop() ?? '') + text.replaceAll(/[^0-9a-fA-F]/g, ''));
  } else for (const part of text.match(/[^]{1,4096}/g) ?? []) hearBytes(reading, [...Buffer.from(part, 'latin1')]);
}

/** The second half of a character may be a plain letter, so bytes are decoded together. */
function flush(reading: Reading): void {
  const { bytes, fonts, group } = reading;
  if (bytes.length === 0) return;
  reading.bytes = [];
  say(reading, new TextDecoder(fonts.get(group.font) ?? group.encoding).decode(Uint8Array.from(bytes)));
}

function say({ texts, group }: Reading, text: string): void {
  if (group.mode === 'words') texts.set(group.place, (texts.get(group.place) ?? '') + text);
}

function hearBrace(reading: Reading, brace: string): void {
  reading.skip = 0;
  reading.isStarred = false;
  if (brace === '{') reading.stack.push(reading.group);
  else reading.group = reading.stack.pop() ?? reading.group;
}

function hearSymbol(reading: Reading, symbol: string): void {
  if (symbol === '*') reading.isStarred = true;
  else if (symbol === '~') say(reading, ' ');
  else if ('\\{}'.includes(symbol)) say(reading, symbol);
}

function hearWord(reading: Reading, word: string, number: string): void {
  const { group } = reading;
  const isUnknown = reading.isStarred && !starred.has(word);
  reading.isStarred = false;
  if (isUnknown || silent.has(word)) reading.group = { ...group, mode: 'silent' };
  else if (word === 'pict' || word === 'objdata') openHex(reading, word);
  else if (word === 'fonttbl') reading.group = { ...group, mode: 'fonts' };
  else if (word === 'u') {
    say(reading, String.fromCharCode(Number(number) & 0xffff));
    reading.skip = group.repeats;
  } else if (group.mode === 'words' && places.has(word))
    reading.group = { ...group, place: places.get(word) ?? group.place };
  else if (breaks.has(word)) say(reading, breaks.get(word) ?? '');
  else setEncoding(reading, word, number);
}

function openHex(reading: Reading, word: 'pict' | 'objdata'): void {
  reading.group = { ...reading.group, mode: word === 'pict' ? 'picture' : 'object' };
  (word === 'pict' ? reading.pictures : reading.objects).push('');
}

function setEncoding(reading: Reading, word: string, number: string): void {
  const { group, fonts } = reading;
  if (word === 'ansicpg') reading.group = { ...group, encoding: codePages.get(number) ?? group.encoding };
  else if (word === 'uc') reading.group = { ...group, repeats: Number(number) };
  else if (word === 'f') reading.group = { ...group, font: number };
  else if (word === 'fcharset' && group.mode === 'fonts')
    fonts.set(group.font, fontCharsets.get(number) ?? group.encoding);
}

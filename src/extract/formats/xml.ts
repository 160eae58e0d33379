import { SaxesParser } from 'saxes';
import { decodeText } from '#extract/decode-text.ts';
import { Unread } from '#extract/unread.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlEars {
  /** `name` without its prefix: producers differ in prefixes and even in namespaces. */
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Walks an XML text. Faults are read over: a page that a viewer mends is mended here too. No entity of a document is expanded. */
export function readXml(bytes: Uint8Array, ears: XmlEars): void {
  const text = decodeXml(bytes);
  const parser = new SaxesParser({ xmlns: false, position: false });
  let [faults, tags] = [0, 0];
  parser.on('error', () => void faults++);
  parser.on('opentag', (tag) => {
    tags += 1;
    ears.open?.(localName(tag.name), localAttributes(tag.attributes));
  });
  parser.on('closetag', (tag) => ears.close?.(localName(tag.name)));
  parser.on('text', (part) => ears.text?.(part));
  parser.on('cdata', (part) => ears.text?.(part));
  withoutTraces(() => parser.write(text).close());
  if (faults > 0 && tags === 0) throw new Unread('corrupt');
}

/** Every fault is an error object: where one came from nobody asks, and a hostile text has a hundred thousand. */
function withoutTraces(parse: () => void): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    parse();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export interface Grammar {
  /** Elements whose characters are words; all of them where the format marks none. */
  readonly words: ReadonlySet<string> | 'all';
  /** Elements that end a line, a cell. */
  readonly lines: ReadonlySet<string> | 'all';
  readonly tabs?: ReadonlySet<string>;
  /** Said once already elsewhere. */
  readonly skips?: ReadonlySet<string>;
  /** Only what stands inside of these. */
  readonly only?: ReadonlySet<string>;
  /** Words that stand in attributes: element → attribute. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  /** Two ways of saying the same: the second counts only where the first is missing from their group. */
  readonly either?: { readonly group: string; readonly first: string; readonly second: string };
  /** Elements that stand for a character. */
  readonly signs?: (name: string, attributes: Attributes) => string;
}

/** The words of an XML part by a grammar, in the order they stand. */
export function wordsOf(bytes: Uint8Array, grammar: Grammar): string {
  const out: string[] = [];
  const { words, lines, tabs, skips, only, attributes = {}, signs, either } = grammar;
  let [speaking, skipping, inside] = [0, 0, 0];
  const said: boolean[] = [];
  const isRepeat = (name: string): boolean => name === either?.second && said.at(-1) === true;
  const isHeard = (): boolean => skipping === 0 && (only === undefined || inside > 0);
  readXml(bytes, {
    open(name, given) {
      if (only?.has(name)) inside += 1;
      if (name === either?.group) said.push(false);
      if (name === either?.first) said.splice(-1, 1, true);
      if (skips?.has(name) || isRepeat(name)) skipping += 1;
      if (words !== 'all' && words.has(name)) speaking += 1;
      if (!isHeard()) return;
      for (const key of attributes[name] ?? []) if (given[key]) out.push(`${given[key]}\n`);
      if (signs) out.push(signs(name, given));
    },
    close(name) {
      if (isHeard()) {
        if (lines === 'all' || lines.has(name)) out.push('\n');
        else if (tabs?.has(name)) out.push('\t');
      }
      if (only?.has(name)) inside -= 1;
      if (skips?.has(name) || isRepeat(name)) skipping -= 1;
      if (name === either?.group) said.pop();
      if (words !== 'all' && words.has(name)) speaking -= 1;
    },
    text(text) {
      if (isHeard() && (words === 'all' || speaking > 0)) out.push(text);
    },
  });
  return tidy(out.join(''));
}

/** No line of white space alone, no white space at the ends of lines. */
export function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+\n/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

function decodeXml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1];
  if (declared && !/^utf-?(?:8|16)$/i.test(declared)) {
    const decoder = decoderOf(declared);
    if (decoder) return decoder.decode(bytes);
  }
  const text = decodeText(bytes);
  if (text === null) throw new Unread('corrupt');
  return text;
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localAttributes(given: Readonly<Record<string, string>>): Attributes {
  const names = Object.keys(given);
  if (!names.some((name) => name.includes(':'))) return given;
  return Object.fromEntries(names.map((name) => [localName(name), given[name] ?? '']));
}

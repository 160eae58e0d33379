import { isUtf8 } from 'node:buffer';

/** A stretch of the original text that is writing in code, and what it says. */
export interface Decoded {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Code longer than this is looked at up to here. */
const mostUnits = 64_000;
const mostRuns = 50;
const han = /[\u4e00-\u9fff]/;

interface Code {
  /** A sign without which there is no such code. */
  readonly sign: string;
  readonly runs: RegExp;
  decode(run: string): string;
}

const codes: readonly Code[] = [
  { sign: '%u', runs: /(?:%u[0-9a-f]{4})+/gi, decode: (run) => fromNumbers(run, /%u([0-9a-f]{4})/gi, 16) },
  { sign: '%', runs: /(?:[\w.~-]{0,8}%[0-9a-f]{2}){4,}[\w.~-]{0,8}/gi, decode: fromPercent },
  {
    sign: '\\',
    runs: /(?:\\u\{?[0-9a-f]{4,5}\}?\s?){1,}/gi,
    decode: (run) => fromNumbers(run, /\\u\{?([0-9a-f]{4,5})/gi, 16),
  },
  {
    sign: '\\',
    runs: /(?:\\x[0-9a-f]{2}){3,}/gi,
    decode: (run) => fromBytes(Uint8Array.from(run.match(/[0-9a-f]{2}/gi) ?? [], (hex) => Number.parseInt(hex, 16))),
  },
  {
    sign: '&',
    runs: /(?:&#(?:x[0-9a-f]{2,6}|\d{2,7});?\s?){1,}/gi,
    decode: (run) =>
      fromNumbers(
        run.replace(/&#(\d+)/g, (_, digits) => `&#x${Number(digits).toString(16)}`),
        /x([0-9a-f]+)/gi,
        16,
      ),
  },
];
const base64 = /[a-z0-9+/_-]{8,}={0,2}/gi;
const longRun = /[a-z0-9+/_-]{8}/i;
const utf8 = new TextDecoder();
const gb18030 = new TextDecoder('gb18030', { fatal: true });

/** What stands in code in a text and says something in Han characters: percent, \u and \x, HTML entities, base64. */
export function decodedIn(original: string): readonly Decoded[] {
  const found: Decoded[] = [];
  for (const { sign, runs, decode } of codes) if (original.includes(sign)) collect(original, runs, decode, found);
  if (longRun.test(original)) collect(original, base64, fromBase64, found);
  return found;
}

function collect(original: string, runs: RegExp, decode: (run: string) => string, found: Decoded[]): void {
  let looked = 0;
  for (const match of original.matchAll(runs)) {
    looked += match[0].length;
    if (looked > mostUnits || found.length >= mostRuns) return;
    const text = decode(match[0]);
    if (han.test(text)) found.push({ start: match.index, end: match.index + match[0].length, text });
  }
}

function fromPercent(run: string): string {
  const bytes: number[] = [];
  for (let index = 0; index < run.length; index++) {
    const hex = run[index] === '%' ? run.slice(index + 1, index + 3) : '';
    bytes.push(hex === '' ? run.charCodeAt(index) : Number.parseInt(hex, 16));
    if (hex !== '') index += 2;
  }
  return fromBytes(Uint8Array.from(bytes)) || fromGb18030(Uint8Array.from(bytes));
}

function fromBase64(run: string): string {
  // Words of letters alone are decoded too; what comes out of them is no UTF-8 or no Han.
  return fromBytes(Buffer.from(run, 'base64'));
}

function fromNumbers(run: string, numbers: RegExp, radix: number): string {
  return Array.from(run.matchAll(numbers), ([, digits]) => {
    const code = Number.parseInt(digits ?? '', radix);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }).join('');
}

/** Asked first: most of what looks like base64 is a word, and an error costs more than all the rest. */
function fromBytes(bytes: Uint8Array): string {
  return isUtf8(bytes) ? utf8.decode(bytes) : '';
}

function fromGb18030(bytes: Uint8Array): string {
  try {
    return gb18030.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}

import { isUtf8 } from 'node:buffer';

/** Enough to tell text from anything else. */
const sniffed = 4096;
/** Enough to tell one encoding from another. */
const judged = 65_536;

/** True when the bytes are UTF-16 or hold hardly any control bytes. Signatures are looked at before. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (utf16Of(bytes) !== null) return true;
  const head = bytes.subarray(0, sniffed);
  let strange = 0;
  for (const byte of head)
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) strange++;
  return strange * 50 <= head.length;
}

/** The text, or null when the bytes are text in none of the encodings in use here. One bad byte does not hide the rest. */
export function decodeText(bytes: Uint8Array): string | null {
  const utf16 = utf16Of(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  const whole = decodeStrictly(bytes);
  if (whole !== null) return whole;
  const head = bytes.subarray(0, judged);
  const [best] = ['utf-8', 'gb18030', 'big5']
    .map((encoding) => ({ encoding, likeness: likenessOf(new TextDecoder(encoding).decode(head)) }))
    .toSorted((one, other) => other.likeness - one.likeness);
  if (best && best.likeness > 0.5) return new TextDecoder(best.encoding).decode(bytes);
  const isMostlyPlain = head.filter((byte) => byte >= 0x80).length * 20 < head.length;
  return isMostlyPlain ? new TextDecoder('latin1').decode(bytes) : null;
}

/** By its mark; where there is none, by what either order makes of the bytes: Chinese alone has no zeros that would tell. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 512);
  if (head.length < 8) return null;
  const least = head.includes(0) ? 0.8 : 0.95;
  if (!head.includes(0) && (bytes.length % 2 === 1 || isPlausibleUtf8(head))) return null;
  const orders = ['utf-16le', 'utf-16be'] as const;
  return orders.find((order) => isWritten(new TextDecoder(order).decode(head), least)) ?? null;
}

/** What is cut off in the middle of a character counts too. */
function isPlausibleUtf8(head: Uint8Array): boolean {
  return [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
}

function isWritten(text: string, least: number): boolean {
  const chars = [...text];
  const known = chars.filter((char) => /[\x20-\x7e\t\r\n]/.test(char) || isCommon(char));
  return known.length > chars.length * least;
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

let common: ReadonlySet<string> | null = null;

/** How far a decoded text consists of characters people write: 1 all, below 0 hardly any. */
function likenessOf(text: string): number {
  let [score, count] = [0, 0];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) {
      // Plain letters look the same in every encoding.
      if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) score -= 1;
      continue;
    }
    count += 1;
    if (isCommon(char)) score += 1;
    else if (code === 0xfffd || (code >= 0xe000 && code < 0xf900)) score -= 2;
  }
  return count === 0 ? 0 : score / count;
}

/** A Chinese character in common use, kana, or punctuation that goes with them. */
function isCommon(char: string): boolean {
  common ??= new Set([...zone('gb18030', 0xb0, 0xd7), ...zone('big5', 0xa4, 0xc6)]);
  return common.has(char) || /[\u3000-\u30ff\uff00-\uff5f]/.test(char);
}

/** The characters in common use are the first zone of either standard, sorted by sound or by strokes. */
function zone(encoding: string, from: number, to: number): readonly string[] {
  const codes: number[] = [];
  for (let lead = from; lead <= to; lead++) for (let trail = 0xa1; trail <= 0xfe; trail++) codes.push(lead, trail);
  if (encoding === 'big5')
    for (let lead = from; lead <= to; lead++) for (let trail = 0x40; trail <= 0x7e; trail++) codes.push(lead, trail);
  return [...new TextDecoder(encoding).decode(Uint8Array.from(codes))].filter((char) => char !== '\ufffd');
}

import { isUtf8 } from 'node:buffer';
import { decodeText } from '#extract/decode-text.ts';

/** Encodings by names only some systems know. */
const alias = /(charset\s*=\s*"?)(?:cp|ms|windows-)936/gi;
const boundary = /boundary\s*=\s*"?([^";\r\n]+)/gi;

/**
 * Letters of old programs have bytes of GBK in heads and names of files, and bodies that do not say what they are:
 * both become UTF-8. What says its encoding stays as it is.
 */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  const letter = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const named = letter.replaceAll(alias, '$1gbk');
  if (isUtf8(bytes)) return named === letter ? bytes : Buffer.from(named, 'latin1');
  const parts = new Set([...named.matchAll(boundary)].map(([, mark]) => `--${mark ?? ''}`));
  let [isHead, isTold] = [true, false];
  const lines = named.split('\n').map((line) => {
    if (parts.has(line.trimEnd())) [isHead, isTold] = [true, false];
    else if (isHead && line.trim() === '') isHead = false;
    if (isHead && /charset\s*=/i.test(line)) isTold = true;
    return isTold && !isHead ? line : inUtf8(line);
  });
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** One character a byte, before and after. */
function inUtf8(line: string): string {
  const bytes = Buffer.from(line, 'latin1');
  if (isUtf8(bytes)) return line;
  const text = decodeText(bytes);
  return text === null ? line : Buffer.from(text).toString('latin1');
}

import { looksLikeText } from '#extract/decode-text.ts';

export type FileKind =
  | 'pdf'
  | 'zip'
  | 'cfb'
  | 'gzip'
  | 'seven-zip'
  | 'tar'
  | 'rtf'
  | 'mail'
  | 'mailbox'
  | 'tnef'
  | 'html'
  | 'xml'
  | 'picture'
  | 'heic'
  | 'text'
  | 'litter'
  | 'unknown';

type Mark = readonly [kind: FileKind, mark: string, at?: number];

/** Signatures, one character a byte. What 7-Zip unpacks goes to it. */
const marks: readonly Mark[] = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['zip', 'PK\x07\x08'],
  ['cfb', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['gzip', '\x1f\x8b\x08'],
  ['seven-zip', '7z\xbc\xaf\x27\x1c'],
  ['seven-zip', 'Rar!\x1a\x07'],
  ['seven-zip', 'BZh'],
  ['seven-zip', '\xfd7zXZ\x00'],
  ['seven-zip', '\x28\xb5\x2f\xfd'],
  ['seven-zip', 'MSCF\x00\x00\x00\x00'],
  ['seven-zip', '\x60\xea'],
  ['seven-zip', '-lh', 2],
  ['seven-zip', '!<arch>\n'],
  ['seven-zip', '070701'],
  ['tar', 'ustar', 257],
  ['seven-zip', 'CD001', 32_769],
  ['seven-zip', '\x1f\x9d'],
  ['seven-zip', 'MSWIM\x00\x00\x00'],
  ['rtf', '{\\rt'],
  ['tnef', '\x78\x9f\x3e\x22'],
  ['picture', '\x89PNG\r\n\x1a\n'],
  ['picture', '\xff\xd8\xff'],
  ['picture', 'GIF8'],
  ['picture', 'BM', 0],
  ['picture', 'II*\x00'],
  ['picture', 'MM\x00*'],
  ['picture', 'WEBP', 8],
  ['picture', 'ftypavif', 4],
  ['picture', 'ftypavis', 4],
  ['heic', 'ftypheic', 4],
  ['heic', 'ftypheix', 4],
  ['heic', 'ftypheim', 4],
  ['heic', 'ftypheis', 4],
  ['heic', 'ftyphevc', 4],
  ['heic', 'ftyphevx', 4],
  ['heic', 'ftypmif1', 4],
  ['heic', 'ftypmsf1', 4],
  ['picture', '\x00\x00\x00\x0cjP  '],
  ['picture', '\x97JB2'],
  ['picture', '\xd7\xcd\xc6\x9a'],
  ['picture', ' EMF', 40],
  ['picture', '\x01\x00\x09\x00\x00\x03'],
  // What systems and producers leave lying about: forks of macOS, fonts.
  ['litter', '\x00\x01\x00\x00'],
  ['litter', 'OTTO'],
  ['litter', 'ttcf'],
  ['litter', 'true\x00'],
  ['litter', '\x00\x05\x16\x07'],
  ['litter', '\x00\x00\x00\x01Bud1'],
];

/** What a file is, by its bytes alone: names and what a platform says are never trusted. */
export function sniff(bytes: Uint8Array): FileKind {
  const at = (from: number, length: number): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, from + length);
  // A PDF may have rubbish before its mark.
  const head = at(0, 1024);
  if (head.includes('%PDF-')) return 'pdf';
  const found = marks.find(([kind, mark, place = 0]) => at(place, mark.length) === mark && isSure(kind, mark, bytes));
  // A file of many kinds of pictures says beside its own name what is in it.
  if (found?.[0] === 'heic' && /^.{8}mif1[^]{4,80}avif/s.test(head)) return 'picture';
  if (found) return found[0];
  return looksLikeText(bytes) ? textKind(head.replaceAll('\x00', '')) : 'unknown';
}

export function isPicture(kind: FileKind): boolean {
  return kind === 'picture' || kind === 'heic';
}

/** Two letters may begin any text. */
function isSure(kind: FileKind, mark: string, bytes: Uint8Array): boolean {
  if (mark === 'BM') return bytes[6] === 0 && bytes[7] === 0 && bytes[8] === 0 && bytes[9] === 0;
  if (mark === 'BZh') return (bytes[3] ?? 0) >= 0x31 && (bytes[3] ?? 0) <= 0x39 && bytes[4] === 0x31;
  return kind !== 'picture' || mark.length > 2;
}

const mailHead = /^(?:[a-z][\w-]{1,60}:.*\r?\n(?:[ \t].*\r?\n)*){2}/i;
/** Fields no notes of a person begin with. */
const mailField =
  /^(?:mime-version|received|return-path|message-id|content-type|content-transfer-encoding|x-mailer):/im;
const addressed = /^from:.*@/im;

function textKind(head: string): FileKind {
  const start = head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '');
  if (/^From \S+ .*\d{4}.*\r?\n[\w-]+:/.test(start)) return 'mailbox';
  if (mailHead.test(start) && (mailField.test(headOf(start)) || addressed.test(headOf(start)))) return 'mail';
  if (/^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|div|p\b|span|svg\b)/i.test(start))
    return 'html';
  if (/^<\?xml[^>]*\?>\s*(?:<!DOCTYPE html|<html)/i.test(start)) return 'html';
  if (/^<\?xml[^>]*\?>\s*(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<(?:svg:)?svg\b/i.test(start)) return 'html';
  return /^<\?xml\b/.test(start) ? 'xml' : 'text';
}

/** Up to the first empty line: what follows are words. */
function headOf(start: string): string {
  return start.split(/\r?\n\r?\n/, 1)[0] ?? '';
}

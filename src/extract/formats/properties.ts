import { decodeText } from '#extract/decode-text.ts';
import { textPiece, type Piece } from '#extract/piece.ts';
import type { CfbItem } from '#extract/formats/cfb.ts';

const propertySets = new Set(['\u0005SummaryInformation', '\u0005DocumentSummaryInformation']);

/** Title, keywords and the fields a unit has added (密级), from the property sets of a compound file ([MS-OLEPS]). */
export function propertyPieces(items: readonly CfbItem[]): readonly Piece[] {
  const sets = items.filter(({ path }) => propertySets.has(path));
  const words = sets.flatMap((item) => stringsOf(Buffer.from(item.bytes())));
  return words.length > 0 ? [textPiece('文档属性', words.join('\n'))] : [];
}

function stringsOf(set: Buffer): readonly string[] {
  if (set.length < 48) return [];
  const sections = Math.min(4, set.readUInt32LE(24));
  const found: string[] = [];
  for (let index = 0; index < sections; index++) {
    const place = 28 + index * 20 + 16;
    if (place + 4 <= set.length) found.push(...sectionStrings(set, set.readUInt32LE(place)));
  }
  return found;
}

function sectionStrings(set: Buffer, from: number): readonly string[] {
  if (from + 8 > set.length) return [];
  const count = Math.min(500, set.readUInt32LE(from + 4));
  const found: string[] = [];
  for (let index = 0; index < count; index++) {
    const place = from + 8 + index * 8;
    if (place + 8 > set.length) break;
    const id = set.readUInt32LE(place);
    const word = id === 0 ? null : stringAt(set, from + set.readUInt32LE(place + 4));
    if (word !== null && word.trim() !== '') found.push(word.trim());
  }
  return found;
}

/** VT_LPSTR (30) and VT_LPWSTR (31). */
function stringAt(set: Buffer, at: number): string | null {
  if (at + 8 > set.length) return null;
  const [type, length] = [set.readUInt32LE(at), set.readUInt32LE(at + 4)];
  if (type === 31)
    return set
      .subarray(at + 8, at + 8 + length * 2)
      .toString('utf16le')
      .replaceAll('\0', '');
  if (type !== 30) return null;
  const bytes = set.subarray(at + 8, at + 8 + length);
  const end = bytes.indexOf(0);
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end));
}

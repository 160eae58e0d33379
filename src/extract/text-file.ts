import type { Extracted, Extractor } from '#model/extractor.ts';
import type { FileRef } from '#model/post.ts';
import { decodeText, looksLikeText } from '#extract/decode-text.ts';

/** Plain text is read whole up to here; more is a gap, not a part. */
const mostBytes = 2 * 1024 * 1024;

/** Text files in UTF-8, UTF-16 or GB 18030, by their bytes and not by their names. */
export function createTextFileExtractor(): Extractor {
  return {
    name: 'text-file',
    accepts: (_file, bytes) => looksLikeText(bytes),
    async extract(file, bytes) {
      return extractText(file, bytes);
    },
  };
}

function extractText(file: FileRef, bytes: Uint8Array): Extracted {
  const gap = { file: file.id, from: file.from, media: file.media };
  if (bytes.length > mostBytes) return { passages: [], gaps: [{ ...gap, why: 'oversize' }] };
  const text = decodeText(bytes);
  if (text === null) return { passages: [], gaps: [{ ...gap, why: 'corrupt' }] };
  if (text.trim() === '') return { passages: [], gaps: [{ ...gap, why: 'unreadable' }] };
  return { passages: [{ from: file.from, file: file.id, via: 'text', where: '文本', text }], gaps: [] };
}

import type { Extracted, Extractor } from '#model/extractor.ts';
import type { FileRef, Gap, Passage } from '#model/post.ts';
import type { GapPiece, TextPiece } from '#extract/piece.ts';
import type { Pool } from '#extract/pool/pool.ts';
import { isPicture, sniff } from '#extract/sniff.ts';

/** Every kind of file, read in the pool. Names of files inside files stand in passages alone: a gap is kept, and keeps no content. */
export function createFileExtractor(pool: Pick<Pool, 'read'>): Extractor {
  return {
    name: 'files',
    accepts: () => true,
    async extract(file, bytes, signal, watch = {}): Promise<Extracted> {
      const { texts, gaps } = await pool.read(bytes, signal, {
        ...(watch.onProgress ? { onProgress: watch.onProgress } : {}),
        ...(watch.isKnown ? { isKnown: watch.isKnown } : {}),
        onEarly: (piece) => watch.onEarly?.(passageOf(file, { kind: 'text', via: 'ocr', ...piece })),
      });
      const reasons = new Map(
        gaps.map((gap) => gapOf(file, bytes, gap)).map((gap) => [`${gap.media} ${gap.why}`, gap]),
      );
      return { passages: texts.map((piece) => passageOf(file, piece)), gaps: [...reasons.values()] };
    },
  };
}

function passageOf(file: FileRef, { via, where, text, layout, print }: TextPiece): Passage {
  return {
    from: file.from,
    file: file.id,
    via,
    where,
    text,
    ...(layout ? { layout } : {}),
    ...(print ? { print } : {}),
  };
}

/** Of the file as a whole its bytes say what it is, and the platform only where they don't. */
function gapOf(file: FileRef, bytes: Uint8Array, { where, why, media }: GapPiece): Gap {
  const kind = where === '' ? sniff(bytes) : null;
  const isSeen =
    kind === null ? media === 'picture' : isPicture(kind) || (kind === 'unknown' && file.media === 'picture');
  return { file: file.id, from: file.from, media: isSeen ? 'picture' : 'file', why };
}

import type { Fingerprint } from '#model/fingerprint.ts';
import { createFingerprintDetector } from '#detect/fingerprint/fingerprint-detector.ts';
import { commonPieces } from '#detect/fingerprint/fingerprint-rules.ts';
import { indexPieces } from '#detect/fingerprint/piece-index.ts';
import { fingerprintOf } from '#detect/fingerprint/print.ts';
import { sipHash } from '#lib/sip-hash.ts';
import { aPost, aReading } from '../../support/a-post.ts';
import { lessons } from '../support.ts';

export const hash = sipHash(new Uint8Array(16).fill(7));
export const common = commonPieces(lessons.fingerprints.common, hash);

/** A registered document of these words. */
export function aDocument(id: string, text: string, more: Partial<Fingerprint> = {}): Fingerprint {
  const grain = more.grain ?? 'fine';
  return {
    id, name: id, category: 'classified.work-secret', source: 'registered', confidence: 1, grain, addedAt: 0, endsAt: null, case: null,
    isLive: true, hashes: fingerprintOf([text], grain, hash) ?? new Float64Array(), ...more,
  }; // prettier-ignore
}

/** Findings in a post when these documents are known. */
export function finderOf(documents: readonly Fingerprint[]) {
  const index = indexPieces(documents, common);
  const detector = createFingerprintDetector({
    indexes: () => (index ? [index] : []),
    hash,
    rules: lessons.fingerprints,
  });
  return (text: string, sentAt = 1) => {
    const post = aPost({ body: text, sentAt });
    return detector.detect(aReading({ post }), AbortSignal.timeout(10_000));
  };
}

const signs =
  '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔';

/** Words of chance: the same number, the same words. */
export function wordsOf(seed: number, length: number): string {
  let state = (seed + 1) * 2654435761;
  return Array.from({ length }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return signs[(state >>> 8) % signs.length] ?? '';
  }).join('');
}

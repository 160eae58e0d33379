import { isSuspectedStateSecret } from '#model/category.ts';
import type { Detector, Finding } from '#model/finding.ts';
import type { Moment } from '#model/ids.ts';
import type { KnownPicture, Print } from '#model/picture.ts';

/** The picture taken back before that is the same, also cut, made smaller or saved anew. */
export type FindPicture = (print: Print, at: Moment) => KnownPicture | null;

/** What is seen again is never surer than this: a page of the same form may be another. */
const surest = 0.97;
/** From here on nothing it may say besides matters more. */
const sure = 0.9;

/** Knows photographs that were taken back before, in whatever group. */
export function createPictureDetector(find: FindPicture, rule: string): Detector {
  return {
    name: 'picture',
    async detect({ post, passages }, signal) {
      signal.throwIfAborted();
      return passages.flatMap(({ print, from, text }, passage): readonly Finding[] => {
        const known = print ? find(print, post.sentAt) : null;
        if (!known) return [];
        const confidence = Math.min(surest, known.confidence);
        const span = [0, text.length] as const;
        return [{ rule, category: known.category, confidence, passage, from, span, raised: ['same-picture'], lowered: [] }];
      });
    },
  };
}

/** Whether a picture need not be read: what it is known for goes before all it may say. */
export function isEnough(known: KnownPicture | null): boolean {
  return known !== null && isSuspectedStateSecret(known.category) && known.confidence >= sure;
}

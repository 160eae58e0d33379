import { isSuspectedStateSecret } from '#model/category.ts';
import type { Detector, Finding } from '#model/finding.ts';
import type { Moment } from '#model/ids.ts';
import type { KnownPicture, Print } from '#model/picture.ts';

/** A picture that was taken back before, and how like it is: 1 may be the same, also cut, made smaller or saved anew. */
export interface Likeness {
  readonly picture: KnownPicture;
  readonly likeness: number;
}
export type FindPicture = (print: Print, at: Moment) => Likeness | null;

/** Copies of a photograph come to 1.8, other pages of a form to 1.1, the same form with another matter above 1.3 (measured): those are read. */
const same = 1.7;
/** Of what is merely alike and could not be read; where it could its words have told. */
const suspected = 0.75;

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
        const found = print ? find(print, post.sentAt) : null;
        if (!found) return [];
        const { category, confidence: known, id: document } = found.picture;
        const isSame = found.likeness >= same;
        if (!isSame && text.trim() !== '') return [];
        const confidence = Math.min(isSame ? surest : suspected, known);
        const raised = isSame ? ['same-picture'] : [];
        return [{ rule, category, confidence, passage, from, span: [0, text.length], raised, lowered: [], document }];
      });
    },
  };
}

/** Whether a picture need not be read: what it is known for goes before all it may say. */
export function isEnough(found: Likeness | null): boolean {
  if (found === null || found.likeness < same) return false;
  const { category, confidence } = found.picture;
  return isSuspectedStateSecret(category) && confidence >= sure;
}

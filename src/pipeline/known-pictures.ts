import type { Case } from '#model/case.ts';
import { isSuspectedStateSecret, kindOf } from '#model/category.ts';
import type { Moment } from '#model/ids.ts';
import type { Reading } from '#model/post.ts';
import type { Change } from '#model/store.ts';
import type { Verdict } from '#model/verdict.ts';

interface Judged {
  readonly reading: Reading;
  readonly verdict: Verdict;
  readonly now: Moment;
}

const day = 24 * 3_600_000;
/** Of a suspected state secret even a print ends soon; of the rest with the tallies (data/retention.yaml). */
const [shortTerm, longTerm] = [30 * day, 180 * day];

/**
 * What is kept to know the pictures of a case again: of those that gave reason for it and of no others. Only of matter: personal data
 * may be taken out of a picture that looks much the same.
 */
export function picturesOf(one: Case | undefined, { reading, verdict, now }: Judged): Pick<Change, 'pictures'> {
  const { category, confidence, charged, outcome, reasons, steps } = verdict;
  const kind = category && kindOf(category);
  if (!one || !category || !charged || (kind !== 'classified' && kind !== 'scope')) return {};
  // One owner's topic is no wrong in another's group.
  if (category === 'scope.owner-topic') return {};
  const guilty = new Set(reasons.filter((reason) => kindOf(reason.category) === kind).map(({ passage }) => passage));
  const prints = reading.passages.flatMap(({ print, from }, index) =>
    print && from !== 'quote' && guilty.has(index) ? [print] : [],
  );
  if (prints.length === 0) return {};
  const isSecret = reasons.some((reason) => isSuspectedStateSecret(reason.category));
  const isAskedFor = steps.some((step) => step.do === 'retract' || step.do === 'request-recall');
  return {
    pictures: prints.map((print, index) => ({
      id: `${one.id}/${index + 1}`,
      case: one.id,
      category,
      confidence,
      addedAt: now,
      endsAt: now + (isSecret ? shortTerm : longTerm),
      isLive: one.withdrawnAt !== null || (outcome === 'violation' && isAskedFor),
      print,
    })),
  };
}

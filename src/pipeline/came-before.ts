import type { Case } from '#model/case.ts';
import { isSuspectedStateSecret, kindOf, type Category } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Grain } from '#model/fingerprint.ts';
import type { Moment } from '#model/ids.ts';
import type { Post, Reading } from '#model/post.ts';
import type { Change } from '#model/store.ts';
import type { Verdict } from '#model/verdict.ts';
import { lettersOf } from '#detect/fingerprint/letters.ts';

/** Fewer letters are anybody's: 发群里, 好的收到. */
const leastLetters = 8;
/** What a person has upheld is as sure as can be. */
const upheldSurely = 0.97;
const day = 24 * 3_600_000;
/** Of a suspected state secret even hashes end soon; of the rest with the tallies (data/retention.yaml). */
const terms: Readonly<Record<Grain, number>> = { coarse: 30 * day, fine: 180 * day };
/** Of a longer text the beginning is enough to know it again. */
const mostCharacters = 100_000;

/** A post of just the words and files of one that was taken back or upheld, in whatever group. */
export function repeatIn(reading: Reading, earlier: Case | null, rule: string): readonly Finding[] {
  const { post, passages } = reading;
  const passage = passages.findIndex(({ from }) => from !== 'quote');
  const first = passages[passage];
  if (!first || !earlier?.category || !isTelling(post) || dependsOnGroup(earlier.category)) return [];
  const confidence = earlier.state === 'upheld' ? upheldSurely : Math.min(upheldSurely, earlier.confidence);
  const span = [0, first.text.length] as const;
  const { category, id: document } = earlier;
  const about = { span, raised: ['same-words'], lowered: [], document };
  return [{ rule, category, confidence, passage, from: first.from, ...about }];
}

export function isTelling({ body, forwarded, files }: Post): boolean {
  return files.length > 0 || lettersOf([body, ...forwarded.map(({ text }) => text)].join('\n')).length >= leastLetters;
}

/** One owner's topic is no wrong in another's group. */
export function dependsOnGroup(category: Category): boolean {
  return category === 'scope.owner-topic' || category === 'scope.owner-rule';
}

interface Judged {
  readonly one: Case | undefined;
  readonly reading: Reading;
  readonly verdict: Verdict;
  readonly now: Moment;
}

/**
 * What is kept to know the post again. Only of matter: a notice whose telephone list was taken out is welcome, so personal data and
 * requests are known again by the same words alone.
 */
export function fingerprintFor(
  pieces: (texts: readonly string[], grain: Grain) => Float64Array | null,
  { one, reading, verdict, now }: Judged,
): Pick<Change, 'fingerprint'> {
  const { category, confidence, charged, reasons, outcome, steps } = verdict;
  const kind = category && kindOf(category);
  if (!one || !category || !charged || (kind !== 'classified' && kind !== 'scope') || dependsOnGroup(category))
    return {};
  const grain = reasons.some((reason) => isSuspectedStateSecret(reason.category)) ? 'coarse' : 'fine';
  const hashes = pieces(matterOf(reading), grain);
  if (!hashes) return {};
  const isAskedFor = steps.some((step) => step.do === 'retract' || step.do === 'request-recall');
  return {
    fingerprint: {
      id: one.id,
      name: one.id,
      category,
      source: 'withdrawn',
      confidence,
      grain,
      addedAt: now,
      endsAt: now + terms[grain],
      case: one.id,
      isLive: one.withdrawnAt !== null || (outcome === 'violation' && isAskedFor),
      hashes,
    },
  };
}

/** What was said and what stands in its files, without what others said before and without the files' names. */
function matterOf({ passages }: Reading): readonly string[] {
  let left = mostCharacters;
  return passages
    .filter(({ from, where }) => from !== 'quote' && where !== '文件名')
    .map(({ text }) => {
      const part = text.slice(0, Math.max(0, left));
      left -= part.length;
      return part;
    });
}

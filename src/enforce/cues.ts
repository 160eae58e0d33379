import type { Case } from '#model/case.ts';
import type { Catalogue } from '#model/catalogue.ts';
import type { Reason } from '#model/desk.ts';
import type { Finding } from '#model/finding.ts';
import { gapWords } from '#model/gap-words.ts';
import type { Origin } from '#model/post.ts';

const origins: Readonly<Record<Origin, string>> = { body: '消息', quote: '引用', forward: '转发' };

/** What the judgement rests on, in general words and without content: 消息中出现密级标志形式. */
export function cuesOf(one: Case, catalogue: Catalogue): readonly string[] {
  const found = one.reasons.map((finding) => sayFinding(finding, catalogue));
  const gaps = one.gaps.map(({ media, why }) => `有${media === 'picture' ? '图片' : '文件'}未读：${gapWords[why]}`);
  const failures = one.failures.length > 0 ? [`${one.failures.length} 项检查未能完成`] : [];
  return [...new Set([...found, ...gaps, ...failures])];
}

/** The same one by one, with what raised the confidence apart from what lowered it. */
export function reasonsOf(one: Case, catalogue: Catalogue): readonly Reason[] {
  const words = (cues: readonly string[]): readonly string[] => [
    ...new Set(cues.map((cue) => catalogue.cues?.get(cue) ?? '').filter((word) => word !== '')),
  ];
  const says = ({ rule, from }: Finding): string =>
    `${origins[from]}中出现：${catalogue.rules.get(rule)?.title ?? rule}`;
  // A rule that is met several times is said once, as sure as at its surest.
  const reasons = [...Map.groupBy(one.reasons, says)].map(([title, found]) => ({
    says: title,
    confidence: Math.max(...found.map(({ confidence }) => confidence)),
    raised: words(found.flatMap(({ raised }) => raised)),
    lowered: words(found.flatMap(({ lowered }) => lowered)),
  }));
  return reasons.toSorted((a, b) => b.confidence - a.confidence);
}

/** What could not be read, and why, without names of files. */
export function unreadOf(one: Case): readonly string[] {
  return one.gaps.map(({ media, why }) => `${media === 'picture' ? '图片' : '文件'}：${gapWords[why]}`);
}

function sayFinding({ rule, from, confidence, raised, lowered }: Finding, catalogue: Catalogue): string {
  const title = catalogue.rules.get(rule)?.title ?? rule;
  const words = (cue: string): readonly string[] => [catalogue.cues?.get(cue) ?? ''].filter((word) => word !== '');
  const more = raised.flatMap(words);
  const less = lowered.flatMap(words);
  const cues = [...more, ...less.map((word) => `另${word}`)];
  return `${origins[from]}中出现：${title}${cues.length > 0 ? `（${cues.join('，')}）` : ''}，把握${confidence >= 0.9 ? '高' : confidence >= 0.75 ? '中' : '低'}`;
}

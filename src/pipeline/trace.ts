import { isSuspectedStateSecret } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { Post, Reading } from '#model/post.ts';
import type { Trace } from '#model/store.ts';
import { shadowName } from '#model/unit-sheet.ts';
import type { Verdict } from '#model/verdict.ts';
import { counts } from '#detect/rules/rule.ts';
import { extensionOf, linkDomainsIn } from '#detect/links.ts';

/** All that stays of an examined post for 14 days: no text (decisions.md, Context). */
export function traceOf(
  reading: Reading,
  { verdict, findings }: { readonly verdict: Verdict; readonly findings: readonly Finding[] },
  more: { readonly sender: Pseudonym; readonly fingerprint: string; readonly onTrial: readonly Finding[] },
): Trace {
  const { post } = reading;
  const isSecret = verdict.reasons.some(({ category }) => isSuspectedStateSecret(category));
  return {
    post: post.id,
    group: post.group,
    sender: more.sender,
    at: post.sentAt,
    outcome: verdict.outcome,
    fingerprint: more.fingerprint,
    fileKinds: unique(post.files.map((file) => extensionOf(file.name))),
    linkDomains: isSecret
      ? []
      : unique(reading.passages.flatMap((passage) => linkDomainsIn(passage.text))).slice(0, 20),
    rules: [...hitsOf(findings), ...onTrialIn(more.onTrial)].slice(0, 50),
    gaps: reading.gaps.length,
    ...(verdict.gapMeasure === 'none' ? {} : { gapReasons: [...new Set(reading.gaps.map(({ why }) => why))] }),
  };
}

const leastKept = 0.3;

/** Each rule once, the surest first: what another setting would have made of them can be told later. */
function hitsOf(findings: readonly Finding[]): Trace['rules'] {
  const best = new Map<string, number>();
  for (const { rule, confidence } of findings) best.set(rule, Math.max(confidence, best.get(rule) ?? 0));
  return [...best]
    .filter(([, confidence]) => confidence >= leastKept)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 50)
    .map(([rule, confidence]) => ({ rule, confidence }));
}

/** What the keyed hash covers: the words and the names and sizes of the files, so that a forward of the same is recognised. */
export function said(post: Post): string {
  const words = [post.body, ...post.forwarded.map((forward) => forward.text)].filter((text) => text.trim() !== '');
  return JSON.stringify([words, post.files.map((file) => [file.name, file.size])]);
}

/** Shorter words are anybody's. */
const leastPart = 12;

/** What of a post may go on to another group: its own words, each forwarded text, each file. A forward with a word added is still known. */
export function partsOf(post: Post): readonly string[] {
  const texts = [post.body, ...post.forwarded.map((forward) => forward.text)].map((text) => text.trim());
  return unique([
    ...texts.filter((text) => text.length >= leastPart).map((text) => JSON.stringify(['text', text])),
    ...post.files.map((file) => JSON.stringify(['file', file.name, file.size])),
  ]);
}

/** What the next posts' detectors may read of this one for 30 minutes. */
export function contextText(post: Post): string {
  return [post.body, ...post.forwarded.map((forward) => forward.text), ...post.files.map((file) => `［${file.name}］`)]
    .join('\n')
    .slice(0, 2000);
}

/** Of a rule on trial the surest finding, if it would count. */
function onTrialIn(findings: readonly Finding[]): Trace['rules'] {
  const surest = new Map<string, number>();
  for (const { rule, confidence } of findings) surest.set(rule, Math.max(confidence, surest.get(rule) ?? 0));
  return [...surest]
    .filter(([, confidence]) => confidence >= counts)
    .map(([rule, confidence]) => ({ rule: shadowName(rule), confidence }));
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '');
}

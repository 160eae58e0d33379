import { isSuspectedStateSecret } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { Post, Reading } from '#model/post.ts';
import type { Trace } from '#model/store.ts';
import { shadowName } from '#model/unit-sheet.ts';
import type { Verdict } from '#model/verdict.ts';
import { counts } from '#detect/rules/rule.ts';

/** All that stays of an examined post for 14 days: no text (decisions.md, Context). */
export function traceOf(
  reading: Reading,
  verdict: Verdict,
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
    fileKinds: unique(post.files.map((file) => extension(file.name))),
    linkDomains: isSecret ? [] : unique(reading.passages.flatMap((passage) => domains(passage.text))).slice(0, 20),
    rules: [...verdict.reasons.map(hit), ...onTrialIn(more.onTrial)].slice(0, 50),
    gaps: reading.gaps.length,
  };
}

/** What the keyed hash covers: the words and the names and sizes of the files, so that a forward of the same is recognised. */
export function said(post: Post): string {
  const words = [post.body, ...post.forwarded.map((forward) => forward.text)].filter((text) => text.trim() !== '');
  return JSON.stringify([words, post.files.map((file) => [file.name, file.size])]);
}

/** What the next posts' detectors may read of this one for 30 minutes. */
export function contextText(post: Post): string {
  return [post.body, ...post.forwarded.map((forward) => forward.text), ...post.files.map((file) => `［${file.name}］`)]
    .join('\n')
    .slice(0, 2000);
}

function hit({ rule, confidence }: Finding): Trace['rules'][number] {
  return { rule, confidence };
}

/** Of a rule on trial the surest finding, if it would count. */
function onTrialIn(findings: readonly Finding[]): Trace['rules'] {
  const surest = new Map<string, number>();
  for (const { rule, confidence } of findings) surest.set(rule, Math.max(confidence, surest.get(rule) ?? 0));
  return [...surest]
    .filter(([, confidence]) => confidence >= counts)
    .map(([rule, confidence]) => ({ rule: shadowName(rule), confidence }));
}

function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 6 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Host names of links, found by plain search so that no text can make it slow. */
function domains(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf('://'); at >= 0 && found.length < 20; at = text.indexOf('://', at + 3)) {
    const host = /^[a-z0-9.-]{1,253}/i.exec(text.slice(at + 3, at + 3 + 253))?.[0];
    if (host) found.push(host.toLowerCase());
  }
  return found;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '');
}

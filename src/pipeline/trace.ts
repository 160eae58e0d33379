import { isSuspectedStateSecret } from '#model/category.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { Post, Reading } from '#model/post.ts';
import type { Trace } from '#model/store.ts';
import type { Verdict } from '#model/verdict.ts';

/** All that stays of an examined post for 14 days: no text (decisions.md, Context). */
export function traceOf(
  reading: Reading,
  verdict: Verdict,
  who: { readonly sender: Pseudonym; readonly fingerprint: string },
): Trace {
  const { post } = reading;
  const isSecret = verdict.reasons.some(({ category }) => isSuspectedStateSecret(category));
  return {
    post: post.id,
    group: post.group,
    sender: who.sender,
    at: post.sentAt,
    outcome: verdict.outcome,
    fingerprint: who.fingerprint,
    fileKinds: unique(post.files.map((file) => extension(file.name))),
    linkDomains: isSecret ? [] : unique(reading.passages.flatMap((passage) => domains(passage.text))).slice(0, 20),
    rules: verdict.reasons.slice(0, 50).map(({ rule, confidence }) => ({ rule, confidence })),
    gaps: reading.gaps.length,
  };
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

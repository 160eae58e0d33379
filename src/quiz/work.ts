import type { Moment } from '#model/ids.ts';

/** The unit's own items and cases are numbered by themselves; what is written over a shipped one keeps its id. */
const own = /^own(?:-case)?-\d{2,4}$/;

export function isOwn(id: string): boolean {
  return own.test(workOf(id));
}

/** What is asked is a version: `midnight-photo-01@2` is the second the unit wrote over `midnight-photo-01`. */
export function versionId(work: string, version: number): string {
  return `${work}@${version}`;
}

/** What versions follow each other of; a shipped item is its own. */
export function workOf(id: string): string {
  return id.split('@', 1)[0] ?? id;
}

/** When each work was asked last, of moments by version. */
export function latestOf(asked: Iterable<readonly [id: string, at: Moment]>): ReadonlyMap<string, Moment> {
  const latest = new Map<string, Moment>();
  for (const [id, at] of asked) latest.set(workOf(id), Math.max(at, latest.get(workOf(id)) ?? 0));
  return latest;
}

import type { CaseId, Moment } from '#model/ids.ts';

/** A harmless text a rule was wrong about, written anew by a reviewer: a sample for the classifier, and a `passes` of the rule. */
export interface Lesson {
  readonly case: CaseId;
  /** The rule it passes; null where only the classifier was wrong. */
  readonly rule: string | null;
  /** Template of the group it was said in. */
  readonly template: string;
  readonly text: string;
  readonly account: string;
  readonly at: Moment;
  /** Whether the unit's rule layer has taken it as an example. */
  readonly state: 'proposed' | 'taken' | 'dropped';
}

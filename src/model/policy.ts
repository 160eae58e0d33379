import type { Kind } from '#model/category.ts';
import type { GapReason } from '#model/post.ts';

export type Mode = 'live' | 'shadow' | 'off';
export const measureKinds = ['retract', 'request-recall', 'notify', 'flag', 'escalate'] as const;
export type MeasureKind = (typeof measureKinds)[number];

/** `otherwise` runs when the platform refuses `do`. */
export interface Measure {
  readonly do: MeasureKind;
  readonly otherwise?: MeasureKind;
}

/** Decides, never finds. A policy applies to findings of its kind (or narrower category) with at least `confidence`. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly mode: Mode;
  readonly when: {
    readonly kind: Kind;
    /** Category prefixes; absent means every category of the kind. */
    readonly categories?: readonly string[];
    readonly confidence: number;
    /** At least this many findings of the kind in one post (personal data: 3 persons is bulk). */
    readonly count?: number;
    /** At least this many upheld cases of the sender in the last 90 days. */
    readonly record?: number;
    /** Only findings by a mark or document form (decisions.md, Joining: "marks live"). */
    readonly mark?: boolean;
  };
  readonly outcome: 'review' | 'violation';
  /** 1 (mild) .. 5 (suspected state secret). */
  readonly severity: 1 | 2 | 3 | 4 | 5;
  readonly measures: readonly Measure[];
  /** Minutes the sender has to take the post back. */
  readonly deadline: number;
}

export interface GapPolicy {
  readonly why: GapReason | 'any';
  readonly media: 'picture' | 'file' | 'any';
  /** `ask-sender` is bundled privately, `count` only shows in the office's daily line. */
  readonly do: 'pass' | 'count' | 'ask-sender' | 'review';
}

/** What a kind of unit starts with; policies are tried in order, the first that applies to a kind wins for that kind. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly describes: string;
  readonly version: number;
  readonly policies: readonly Policy[];
  readonly gaps: readonly GapPolicy[];
}

/** How a group is run: everything live, only suspected marks live while the owner has not answered, or nothing. */
export type GroupMode = 'live' | 'marks-live' | 'off';

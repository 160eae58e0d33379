import type { Category } from '#model/category.ts';
import type { Way } from '#detect/rules/necessary.ts';

/** Where a cue must stand: beside the hit, in its sentence or line, in the post, or in the talk (post and the posts before it). */
export const reaches = ['before', 'after', 'near', 'around', 'sentence', 'line', 'post', 'talk'] as const;
export type Reach = (typeof reaches)[number];

/** Which disguises of its keywords a rule looks for: those that speak for themselves, or those that may be chance. */
export const disguises = ['deliberate', 'possible'] as const;

/** A pattern, and the characters a text must hold for it (necessary.ts). */
export interface Pattern {
  readonly regex: RegExp;
  readonly needs: readonly Way[] | null;
  /** Of which a text must hold so many. */
  readonly digits: number;
}

/** A set of words that say what a passage is about or what is being done with it. Never a finding by itself. */
export interface Cue {
  readonly id: string;
  /** Its place among the cues of the book. */
  readonly number: number;
  /** Chinese, for the explanation: 有“严禁”“不得”等纪律用语. */
  readonly title: string;
  readonly words: readonly string[];
  readonly pattern: Pattern | null;
  readonly file: string;
  readonly line: number;
}

/** True when one of the cues is found within reach. */
export interface Condition {
  readonly cues: readonly Cue[];
  readonly within: Reach;
}

export interface Shift extends Condition {
  readonly by: number;
}

/** `text`, seen after `context` (the post before it). */
export interface Example {
  readonly text: string;
  readonly context: readonly string[];
  readonly line: number;
}

export interface Rule {
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  readonly why: readonly string[];
  readonly instead: string;
  readonly keywords: readonly string[];
  /** Cues whose every occurrence is a candidate (`@cue` among the keywords). */
  readonly anchors: readonly Cue[];
  readonly pattern: Pattern | null;
  /** Name in checks.ts. */
  readonly check: string | null;
  readonly needs: readonly Condition[];
  readonly unless: readonly Condition[];
  readonly raises: readonly Shift[];
  readonly lowers: readonly Shift[];
  /** Of which one must hold before a finding is sure enough to act on; none: it always may be. What lies in a file needs none. */
  readonly certain: readonly Condition[];
  /** Null: it looks for its keywords as they are. */
  readonly disguise: (typeof disguises)[number] | null;
  /** Fires only when this many different matches stand in the post. */
  readonly atLeast: number;
  readonly confidence: number;
  /** Form of a mark or a document, not its meaning: stays live while the owner has not answered ("marks live"). */
  readonly mark: boolean;
  readonly violates: readonly Example[];
  readonly passes: readonly Example[];
  readonly file: string;
  readonly line: number;
}

/** Neighbours that make a keyword a mere meeting of two words: 手机|密码. */
export interface Straddle {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

export interface RuleBook {
  readonly rules: readonly Rule[];
  readonly cues: ReadonlyMap<string, Cue>;
  readonly straddle: Straddle;
}

/** What somebody who keeps the rules must mend. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly says: string;
}

/** From here on a finding counts (decisions.md, Measures). */
export const counts = 0.6;
/** Where a finding is left that something outside its rule speaks against: still told, no longer counted. */
export const doubtful = 0.55;
/** A person looks at it, and nothing is taken back: from 0.9 on it may be (rules/policies). */
export const mostForReview = 0.89;

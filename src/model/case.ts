import type { Category, Kind } from '#model/category.ts';
import type { Finding } from '#model/finding.ts';
import type { CaseId, GroupId, Moment, PostId, Pseudonym } from '#model/ids.ts';
import type { Measure, MeasureKind } from '#model/policy.ts';
import type { Gap, PostForm, Role } from '#model/post.ts';

export const caseStates = [
  'open',
  'recall-requested',
  'withdrawn',
  'escalated',
  'upheld',
  'overturned',
  'closed',
] as const;
export type CaseState = (typeof caseStates)[number];

/** Who did something to a case: the bot, a platform member, or an account of the console. */
export type Actor =
  | { readonly kind: 'bot' }
  | { readonly kind: 'member'; readonly person: Pseudonym }
  | { readonly kind: 'account'; readonly account: string };

export interface Ruling {
  readonly what: 'upheld' | 'overturned';
  /** A reason without the matter itself; screened by the detectors before it is stored. */
  readonly why: string;
  readonly by: string;
  readonly at: Moment;
  /** The second person, where the sender is a superior (decisions.md, Who rules). */
  readonly confirmedBy: string | null;
}

export const appealReasons = ['published', 'approved', 'mistaken', 'not-mine', 'other'] as const;
export type AppealReason = (typeof appealReasons)[number];

export interface Appeal {
  readonly reason: AppealReason;
  readonly at: Moment;
  readonly answeredAt: Moment | null;
  /** In the sender's own words, where they do not repeat the matter; screened before it is stored. */
  readonly note?: string;
  /** The end of the second working day. */
  readonly answerBy?: Moment;
}

/** Regulation Art. 61: report within 24 hours, or say why it is not reportable. */
export interface Report {
  readonly what: 'reported' | 'not-reportable';
  /** To whom, or because of what; without content. */
  readonly note: string;
  readonly by: string;
  readonly at: Moment;
}

export type SizeUnit = 'characters' | 'bytes';

/** What a reviewer works on. Holds the record, never the content (facts/handling.md). */
export interface Case {
  readonly id: CaseId;
  /** Optimistic lock: a change made on an older version is refused as stale. */
  readonly version: number;
  readonly post: PostId;
  readonly group: GroupId;
  readonly sender: Pseudonym;
  readonly senderRole: Role;
  readonly form: PostForm;
  /** For the record: bytes of its files, or characters where it has none. */
  readonly size: number;
  /** Not of cases of before: what was forwarded then may be either. */
  readonly sizeIn?: SizeUnit;
  /** Keyed hash of what was said; the same post in another group has the same. */
  readonly fingerprint: string;
  /** Keyed hashes of the bytes of its files, as far as they were fetched: what a person clears are these very bytes. */
  readonly files?: readonly string[];
  /** Keyed hashes of its words, forwarded texts and files, each for itself: what goes on from group to group shares one. */
  readonly parts?: readonly string[];
  readonly sentAt: Moment;
  readonly detectedAt: Moment;
  readonly kind: Kind | 'none';
  readonly category: Category | null;
  readonly confidence: number;
  readonly outcome: 'review' | 'violation';
  readonly severity: number;
  readonly charged: boolean;
  readonly reasons: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly failures: readonly string[];
  readonly steps: readonly Measure[];
  readonly withheld: readonly Measure[];
  /** What really came about; `retract` refused becomes `request-recall`. */
  readonly done: readonly MeasureKind[];
  readonly policy: string | null;
  readonly state: CaseState;
  readonly recallBy: Moment | null;
  readonly withdrawnAt: Moment | null;
  readonly withdrawnBy: 'bot' | 'sender' | 'owner' | 'other' | null;
  readonly escalatedAt: Moment | null;
  readonly acknowledgedAt: Moment | null;
  /** Only for suspected state secrets: detection + 24 h. */
  readonly reportBy: Moment | null;
  readonly report: Report | null;
  readonly ruling: Ruling | null;
  readonly appeal: Appeal | null;
  /** The account that works on it; absent: nobody in particular. */
  readonly assignee?: string | null;
  /** The sender has nothing to object to: the case counts now and not after the days to appeal. Absent: he has not said so. */
  readonly acceptedAt?: Moment | null;
  readonly isHeld: boolean;
  readonly closedAt: Moment | null;
}

/** What clerks say to each other about a case, without the matter; goes with its case. */
export interface CaseComment {
  readonly id: string;
  readonly case: CaseId;
  readonly by: string;
  readonly at: Moment;
  readonly text: string;
}

/** The sender may say just this once more in this group; never of what may be a state secret. */
export interface Exemption {
  readonly case: CaseId;
  readonly group: GroupId;
  readonly sender: Pseudonym;
  readonly fingerprint: string;
  readonly endsAt: Moment;
}

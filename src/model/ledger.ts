import type { Actor } from '#model/case.ts';
import type { CaseId, GroupId, Moment, PostId } from '#model/ids.ts';

/** What happened, in the ledger's vocabulary; each row is chained by HMAC to the one before. */
export const ledgerEvents = [
  'verdict',
  'retracted',
  'retract-refused',
  'recall-requested',
  'told',
  'told-again',
  'not-told',
  'reminded',
  'escalated',
  'acknowledged',
  'withdrawn',
  'closed',
  'assigned',
  'commented',
  'exempted',
  'exemption-used',
  'report-drafted',
  'upheld',
  'overturned',
  'second-agreed',
  'appealed',
  'appeal-answered',
  'lesson-added',
  'lesson-taken',
  'lesson-dropped',
  'classifier-trained',
  'classifier-reset',
  'reported',
  'not-reportable',
  'claimed-withdrawn',
  'cannot-withdraw',
  'contacted',
  'accepted',
  'acceptance-withdrawn',
  'owner-answered',
  'evidence-sealed',
  'evidence-agreed',
  'evidence-handed-out',
  'evidence-erased',
  'held',
  'released',
  'purged',
  'group-joined',
  'group-found',
  'group-introduced',
  'group-changed',
  'group-left',
  'group-looked',
  'register-exported',
  'owner-asked',
  'template-chosen',
  'group-term-over',
  'outsiders-found',
  'member-report',
  'member-report-closed',
  'setting-changed',
  'rules-changed',
  'signed-in',
  'sign-in-failed',
  'account-created',
  'account-bound',
  'account-unbound',
  'person-looked',
  'person-erased',
  'person-objected',
  'fingerprint-added',
  'fingerprint-removed',
  'fingerprint-refused',
  'fingerprint-tested',
  'chain-verified',
  'stuck',
  'retention',
  'digest-made',
  'digest-exported',
  'round-opened',
  'round-closed',
  'round-cancelled',
  'quiz-set',
  'lesson-planned',
  'lesson-asked',
  'lesson-answered',
  'lesson-put-off',
  'lesson-forgotten',
  'item-contested',
  'contest-answered',
  'item-drafted',
  'item-handed-in',
  'item-taken-back',
  'item-sent-back',
  'item-dropped',
  'item-approved',
  'item-retired',
  'item-restored',
  'quiz-excused',
  'quiz-pardoned',
  'hours-exported',
  'job-set',
] as const;
export type LedgerEvent = (typeof ledgerEvents)[number];

/** Ids, categories and counts only; people by pseudonym. */
export interface LedgerEntry {
  readonly at: Moment;
  readonly event: LedgerEvent;
  readonly actor: Actor;
  readonly case?: CaseId;
  readonly post?: PostId;
  readonly group?: GroupId;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export interface LedgerRow extends LedgerEntry {
  readonly number: number;
  /** Hex HMAC-SHA256 over the previous hash and this row's canonical JSON. */
  readonly hash: string;
}

/** Newest first. */
export interface LedgerQuery {
  readonly events?: readonly LedgerEvent[];
  /** Only what accounts did, or one of them. */
  readonly by?: 'accounts' | { readonly account: string };
  readonly case?: CaseId;
  readonly group?: GroupId;
  readonly from?: Moment;
  readonly until?: Moment;
  /** Rows before this number. */
  readonly before?: number;
  readonly limit: number;
}

export interface LedgerHead {
  readonly number: number;
  readonly hash: string;
}

export type ChainReport =
  | { readonly ok: true; readonly rows: number; readonly head: LedgerHead }
  | {
      readonly ok: false;
      readonly brokenAt: number;
      readonly why: 'altered' | 'missing' | 'out-of-order' | 'head-differs';
    };

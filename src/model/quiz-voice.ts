import type { Deed } from '#model/deed.ts';
import type { Card, Inbound, Receipt } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import type { Change } from '#model/store.ts';

export type QuizSay = Extract<Deed, { kind: 'quiz-say' }>;
export type QuizClose = Extract<Deed, { kind: 'quiz-close' }>;

/** Words of a quiz, put together when they are due. Enforce carries them, and what follows is one change. */
export interface QuizVoice {
  /** Null: nothing is left to say. */
  compose(deed: QuizSay, now: Moment): Promise<Composed | null>;
  /** What follows from having said it, or from not being able to. */
  said(deed: QuizSay, receipt: Receipt, now: Moment): Promise<Change>;
  /** Null: the round is not open any more. */
  close(deed: QuizClose, now: Moment): Promise<Change | null>;
}

export interface Composed {
  readonly card: Card;
  readonly urgency: 'now' | 'office-hours';
  readonly anyDay: boolean;
  /** Narrower than the unit's, where the group's owner wants it so. */
  readonly hours: readonly [from: number, to: number] | null;
}

/** What of the things people do may be meant for a quiz; false: it is not, and nothing was recorded. */
export interface QuizEars {
  pressed(inbound: Extract<Inbound, { kind: 'pressed' }>): Promise<boolean>;
  asked(inbound: Extract<Inbound, { kind: 'asked' }>): Promise<boolean>;
  /** A post that is only letters while a round is open; it is examined like any other afterwards. */
  posted(inbound: Extract<Inbound, { kind: 'post' }>): Promise<void>;
}

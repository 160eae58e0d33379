import type { CaseId, GroupId, Moment, PostId, Pseudonym } from '#model/ids.ts';
import type { PromptId, RoundId } from '#model/round.ts';

/**
 * Something due, as a row of the outbox. `key` is `case/kind[/target]`, so a repeat is harmless.
 * `tell` names a text by id and people by pseudonym: no words and no names wait in the outbox.
 */
export type Deed =
  | { readonly kind: 'retract'; readonly case: CaseId; readonly post: PostId; readonly group: GroupId }
  | {
      readonly kind: 'tell';
      readonly to:
        { readonly kind: 'person'; readonly person: Pseudonym } | { readonly kind: 'group'; readonly group: GroupId };
      /** Id of a text in rules/texts. */
      readonly text: string;
      readonly case: CaseId | null;
      /** What the text is about when there is no case, and for owners' texts. */
      readonly group: GroupId | null;
    }
  /** A clock of the case: when due, enforce looks at the case and says what follows. */
  | {
      readonly kind: 'timer';
      readonly case: CaseId;
      readonly what: 'recall-reminder' | 'recall-deadline' | 'unacknowledged' | 'report-reminder' | 'appeal-reminder';
      /** How often it has rung: second contact is step 1, named leader step 2. */
      readonly step: number;
    }
  | { readonly kind: 'owner-reminder'; readonly group: GroupId }
  /** The end of a group's term, and some days before it. */
  | {
      readonly kind: 'group-term';
      readonly group: GroupId;
      readonly endsAt: Moment;
      /** `trial`: the end of trying new settings out. */
      readonly what: 'soon' | 'over' | 'trial';
    }
  /** Something of a quiz is said; the words are put together when it is due. */
  | {
      readonly kind: 'quiz-say';
      readonly what:
        | 'question'
        | 'reminder'
        | 'owner'
        | 'closed'
        | 'private'
        | 'lesson'
        | 'answered'
        | 'over'
        | 'gone'
        | 'none'
        | 'later'
        /** What the office answered to a doubt; `ref` is the item. */
        | 'contest-answer';
      readonly to:
        { readonly kind: 'person'; readonly person: Pseudonym } | { readonly kind: 'group'; readonly group: GroupId };
      readonly ref: RoundId | PromptId;
      readonly case: CaseId | null;
    }
  /** The deadline of a round. */
  | { readonly kind: 'quiz-close'; readonly round: RoundId }
  /** Notices to one person that were too many to leave one by one: those settled as moot with this deed's key as their receipt. */
  | { readonly kind: 'several'; readonly person: Pseudonym; readonly audience: 'sender' | 'office' | 'duty' }
  /** What was said about a case is shown to be settled, where the platform can. */
  | { readonly kind: 'mark'; readonly case: CaseId; readonly says: 'withdrawn' | 'closed' | 'overturned' }
  /** A text to an address of the office that is no member of a platform. */
  | { readonly kind: 'mail'; readonly to: string; readonly text: string };

export interface NewDeed {
  readonly key: string;
  readonly dueAt: Moment;
  readonly deed: Deed;
}

export interface DueDeed extends NewDeed {
  readonly attempts: number;
  /** It was `sending` when the process died (decisions.md, Deeds). */
  readonly isUncertain: boolean;
}

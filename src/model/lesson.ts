import type { Clerk } from '#model/desk.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { SheetProblem } from '#model/rulebook.ts';
import type { SheetStage } from '#model/unit-sheet.ts';

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
  /** Proposed by whoever wrote it anew; taken over or dropped by who keeps the rules. */
  readonly state: 'proposed' | 'taken' | 'dropped';
  /** Null until it is taken. */
  readonly use: LessonUse | null;
}

/** An example of its rule in the unit's layer, a sample of this installation's classifier, or both. */
export type LessonUse = 'example' | 'sample' | 'both';

export interface LessonTaking {
  /** `publish`: a version of the rule that passes it; `draft`: it is put into a draft, to change the rule by. */
  readonly example: 'publish' | 'draft' | 'none';
  readonly sample: boolean;
}

export type LessonAnswer =
  /** Of the rule's new version; null where only a sample was taken. */
  | { readonly ok: true; readonly stage: SheetStage | null }
  | {
      readonly ok: false;
      /** `unknown`: also his own case. `wrong`: the rule does not pass it, or the sheet has other faults. */
      readonly refused: 'unknown' | 'settled' | 'no-rule' | 'rule-off' | 'stale' | 'wrong';
      readonly problems: readonly SheetProblem[];
    };

/** What becomes of lessons; every answer that is ok is a row of the ledger. */
export interface LessonDesk {
  take(id: CaseId, clerk: Clerk, taking: LessonTaking): Promise<LessonAnswer>;
  drop(id: CaseId, clerk: Clerk): Promise<LessonAnswer>;
}

/** Figures of a training, as `train` measures them. */
export interface Training {
  readonly samples: number;
  /** Of the unit's own: how many there are, how many a post like them would pass now, how many were left out. */
  readonly own: number;
  readonly ownPassing: number;
  readonly leftOut: number;
  /** Shares by cross-validation. */
  readonly recall: number;
  readonly falseAlarms: number;
}

/** The classifier that serves, and the training under way. */
export interface OwnModelState {
  readonly serves: 'shipped' | 'own';
  /** Of the unit's own model, where it has one. */
  readonly trainedAt: Moment | null;
  /** The unit has one, but what is shipped has changed since: it waits to be trained anew. */
  readonly isBehind: boolean;
  readonly run:
    | { readonly state: 'idle' }
    | { readonly state: 'running'; readonly done: number; readonly of: number }
    | { readonly state: 'done'; readonly training: Training }
    | { readonly state: 'failed'; readonly says: string };
}

export interface OwnModel {
  state(): OwnModelState;
  /** Trains in a process of its own and puts the model in force for the next post. False while one is under way. */
  train(account: string): boolean;
  /** Back to the shipped model; false where it serves already or a training is under way. */
  reset(account: string): Promise<boolean>;
}

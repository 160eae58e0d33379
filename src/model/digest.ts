import type { Kind } from '#model/category.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { LedgerHead } from '#model/ledger.ts';
import type { Chart } from '#model/paper.ts';

export const rhythms = ['day', 'week', 'month'] as const;
export type Rhythm = (typeof rhythms)[number];

export interface Period {
  readonly rhythm: Rhythm;
  readonly from: Moment;
  /** The first moment that is no longer in it. */
  readonly to: Moment;
}

/** What happens to cases, told apart so that figures of one are never added to or taken from those of another. */
export const streams = ['reminders', 'serious', 'unread', 'recalls', 'rulings', 'takeovers'] as const;
export type Stream = (typeof streams)[number];

/** One case's part in a stream. Names a person by pseudonym, so it never leaves the house: only counts made of many do. */
export interface DigestEvent {
  readonly stream: Stream;
  readonly at: Moment;
  /** The kind of the case, the reason of a gap, or how it went. */
  readonly key: string;
  readonly group: GroupId;
  readonly person: Pseudonym;
  /** How long it took, where that is told. */
  readonly seconds: number | null;
}

/** By what a stream is split: not at all, by key, by group. */
export const margins = ['all', 'key', 'group'] as const;
export type Margin = (typeof margins)[number];

export interface Cell {
  readonly key: string;
  readonly count: number;
  /** The median, as a band. */
  readonly seconds: number | null;
}

/**
 * Figures that were told once and stay as they are: each cell, and the rest, stands for at least five people. All that digests say of cases is a
 * sum of such cells (src/digest/WHY.md).
 */
export interface Segment {
  readonly stream: Stream;
  readonly margin: Margin;
  readonly from: Moment;
  readonly to: Moment;
  readonly cells: readonly Cell[];
  /** All keys that have no cell, merged; null where every key has one. */
  readonly rest: number | null;
}

/** What waits for a person now; for those who may open the cases, and printed nowhere. */
export interface DigestWork {
  /** Cases nobody has taken over or decided, and appeals without an answer. */
  readonly todo: number;
  readonly appeals: number;
  readonly oldestAt: Moment | null;
  /** By age: under a day, one to three days, three to seven, older. */
  readonly ages: readonly [number, number, number, number];
  /** The clock of Regulation Art. 61 and of recalls, the nearest first. */
  readonly deadlines: readonly { readonly case: string; readonly what: 'report' | 'recall'; readonly by: Moment }[];
}

export interface DigestSection {
  readonly id: string;
  readonly title: string;
  readonly says: readonly string[];
  readonly table: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  } | null;
  readonly chart: Chart | null;
}

/** 简报: words and figures about a period, never about a person; it is composed once and kept. */
export interface Digest {
  readonly id: string;
  /** Whose it is; null for the unit's. */
  readonly owner: Pseudonym | null;
  readonly period: Period;
  readonly title: string;
  readonly madeAt: Moment;
  readonly head: LedgerHead;
  /** Has something to say; an empty one is kept but not sent unless the unit wants it. */
  readonly hasNews: boolean;
  /** How many things wait for an owner; null of the unit's, whose work is counted when it is looked at. */
  readonly todo: number | null;
  readonly sections: readonly DigestSection[];
}

export interface DigestSettings {
  /** Which the office gets. */
  readonly office: readonly Rhythm[];
  /** Which owners get. */
  readonly owners: readonly Rhythm[];
  /** Local hour at which they are made and sent. */
  readonly hour: number;
  /** Addresses that are written to besides the messages of the platform. */
  readonly mailTo: readonly string[];
  readonly sendsEmpty: boolean;
}

/** Quizzes of a period, already without what would point at somebody. */
export interface QuizFigures {
  readonly rounds: number;
  /** People who answered; null where fewer than five. */
  readonly answered: number | null;
  readonly asked: number;
  /** Share of right answers, 0–1; null where fewer than five answered. */
  readonly right: number | null;
  readonly weakest: Kind | null;
}

import type { Moment, Pseudonym } from '#model/ids.ts';
import type { HourRule } from '#model/quiz-figures.ts';

/** Who is called, in this order, when nobody takes a suspected state secret over: duty, second contact, named leader. */
export interface Contact {
  readonly person: Pseudonym;
  readonly title: string;
}

/** The unit as /setup fills it in; every word to people takes names and numbers from here. */
export interface Unit {
  readonly name: string;
  /** 保密办, or what the unit calls it. */
  readonly office: string;
  readonly officePhone: string;
  readonly dutyPhone: string;
  readonly cipherRoom: string;
  readonly cipherPhone: string;
  /** Where a paper is signed for. */
  readonly pickupPlace: string;
  /** The next authority up, for an appeal that is not accepted. */
  readonly upperPhone: string;
  readonly roster: readonly Contact[];
  /** Heads of the unit: a ruling on their cases needs a second person. */
  readonly heads: readonly Pseudonym[];
  /** Who were heads until lately. */
  readonly leftHeads?: readonly { readonly person: Pseudonym; readonly at: Moment }[];
  /** Template id for new groups. */
  readonly template: string;
  /** A widening of what is kept, with who decided, why and until when; null is the default of least copy. */
  readonly evidence: 'sealed' | 'none';
  /** Whether a second person must agree before sealed material is handed out. */
  readonly unsealing: 'one-person' | 'two-persons';
  /** When two persons were last made one; absent where the unit was set up so. */
  readonly loosenedAt?: Moment;
  /** How 学时 are earned; absent: as usual. */
  readonly hours?: HourRule;
  /** Local hours in which messages that can wait are sent: [8.5, 18]. */
  readonly officeHours: readonly [from: number, to: number];
}

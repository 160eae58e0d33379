import type { BankChecked, BankLine, BankOptions, BankPage } from '#model/bank.ts';
import type { ContactWire } from '#model/console-wire.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { HourReport, ItemReport, OwnLearning } from '#model/learning.ts';
import type { QuestionPage } from '#model/quiz-desk.ts';
import type { QuizFigures } from '#model/quiz-figures.ts';
import type { ContestAnswer, ContestReason, Excuse, QuizSetting, Round } from '#model/round.ts';

/** GET /q/<token>, and what each deed on it answers. */
export interface QuizPageWire extends QuestionPage {
  readonly office: ContactWire;
  /** After 稍后再答: when it comes again. */
  readonly againAt: Moment | null;
}

export interface QuizAnswerWire {
  readonly places: readonly number[];
  readonly ms: number | null;
}

export interface QuizContestWire {
  readonly why: ContestReason;
}

/** GET /learning/<token>: a member's own page. Nobody else sees it. */
export interface LearningWire extends Omit<OwnLearning, 'open'> {
  readonly office: ContactWire;
  /** Waiting for an answer: the address of each. */
  readonly open: readonly (Omit<OwnLearning['open'][number], 'url'> & { readonly path: string })[];
}

/** GET /quiz/items */
export interface QuizItemsWire {
  readonly items: readonly ItemReport[];
  /** Every item there is, asked or not, as the office keeps it. */
  readonly works: readonly BankLine[];
}

/** GET /quiz/bank/options */
export type BankOptionsWire = BankOptions;

/** GET /quiz/bank/:kind */
export interface BankListWire {
  readonly lines: readonly BankLine[];
}

/** GET /quiz/bank/:kind/:work */
export interface BankPageWire {
  readonly page: BankPage;
}

/** What every deed on it answers; null where a draft of a new one was dropped. */
export interface BankDeedWire {
  readonly page: BankPage | null;
}

/** POST /quiz/bank/check */
export type BankCheckedWire = BankChecked;

/** POST /quiz/items/:item/judge */
export interface QuizJudgeWire {
  readonly answer: ContestAnswer;
}

/** GET /quiz/people; POST /quiz/people/{excuse,pardon} answer the same. */
export interface QuizPeopleWire {
  readonly excuses: readonly (Pick<Excuse, 'why' | 'from' | 'until'> &
    PersonNamed & { readonly groups: readonly string[] })[];
  readonly newcomers: readonly (PersonNamed & { readonly groupName: string; readonly until: Moment })[];
}

/** GET /quiz/groups/:id/people */
export interface QuizGroupPeopleWire {
  readonly people: readonly PersonNamed[];
}

interface PersonNamed {
  readonly person: Pseudonym;
  readonly name: string;
}

/** POST /quiz/people/excuse; `until` is a day: 2026-12-31. */
export interface QuizExcuseWire {
  readonly person: Pseudonym;
  readonly why: Excuse['why'];
  readonly until: string | null;
}

/** POST /learning/<token>/leave */
export interface LeaveWire {
  readonly until: string;
}

/** GET /quiz/figures */
export interface QuizFiguresWire {
  readonly figures: QuizFigures;
  readonly groups: readonly { readonly group: GroupId; readonly name: string }[];
  /** What each category is called. */
  readonly titles: Readonly<Record<string, string>>;
}

/** GET /quiz/hours */
export interface QuizHoursWire extends HourReport {
  /** Of all that match, on all pages. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** GET /quiz/rounds */
export interface QuizRoundsWire {
  readonly groups: readonly {
    readonly group: GroupId;
    readonly name: string;
    readonly setting: QuizSetting;
    readonly open: (Round & { readonly answered: number }) | null;
    readonly nextAt: Moment | null;
    readonly isPaused: boolean;
  }[];
}

import type { ContactWire } from '#model/console-wire.ts';
import type { GroupId, Moment } from '#model/ids.ts';
import type { HourReport, ItemReport, OwnLearning } from '#model/learning.ts';
import type { QuestionPage } from '#model/quiz-desk.ts';
import type { QuizFigures } from '#model/quiz-figures.ts';
import type { ContestReason, QuizSetting, Round } from '#model/round.ts';

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
}

/** GET /quiz/figures */
export interface QuizFiguresWire {
  readonly figures: QuizFigures;
  readonly groups: readonly { readonly group: GroupId; readonly name: string }[];
  /** What each category is called. */
  readonly titles: Readonly<Record<string, string>>;
}

/** GET /quiz/hours */
export type QuizHoursWire = HourReport;

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

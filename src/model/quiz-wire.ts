import type { ContactWire } from '#model/console-wire.ts';
import type { Category } from '#model/category.ts';
import type { GroupId, Moment } from '#model/ids.ts';
import type { QuestionPage } from '#model/quiz-desk.ts';
import type { HourLine, HourRule, ItemFigures, QuizFigures } from '#model/quiz-figures.ts';
import type { ItemKind } from '#model/quiz.ts';
import type { Contest, ContestReason, QuizSetting, Round } from '#model/round.ts';

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
export interface LearningWire {
  readonly office: ContactWire;
  readonly name: string;
  readonly hours: HourLine;
  readonly rule: HourRule;
  /** Years with an answer, newest first; this year always. */
  readonly years: readonly number[];
  readonly streak: number;
  /** Waiting for an answer: the address of each. */
  readonly open: readonly { readonly path: string; readonly stem: string; readonly closesAt: Moment | null }[];
  /** What he has met: most forgotten first. */
  readonly known: readonly {
    readonly category: Category;
    readonly title: string;
    readonly level: 'firm' | 'fair' | 'due';
    readonly dueAt: Moment;
  }[];
  /** Newest first. */
  readonly history: readonly {
    readonly at: Moment;
    readonly stem: string;
    readonly title: string;
    readonly share: number;
    readonly isPrivate: boolean;
  }[];
}

/** GET /quiz/items */
export interface QuizItemsWire {
  readonly items: readonly QuizItemWire[];
  readonly contests: readonly ContestWire[];
}

export interface QuizItemWire {
  readonly id: string;
  readonly kind: ItemKind;
  readonly category: Category;
  readonly title: string;
  readonly caseTitle: string;
  readonly difficulty: number;
  readonly stem: string;
  readonly choices: readonly string[];
  readonly key: readonly number[];
  readonly rationale: string;
  readonly article: string;
  /** Null: nobody has held it against the article. */
  readonly checkedBy: string | null;
  readonly figures: ItemFigures;
}

/** Who doubted is nobody's business but the store's. */
export interface ContestWire extends Pick<Contest, 'item' | 'why' | 'state'> {
  readonly count: number;
  readonly firstAt: Moment;
}

/** GET /quiz/figures */
export interface QuizFiguresWire {
  readonly figures: QuizFigures;
  readonly groups: readonly { readonly group: GroupId; readonly name: string }[];
  readonly titles: Readonly<Record<Category, string>>;
  readonly rule: HourRule;
}

/** GET /quiz/hours: who has earned what, for the office. */
export interface QuizHoursWire {
  readonly year: number;
  readonly rule: HourRule;
  readonly lines: readonly (HourLine & { readonly name: string; readonly groups: readonly string[] })[];
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

import type { Actor } from '#model/case.ts';
import type { Category } from '#model/category.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { Paper, Workbook } from '#model/paper.ts';
import type { HourLine, HourRule, ItemFigures, QuizFigures } from '#model/quiz-figures.ts';
import type { QuizItem } from '#model/quiz.ts';
import type { ContestAnswer, ContestReason, Excuse } from '#model/round.ts';

/** From, and before; of one group or of everybody. */
export interface LearningSpan {
  readonly from: Moment;
  readonly before: Moment;
  readonly group: GroupId | null;
}

/** What a member may see of himself, and nobody else. */
export interface OwnLearning {
  readonly name: string;
  readonly hours: HourLine;
  readonly rule: HourRule;
  /** Newest first; the present one always. */
  readonly years: readonly number[];
  readonly streak: number;
  /** Why and until when nothing is asked of him; null: he is asked. */
  readonly rest: { readonly why: Excuse['why'] | 'newcomer'; readonly until: Moment | null } | null;
  readonly open: readonly { readonly url: string; readonly stem: string; readonly closesAt: Moment | null }[];
  readonly known: readonly {
    readonly category: Category;
    readonly title: string;
    readonly level: 'firm' | 'fair' | 'due';
    readonly dueAt: Moment;
  }[];
  readonly history: readonly {
    readonly at: Moment;
    readonly stem: string;
    readonly title: string;
    readonly share: number;
    readonly isPrivate: boolean;
  }[];
}

/** An item with what came of asking it. */
export interface ItemReport {
  readonly item: QuizItem;
  readonly title: string;
  readonly caseTitle: string;
  readonly article: string;
  readonly figures: ItemFigures;
  /** Doubts nobody has answered, by reason; who had them stays in the store. */
  readonly doubts: readonly { readonly why: ContestReason; readonly count: number; readonly firstAt: Moment }[];
}

export interface HourReport {
  readonly year: number;
  readonly rule: HourRule;
  readonly lines: readonly HourReportLine[];
}

export interface HourReportLine extends HourLine {
  readonly name: string;
  /** As far as the platform's directory tells them. */
  readonly departments: readonly string[];
  readonly groups: readonly string[];
}

/** How a person stands in a year: asked and answered, and what he has earned by it. */
export interface QuizStanding {
  readonly year: number;
  readonly asked: number;
  readonly answered: number;
  readonly right: number;
  readonly hours: number;
}

/** What has been learnt: records, certificates, tables, statistics. */
export interface Learning {
  /** Null where the person is not known any more. */
  own(person: Pseudonym, year: number | null): Promise<OwnLearning | null>;
  /** Null where nothing was earned in that year. */
  certificate(person: Pseudonym, year: number): Promise<Paper | null>;
  /** Of each of these people in the present year. */
  standings(people: readonly Pseudonym[]): Promise<ReadonlyMap<Pseudonym, QuizStanding>>;
  items(): Promise<readonly ItemReport[]>;
  figures(span: LearningSpan): Promise<QuizFigures>;
  /** The figures as a document with charts. */
  report(span: LearningSpan): Promise<Paper>;
  hours(year: number): Promise<HourReport>;
  /** Hours of a span by person and group, with a ledger row: it names people. */
  book(span: LearningSpan, actor: Actor): Promise<Workbook>;
  rule(): Promise<HourRule>;
  /** False where the unit has not been set up. */
  setRule(rule: HourRule, actor: Actor): Promise<boolean>;
  /** Answers every open doubt about an item; false where there is none. */
  judge(item: string, answer: ContestAnswer, account: string): Promise<boolean>;
}

import type { Case } from '#model/case.ts';
import type { CaseId, GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { Experience } from '#model/quiz.ts';
import type {
  Attempt,
  Contest,
  Excuse,
  Membership,
  Prompt,
  PromptId,
  QuizSetting,
  Round,
  RoundId,
  Tally,
  Violation,
} from '#model/round.ts';

/** What of quizzes changes together, inside one `Change`. A stale round or prompt refuses the whole change. */
export interface QuizChange {
  readonly rounds?: readonly Round[];
  readonly prompts?: readonly Prompt[];
  /** Ignored where the person has answered that ref, or its round is no longer open. */
  readonly attempts?: readonly Attempt[];
  /** Ignored where the case has one. */
  readonly violations?: readonly Violation[];
  /** Violation, prompts and attempts of an overturned case: they have never been. */
  readonly forgets?: readonly CaseId[];
  readonly settings?: readonly QuizSetting[];
  /** One for a person and a reason: a later one replaces it. */
  readonly excuses?: readonly Excuse[];
  /** Takes an excuse back. */
  readonly pardons?: readonly Pick<Excuse, 'person' | 'why'>[];
  readonly memberships?: readonly Membership[];
  /** One for a person and an item: a later one replaces it. */
  readonly contests?: readonly Contest[];
}

export interface RoundQuery {
  readonly group?: GroupId;
  readonly state?: Round['state'];
  /** Opened at or after, and before. */
  readonly from?: Moment;
  readonly before?: Moment;
  readonly limit: number;
}

export interface AttemptQuery {
  readonly person?: Pseudonym;
  readonly group?: GroupId;
  readonly item?: string;
  readonly because?: CaseId;
  /** At or after, and before. */
  readonly from?: Moment;
  readonly before?: Moment;
  readonly limit: number;
}

export interface PromptQuery {
  readonly person?: Pseudonym;
  readonly because?: CaseId;
  readonly states?: readonly Prompt['state'][];
  readonly limit: number;
}

/** What statistics need of an answer. */
export type AnswerFact = Pick<
  Attempt,
  'person' | 'ref' | 'item' | 'category' | 'group' | 'because' | 'chosen' | 'isRight' | 'share' | 'at'
>;

/** Changes with every answer that comes or goes, and with what else moves the memory. */
export interface AnswerStamp {
  readonly count: number;
  readonly latest: Moment;
  /** Of the moments, each modulo `modulus`. */
  readonly sum: number;
  readonly modulus: number;
  /** Of violations and of items found at fault. */
  readonly rest: string;
}

/** Rounds, private items, answers and what goes with them. */
export interface QuizStore {
  round(id: RoundId): Promise<Round | null>;
  /** The open one that was opened last. */
  openRound(group: GroupId): Promise<Round | null>;
  /** Newest first. */
  rounds(query: RoundQuery): Promise<readonly Round[]>;
  /** When each item was last before the group. */
  askedAt(group: GroupId): Promise<ReadonlyMap<string, Moment>>;
  tally(ref: RoundId | PromptId): Promise<Tally>;
  attempt(person: Pseudonym, ref: RoundId | PromptId): Promise<Attempt | null>;
  /** Newest first. */
  attempts(query: AttemptQuery): Promise<readonly Attempt[]>;
  /** Of everybody, from that moment on, oldest first. */
  answerFacts(from: Moment): Promise<readonly AnswerFact[]>;
  answerStamp(): Promise<AnswerStamp>;
  prompt(id: PromptId): Promise<Prompt | null>;
  /** Newest first. */
  prompts(query: PromptQuery): Promise<readonly Prompt[]>;
  /** What happened between a person and the categories, oldest first: asked, answered, put off, violated. The memory is folded from it. */
  histories(people: readonly Pseudonym[]): Promise<ReadonlyMap<Pseudonym, readonly Experience[]>>;
  violations(query: { readonly from?: Moment; readonly before?: Moment }): Promise<readonly Violation[]>;
  /** Cases that count at that moment, or were accepted by their sender, and brought no violation yet, and overturned ones that have left something. */
  unsettled(now: Moment): Promise<{ readonly counting: readonly Case[]; readonly overturned: readonly CaseId[] }>;
  setting(group: GroupId): Promise<QuizSetting | null>;
  settings(): Promise<readonly QuizSetting[]>;
  /** In force at that moment. */
  excuses(now: Moment): Promise<readonly Excuse[]>;
  /** Who has not left. */
  members(group: GroupId): Promise<readonly Membership[]>;
  groupsOf(person: Pseudonym): Promise<readonly Membership[]>;
  contests(query: { readonly item?: string; readonly state?: Contest['state'] }): Promise<readonly Contest[]>;
}

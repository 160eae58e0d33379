import type { Actor } from '#model/case.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { ItemKind, QuizCase, QuizItem } from '#model/quiz.ts';
import type {
  Attempt,
  Contest,
  ContestAnswer,
  ContestReason,
  Excuse,
  PromptId,
  QuizSetting,
  Round,
  RoundId,
} from '#model/round.ts';

/** Why it was not done; `says` is a sentence in Chinese. */
export interface QuizRefusal {
  readonly ok: false;
  readonly refused: 'unknown' | 'closed' | 'no-answer' | 'answered' | 'not-in-this-state' | 'nothing-due';
  readonly says: string;
}

/** What somebody who may answer sees. Choices stand in his own order and are named by their place in it, from 0. */
export interface QuestionPage {
  readonly ref: RoundId | PromptId;
  readonly form: 'round' | 'private';
  readonly kind: ItemKind;
  readonly item: string;
  readonly stem: string;
  readonly choices: readonly string[];
  readonly isMany: boolean;
  readonly closesAt: Moment | null;
  readonly state: 'open' | 'answered' | 'put-off' | 'closed';
  /** Once answered, or once the round is closed: before that the key is nowhere on the page. */
  readonly lesson: Lesson | null;
  readonly canPutOff: boolean;
  readonly canContest: boolean;
  /** His doubt about the item, and what became of it. */
  readonly contest: (Pick<Contest, 'why' | 'state'> & { readonly answer: ContestAnswer | null }) | null;
}

/** Right or wrong, why, the case in three lines, what to do, the article. */
export interface Lesson {
  /** Null where he has not answered. */
  readonly isRight: boolean | null;
  readonly share: number | null;
  /** Places in his own order. */
  readonly chosen: readonly number[];
  readonly key: readonly number[];
  readonly rationale: string;
  readonly case: { readonly title: string; readonly form: 'story' | 'measures'; readonly lines: readonly string[] };
  readonly instead: readonly string[];
  readonly article: { readonly name: string; readonly says: string };
  /** Of a closed round with five answers or more. */
  readonly group: { readonly answered: number; readonly right: number } | null;
}

/** An item before a member: the card in a chat, the page, and what he sees once he has answered. */
export interface ItemPreview {
  readonly title: string;
  readonly card: {
    readonly text: string;
    readonly options: readonly string[];
    readonly many: boolean;
    readonly note: string;
  };
  readonly page: {
    readonly kind: ItemKind;
    readonly stem: string;
    readonly choices: readonly string[];
    readonly isMany: boolean;
  };
  readonly lesson: Lesson;
}

export interface AnswerGiven {
  readonly ref: RoundId | PromptId;
  readonly person: Pseudonym;
  /** Places in the order shown to him. */
  readonly places: readonly number[];
  readonly ms: number | null;
}

export type Answered =
  /** `isNew` false: he had answered before, and that answer stands. */
  { readonly ok: true; readonly isNew: boolean; readonly attempt: Attempt; readonly page: QuestionPage } | QuizRefusal;

/** What people may do: members by card and link, the office and owners by the console. */
export interface QuizDesk {
  /** Null where it is not his to see. */
  page(ref: RoundId | PromptId, person: Pseudonym): Promise<QuestionPage | null>;
  answer(given: AnswerGiven): Promise<Answered>;
  putOff(ref: PromptId, person: Pseudonym): Promise<{ readonly ok: true; readonly againAt: Moment } | QuizRefusal>;
  contest(ref: RoundId | PromptId, person: Pseudonym, why: ContestReason): Promise<{ readonly ok: true } | QuizRefusal>;
  /** Opens a round now, whatever the timetable says; the one still open closes first. */
  runNow(group: GroupId, actor: Actor): Promise<{ readonly ok: true; readonly round: Round } | QuizRefusal>;
  /** Ends an open round without a result. */
  cancel(round: RoundId, actor: Actor): Promise<{ readonly ok: true; readonly round: Round } | QuizRefusal>;
  /** From now on he is asked nothing, until a day or until it is taken back. */
  excuse(excuse: Pick<Excuse, 'person' | 'why' | 'until'>, actor: Actor): Promise<{ readonly ok: true } | QuizRefusal>;
  pardon(excuse: Pick<Excuse, 'person' | 'why'>, actor: Actor): Promise<{ readonly ok: true } | QuizRefusal>;
  set(setting: QuizSetting, actor: Actor): Promise<{ readonly ok: true } | QuizRefusal>;
  /** An item as members would see it; it need not be in the bank. */
  preview(item: QuizItem, of: QuizCase): ItemPreview;
  /** The setting in force. */
  settingOf(group: GroupId): Promise<QuizSetting>;
}

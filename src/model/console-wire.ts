import type { AccountRole } from '#model/account.ts';
import type { AppealReason, CaseState, SizeUnit } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { CommentWire, ReasonWire, SeenWire } from '#model/desk-wire.ts';
import type { NoticePage } from '#model/desk.ts';
import type { CaseId, GroupId, Moment, PlatformName, Pseudonym } from '#model/ids.ts';
import type { LedgerHead } from '#model/ledger.ts';
import type { Lesson, OwnModelState } from '#model/lesson.ts';
import type { MeasureKind } from '#model/policy.ts';
import type { PostForm } from '#model/post.ts';
import type { SheetLine, SheetPage, SheetProblem } from '#model/rulebook.ts';
import type { RetentionLine } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import type { SheetStage } from '#model/unit-sheet.ts';

/*
 * What the console's API under /api/v1 and its pages say to each other, as JSON. Moments are epoch milliseconds; every `says`,
 * `title` and `label` is Chinese and may be shown as it is. Every POST carries `content-type: application/json`; with a session
 * every request but GET carries `x-csrf-token` (from SessionWire.csrf).
 */

/** Every answer of 400 and above. `fields` names what in the request is wrong: 字段 -> 说明. */
export interface ErrorWire {
  readonly error: { readonly code: string; readonly says: string; readonly fields?: Readonly<Record<string, string>> };
}

/** GET /setup/state, with header `x-setup-token` also what the form offers. */
export interface SetupStateWire {
  readonly needed: boolean;
  /** Null without the right token, or when nothing is to be set up. */
  readonly offer: SetupOfferWire | null;
}
export interface SetupOfferWire {
  readonly people: readonly PersonWire[];
  readonly templates: readonly { readonly id: string; readonly title: string; readonly describes: string }[];
  /** What the unit's fields start with. */
  readonly unit: Unit;
}

/** POST /setup -> 201 {} ; the page then signs in. */
export interface SetupWire {
  readonly token: string;
  readonly admin: NewAccountWire;
  readonly unit: Unit;
}

/** GET /unit -> SetupOfferWire; POST /unit UnitWire -> SetupOfferWire. Wrong fields are named as at /setup: unit.dutyPhone. */
export interface UnitWire {
  readonly unit: Unit;
}

/** A person already known to the house, for roster, heads and accounts. */
export interface PersonWire {
  readonly person: Pseudonym;
  readonly name: string;
}

/** Name 2–32 characters, password 10–128. */
export interface NewAccountWire {
  readonly name: string;
  readonly password: string;
  /** Binds the account to a member, so that nobody rules on his own case. */
  readonly person: Pseudonym | null;
}

/** GET /accounts -> { accounts: AccountWire[] }; POST /accounts takes NewAccountWire & { role } -> 201 AccountWire. */
export interface AccountWire {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly personName: string | null;
  readonly createdAt: Moment;
  readonly isDisabled: boolean;
}

/** POST /session. 401 `wrong-credentials`; 429 `locked` with header Retry-After in seconds. */
export interface SignInWire {
  readonly name: string;
  readonly password: string;
}

/** POST /session -> SessionWire; GET /session -> SessionStateWire; DELETE /session -> 204. */
export interface SessionWire {
  readonly account: { readonly id: string; readonly name: string; readonly role: AccountRole };
  readonly csrf: string;
  readonly expiresAt: Moment;
}
export interface SessionStateWire {
  readonly session: SessionWire | null;
  readonly setupNeeded: boolean;
  /** Buttons beside the form, such as 用企业微信登录; they lead to /api/v1/sign-in/console. */
  readonly signInBy: readonly string[];
}

/**
 * GET /cases?states=open,escalated&kinds=scope&group=…&outcome=review&from=…&until=…&assignee=<account>|me|nobody&waiting=me
 * &due=late|day&department=…&q=<part of a number or name>&after=<case id>&limit=50. With `due` the nearest deadline comes first.
 */
export interface CaseListWire {
  readonly cases: readonly CaseRowWire[];
  /** Value of `after` for the next page; null on the last. */
  readonly next: CaseId | null;
  /** On the first page: how many the other filters leave, by state and of what waits for me. */
  readonly counts: { readonly states: Readonly<Record<CaseState, number>>; readonly mine: number } | null;
}

/** GET /departments: of people who have had a case. */
export interface DepartmentsWire {
  readonly departments: readonly string[];
}

export interface CaseRowWire {
  readonly id: CaseId;
  readonly detectedAt: Moment;
  readonly group: GroupId;
  readonly groupName: string;
  readonly form: PostForm;
  readonly kind: Kind | 'none';
  readonly categoryTitle: string;
  readonly confidence: number;
  readonly outcome: 'review' | 'violation';
  readonly severity: number;
  readonly state: CaseState;
  /** What really came about. */
  readonly done: readonly MeasureKind[];
  /** What a shadow policy would have done. */
  readonly withheld: readonly MeasureKind[];
  readonly recallBy: Moment | null;
  readonly reportBy: Moment | null;
  readonly isReported: boolean;
  readonly isAcknowledged: boolean;
  /** An appeal waits for its answer. */
  readonly isAppealed: boolean;
  /** Until when it is promised: in working days after today (0: today, below: over), and how often the office was reminded. */
  readonly appealDue: { readonly by: Moment; readonly workdays: number; readonly reminded: number } | null;
  /** How often the office was reminded of the 24 hours. */
  readonly reportReminded: number;
  readonly isHeld: boolean;
  readonly assigneeName: string | null;
}

/** GET /cases/:id */
export interface CaseWire extends CaseRowWire {
  readonly senderName: string;
  readonly sentAt: Moment;
  readonly size: number;
  /** Null: not known, of what was forwarded before this was written down. */
  readonly sizeIn: SizeUnit | null;
  /** What the judgement rests on, without content: 页首出现密级标志形式. */
  readonly cues: readonly string[];
  readonly reasons: readonly ReasonWire[];
  /** What could not be read. */
  readonly unread: readonly string[];
  /** 看得到全部消息，可以撤回; null where the group is gone. */
  readonly coverage: string | null;
  readonly members: { readonly all: number; readonly outsiders: number } | null;
  readonly chain: readonly SeenWire[];
  readonly comments: readonly CommentWire[];
  readonly assignee: string | null;
  readonly gaps: number;
  /** Detectors or extractors that failed. */
  readonly failures: readonly string[];
  /** How many other groups hold the same. */
  readonly spread: number;
  readonly charged: boolean;
  /** The sender has nothing to object to: it counts already. */
  readonly acceptedAt: Moment | null;
  readonly withdrawnAt: Moment | null;
  readonly withdrawnBy: 'bot' | 'sender' | 'owner' | 'other' | null;
  readonly escalatedAt: Moment | null;
  readonly acknowledgedAt: Moment | null;
  readonly closedAt: Moment | null;
  readonly ruling: {
    readonly what: 'upheld' | 'overturned';
    readonly why: string;
    readonly at: Moment;
    readonly isConfirmed: boolean;
  } | null;
  readonly report: { readonly what: 'reported' | 'not-reportable'; readonly note: string; readonly at: Moment } | null;
  readonly appeal: {
    readonly reason: AppealReason;
    readonly at: Moment;
    readonly answeredAt: Moment | null;
    readonly note?: string;
    /** Promised to the sender. */
    readonly answerBy?: Moment;
  } | null;
  /** Rules an overturned case may become a `passes` of; the text is written anew. POST /cases/:id/teach TeachWire -> CaseWire. */
  readonly teachable: readonly { readonly rule: string; readonly title: string }[];
  readonly hasEvidence: boolean;
  readonly unsealing: Unit['unsealing'];
  readonly timeline: readonly {
    readonly number: number;
    readonly at: Moment;
    readonly says: string;
    readonly who: string;
  }[];
  /** What this account may do now, as far as role and state tell; the answer to the deed itself is final. */
  readonly may: readonly CaseDeed[];
}

export type CaseDeed =
  'acknowledge' | 'rule' | 'report' | 'hold' | 'evidence' | 'assign' | 'comment' | 'exempt' | 'draft-report' | 'teach';

/** POST /cases/:id/acknowledge {} · /rule RuleWire · /report ReportWire · /hold HoldWire -> CaseWire; refused -> 403, 404, 409, 422. */
export interface RuleWire {
  readonly what: 'upheld' | 'overturned';
  readonly why: string;
}
/** 422 `text-has-marks`, `text-is-copy`. */
export interface TeachWire {
  readonly text: string;
  readonly rule: string | null;
}
export interface ReportWire {
  readonly what: 'reported' | 'not-reportable';
  readonly note: string;
}
export interface HoldWire {
  readonly isHeld: boolean;
  readonly why: string;
}

/**
 * GET /cases/:id/evidence; 409 `second-person-needed` where the unit wants two persons, until another member did POST
 * /cases/:id/evidence/agree {} (good for 24 h). Both accounts are bound to their members for a day or longer: 409 `not-bound`,
 * `bound-lately`, `same-person`.
 */
export interface EvidenceWire {
  readonly case: CaseId;
  readonly sealedAt: Moment;
  /** An age file, base64. */
  readonly ciphertext: string;
}

/** GET /overview; `cases` is null for the operator. */
export interface OverviewWire {
  readonly cases: Readonly<Record<CaseState, number>> | null;
  readonly inbox: { readonly waiting: number; readonly stuck: number };
  readonly outbox: {
    readonly nextAt: Moment | null;
    readonly stuck: readonly { readonly key: string; readonly says: string }[];
  };
  readonly groups: { readonly active: number; readonly blind: number };
  readonly doors: readonly DoorWire[];
  readonly evidenceRecipients: number;
  readonly startedAt: Moment;
  readonly version: string;
}

/** A platform's door; `says` is what a person must do, null when all is well. */
export interface DoorWire {
  readonly platform: PlatformName;
  readonly says: string | null;
}

/** GET /groups: all there are, by name, to choose one. */
export interface GroupsWire {
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[];
}

/** GET /audit?about=looks|rulings|…&by=<account>|accounts&case=…&group=…&from=…&until=…&before=<number>&limit=100, newest first. */
export interface AuditWire {
  readonly head: LedgerHead;
  /** Who may be asked for. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** Value of `before` for the next page. */
  readonly next: number | null;
  readonly rows: readonly {
    readonly number: number;
    readonly at: Moment;
    readonly event: string;
    readonly says: string;
    readonly who: string;
    readonly case: CaseId | null;
    readonly group: GroupId | null;
    readonly hash: string;
  }[];
}

/** GET /retention */
export interface RetentionWire {
  readonly lines: readonly RetentionLine[];
}

/** GET /notice/:token; POST /notice/:token/{claim-withdrawn,cannot-withdraw,accept} {} and /appeal { reason } -> NoticeWire. 404 `link-invalid`. */
export type NoticeWire = NoticePage & {
  readonly office: ContactWire;
};
export interface AppealWire {
  readonly reason: AppealReason;
  /** At most 120 characters, without the matter; 422 `note-repeats-matter` where a check finds it. */
  readonly note?: string | undefined;
}

export interface ContactWire {
  readonly unit: string;
  readonly office: string;
  readonly officePhone: string;
  readonly dutyPhone: string;
}

/** GET /mine/:token: what is held about the member. POST /mine/:token/object MineRequestWire -> 201 { says }. */
export interface MineWire {
  readonly office: ContactWire;
  /** How many rows, in which table, what it keeps and for how long. */
  readonly held: readonly { readonly title: string; readonly rows: number; readonly term: string }[];
  readonly cases: readonly {
    readonly id: CaseId;
    readonly at: Moment;
    readonly groupName: string;
    readonly says: string;
    /** Path of the page where he answers or objects; good for a day. */
    readonly notice: string;
  }[];
  readonly asks: readonly { readonly id: MineAsk; readonly label: string }[];
}
export type MineAsk = 'explain' | 'correct' | 'erase' | 'stop';
export interface MineRequestWire {
  readonly asks: MineAsk;
}

/** GET /objections (admin, reviewer) -> { objections }; POST /people/:person/erase {} (admin) -> 204, 409 while a case is open. */
export interface ObjectionWire {
  readonly number: number;
  readonly at: Moment;
  readonly person: Pseudonym;
  readonly personName: string;
  readonly asks: MineAsk;
  readonly label: string;
  readonly isErased: boolean;
}

/** GET /about: PIPL 17, 35. `notice` is the filled-in 告知书 as Markdown. */
export interface AboutWire {
  readonly office: ContactWire | null;
  readonly sections: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
  readonly terms: readonly { readonly title: string; readonly term: string; readonly why: string }[];
  readonly rights: readonly { readonly says: string; readonly article: string }[];
  readonly notice: string;
}

/** GET /documents/assessment (admin, auditor): the 影响评估 template with the unit's fields filled in, Markdown. */
export interface DocumentWire {
  readonly title: string;
  readonly markdown: string;
}

/** GET /events: server-sent; `event: cases` with empty data says: read the list anew. */
export type ConsoleEvent = 'cases';

/** GET /rules; GET and POST /rules/:kind/:id -> SheetWire; POST /rules/:kind/:id/check { text } -> CheckedWire. */
export interface SheetsWire {
  readonly sheets: readonly SheetLine[];
}
export interface SheetWire {
  readonly sheet: SheetPage;
}
export interface CheckedWire {
  readonly problems: readonly SheetProblem[];
}

/** GET /lessons; POST /classifier/train and /classifier/reset {} -> the same. */
export interface LessonsWire {
  /** Oldest first, whatever became of them. */
  readonly lessons: readonly LessonWire[];
  readonly model: OwnModelState;
}
export interface LessonWire extends Omit<Lesson, 'account' | 'template'> {
  readonly ruleTitle: string | null;
  /** Who wrote it anew. */
  readonly by: string;
}

/** POST /lessons/:case/take LessonTaking; POST /lessons/:case/drop {}. The stage of the rule's new version, or null. */
export interface LessonTakenWire {
  readonly stage: SheetStage | null;
}

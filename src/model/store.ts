import type { BankChange, BankStore } from '#model/bank.ts';
import type { Account, BoundAccount, CreatedAccount, Session } from '#model/account.ts';
import type { Case, CaseComment, CaseState, Exemption } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { Deed, DueDeed, NewDeed } from '#model/deed.ts';
import type { Digest, DigestEvent, DigestSettings, DigestWork, Rhythm, Segment } from '#model/digest.ts';
import type { Fingerprint, FingerprintStore } from '#model/fingerprint.ts';
import type { Group } from '#model/group.ts';
import type { CaseId, GroupId, MemberId, Moment, PlatformName, PostId, Pseudonym } from '#model/ids.ts';
import type { Inbound } from '#model/gateway.ts';
import type { ChainReport, LedgerEntry, LedgerHead, LedgerQuery, LedgerRow } from '#model/ledger.ts';
import type { KnownPicture, PictureStore } from '#model/picture.ts';
import type { FigureStore } from '#model/figure-store.ts';
import type { SendStore, TokenStore } from '#model/platform-store.ts';
import type { SheetStore, UnitSheet } from '#model/unit-sheet.ts';
import type { Lesson } from '#model/lesson.ts';
import type { MemberReport } from '#model/report.ts';
import type { RollStore, Seat } from '#model/people.ts';
import type { SettingsVersion } from '#model/owner.ts';
import type { GapReason } from '#model/post.ts';
import type { QuizChange, QuizStore } from '#model/quiz-store.ts';
import type { Unit } from '#model/unit.ts';

/** Waiting in the inbox, decrypted. */
export interface InboxRow {
  readonly inbound: Inbound;
  readonly attempts: number;
}

/** What remains of an examined post: no text. Erased after 14 days, the keyed hash and counts after the retention table's term. */
export interface Trace {
  readonly post: PostId;
  readonly group: GroupId;
  readonly sender: Pseudonym;
  readonly at: Moment;
  readonly outcome: 'clear' | 'review' | 'violation';
  readonly fingerprint: string;
  readonly fileKinds: readonly string[];
  readonly linkDomains: readonly string[];
  readonly rules: readonly { readonly rule: string; readonly confidence: number }[];
  readonly gaps: number;
  /** Why something could not be read, each once; of what a policy lets pass, nothing. */
  readonly gapReasons?: readonly GapReason[];
}

/** What of a post stays readable to the detectors for at most 30 minutes; null text where it must not be kept. */
export interface ContextLine {
  readonly group: GroupId;
  readonly post: PostId;
  readonly at: Moment;
  readonly text: string | null;
}

/** Content sealed to the office's recipients (age); the house cannot open it. */
export interface SealedEvidence {
  readonly case: CaseId;
  readonly ciphertext: Uint8Array;
  readonly sealedAt: Moment;
}

/**
 * Everything that changes together, as data: one call of `record` is one transaction, so a crash between any two lines of the flow
 * loses nothing. The first case version mismatch refuses the whole change as stale.
 */
export interface Change {
  /** Inbox rows this change answers; their payload is erased. */
  readonly answers?: readonly string[];
  /** Outbox rows this change settles. */
  readonly settles?: readonly {
    readonly key: string;
    readonly state: 'done' | 'refused' | 'moot' | 'stuck';
    readonly receipt: string | null;
  }[];
  readonly ledger?: readonly LedgerEntry[];
  /** New (version 0) or changed; the store adds one to the version. */
  readonly cases?: readonly Case[];
  readonly groups?: readonly Group[];
  /** A key that exists is ignored. */
  readonly deeds?: readonly NewDeed[];
  /** Marks the case's timers as moot; what still asks for a withdrawal is moot when its turn comes. */
  readonly calms?: readonly CaseId[];
  readonly trace?: Trace;
  /** Whoever posts sits in the group, also where its platform lists nobody. */
  readonly seat?: Pick<Seat, 'group' | 'person' | 'role'>;
  readonly context?: ContextLine;
  readonly evidence?: SealedEvidence;
  /** The post was taken back; kept for when it comes before its post. */
  readonly withdrawal?: { readonly post: PostId; readonly at: Moment; readonly by: MemberId | null };
  readonly unit?: Unit;
  readonly sheets?: readonly UnitSheet[];
  /** Of what was posted, so that it is known when it comes again; an id that exists is ignored. */
  readonly fingerprint?: Fingerprint;
  /** Prints of pictures of its case, so that they are known when they come again; an id that exists is ignored. */
  readonly pictures?: readonly KnownPicture[];
  readonly comment?: CaseComment;
  readonly exempts?: Exemption;
  /** The case whose exemption was used up by a post. */
  readonly usesExemption?: CaseId;
  readonly lesson?: Lesson;
  /** Stale where its state is another by now. */
  readonly settlesLesson?: SettledLesson;
  /** A new version of a group's settings; stale where its number is not the next. */
  readonly settings?: SettingsVersion;
  readonly report?: { readonly report: MemberReport; readonly reporter: Pseudonym };
  /** Stale where it was closed before; who reported is forgotten. */
  readonly reportClosed?: MemberReport;
  readonly quiz?: QuizChange;
  readonly bank?: BankChange;
  /** A key that may be won once over all replicas (timetable): where it has been, the whole change is refused as stale. */
  readonly once?: string;
}

export interface SettledLesson extends Pick<Lesson, 'case' | 'state' | 'use'> {
  readonly from: Lesson['state'];
}

export type Recorded =
  { readonly ok: true; readonly head: LedgerHead } | { readonly ok: false; readonly refused: 'stale' };

export interface CaseQuery {
  readonly states?: readonly CaseState[];
  readonly kinds?: readonly Kind[];
  readonly group?: GroupId;
  readonly outcome?: 'review' | 'violation';
  /** Detected from this moment, and before that. */
  readonly from?: Moment;
  readonly until?: Moment;
  /** An account, or null: nobody's. */
  readonly assignee?: string | null;
  /** What a clerk has to do: neither another's nor what only somebody else may do. */
  readonly waitsFor?: string;
  /** Has a deadline of office or sender until then; those nearest to it come first. */
  readonly dueBefore?: Moment;
  /** Of one of these people. */
  readonly senders?: readonly Pseudonym[];
  /** Nobody sees his own case at the desk. */
  readonly notSender?: Pseudonym;
  /** Part of a number, or (beside it) one of these senders. */
  readonly search?: { readonly number: string; readonly senders: readonly Pseudonym[] };
  /** Newest first; the id of the last case of the page before. */
  readonly after?: CaseId;
  /** At most 200. */
  readonly limit: number;
}

export interface Person {
  readonly pseudonym: Pseudonym;
  readonly member: MemberId;
  readonly name: string;
  /** As his platform told; absent where it has not. */
  readonly departments?: readonly string[];
}

export interface InboxStore {
  /** Stores and deduplicates by key, with the cursor of a pull in the same transaction; returns after the data is on disk. */
  receive(
    inbound: readonly Inbound[],
    cursor?: { readonly platform: PlatformName; readonly cursor: string },
  ): Promise<void>;
  cursor(platform: PlatformName): Promise<string | null>;
  /** Rows due, oldest first, without those in `except` (being worked on). */
  due(now: Moment, limit: number, except: ReadonlySet<string>): Promise<readonly InboxRow[]>;
  /** Later, or (retryAt null) stuck until a person looks. */
  defer(key: string, retryAt: Moment | null, problem: string): Promise<void>;
  depth(): Promise<{ readonly waiting: number; readonly stuck: number }>;
}

export interface OutboxStore {
  /** Takes due rows and marks them `sending` in one transaction. */
  take(now: Moment, limit: number): Promise<readonly DueDeed[]>;
  /** At start: rows left `sending` by a crash become due again with isUncertain. */
  recover(): Promise<number>;
  /** Back to `due` after Transient. */
  defer(key: string, retryAt: Moment, problem: string): Promise<void>;
  /** The earliest due moment, to sleep until. */
  nextAt(): Promise<Moment | null>;
  stuck(): Promise<readonly { readonly key: string; readonly problem: string }[]>;
  /** Notices that wait to leave together, and messages a door did not take at once. */
  held(): Promise<{
    readonly gathered: number;
    readonly deferred: readonly { readonly problem: string; readonly number: number }[];
  }>;
  /** What was said to people about a case, in the order it was planned. */
  told(id: CaseId): Promise<readonly SaidDeed[]>;
  /** What waits to be said together under this key, in the order it was planned. */
  gathered(key: string): Promise<readonly SaidDeed[]>;
}

export interface SaidDeed {
  readonly key: string;
  readonly deed: Extract<Deed, { kind: 'tell' }>;
}

export interface CaseStore {
  find(id: CaseId): Promise<Case | null>;
  findByPost(post: PostId): Promise<Case | null>;
  list(query: CaseQuery): Promise<readonly Case[]>;
  count(): Promise<Readonly<Record<CaseState, number>>>;
  /** How many a query would list, on all its pages, by state. */
  tally(query: CaseQuery): Promise<Readonly<Record<CaseState, number>>>;
  /** Upheld, or taken back by the sender and not appealed within 7 days, in the last 90 days. */
  record(sender: Pseudonym, now: Moment): Promise<number>;
  /** How many other groups hold the same fingerprint. */
  spread(fingerprint: string): Promise<number>;
  /** The latest ruling on just these words and files, where it says that nothing was wrong. */
  cleared(fingerprint: string): Promise<Case | null>;
  /** The latest case of just these words and files that was upheld or whose post was taken back, and not overturned. */
  cameBefore(fingerprint: string): Promise<Case | null>;
  /** What waits for an account: how many, and those nearest to a deadline; `own` is its person, whose cases are none of its business. */
  waiting(
    account: string,
    limit: number,
    own?: Pseudonym | null,
  ): Promise<{ readonly number: number; readonly nearest: readonly Case[] }>;
  /** Where the same was seen, earliest first, at most 60: cases that share words or a file with this one, and posts of just the same. */
  sightings(one: Pick<Case, 'id' | 'fingerprint'>): Promise<readonly Sighting[]>;
  comments(id: CaseId): Promise<readonly CaseComment[]>;
  /** The unused exemption for these words by this sender in this group. */
  exemption(post: Pick<Exemption, 'group' | 'sender' | 'fingerprint'>, now: Moment): Promise<Exemption | null>;
  timeline(id: CaseId): Promise<readonly LedgerRow[]>;
  ofSender(sender: Pseudonym): Promise<readonly Case[]>;
}

/** The same matter, seen once. */
export interface Sighting {
  readonly post: PostId;
  readonly group: GroupId;
  readonly at: Moment;
  readonly case: Case | null;
}

export interface GroupStore {
  find(id: GroupId): Promise<Group | null>;
  list(): Promise<readonly Group[]>;
  /** The group's posts of the last 30 minutes, at most 10, oldest first. */
  context(id: GroupId, before: Moment): Promise<readonly ContextLine[]>;
  /** Newest first, at most 50. */
  settings(id: GroupId): Promise<readonly SettingsVersion[]>;
  /** What its posts left since a moment, newest first, at most 20 000. */
  traces(id: GroupId, since: Moment): Promise<readonly Trace[]>;
  withdrawal(post: PostId): Promise<{ readonly at: Moment; readonly by: MemberId | null } | null>;
}

/** The only table that knows who a pseudonym is; a row can be erased (PIPL 47) and the chain stays whole. */
export interface PeopleStore {
  /** Makes the pseudonym at first sight and keeps the latest name, encrypted. */
  pseudonym(member: MemberId, name: string | null): Promise<Pseudonym>;
  find(pseudonym: Pseudonym): Promise<Person | null>;
  /** The people seen latest, at most 500: who may be named in a roster or bound to an account. */
  list(): Promise<readonly Person[]>;
  /** Everybody, for finding people by name and department. */
  everybody(): Promise<readonly Person[]>;
  /** Where he works now. */
  place(pseudonym: Pseudonym, departments: readonly string[]): Promise<void>;
  /** With a ledger row; refused while a case of the person is held. */
  erase(pseudonym: Pseudonym): Promise<{ readonly erased: boolean }>;
}

export interface LedgerStore {
  head(): Promise<LedgerHead>;
  /** Walks the whole chain; with `expected` (its hash may be the first 16 digits) also finds a shortened or rebuilt one. */
  verify(expected?: LedgerHead): Promise<ChainReport>;
  latest(limit: number): Promise<readonly LedgerRow[]>;
  search(query: LedgerQuery): Promise<readonly LedgerRow[]>;
}

export interface AccountStore {
  find(id: string): Promise<Account | null>;
  findByName(name: string): Promise<Account | null>;
  list(): Promise<readonly Account[]>;
  /** Refuses a name that exists, and a member who has an account in use. */
  create(account: Account, entry: LedgerEntry): Promise<CreatedAccount>;
  /** Binds an account that is bound to nobody, or (null) unbinds it. A member has one account, unless others are disabled. */
  bind(id: string, person: Pseudonym | null, entry: LedgerEntry): Promise<BoundAccount>;
  openSession(session: Session, entry: LedgerEntry): Promise<void>;
  session(tokenHash: string, now: Moment): Promise<{ readonly session: Session; readonly account: Account } | null>;
  closeSession(tokenHash: string): Promise<void>;
}

export interface EvidenceStore {
  find(id: CaseId): Promise<SealedEvidence | null>;
  /** Every trace of a case but the ledger, with a destruction row. */
  purge(
    id: CaseId,
    entry: LedgerEntry,
  ): Promise<{ readonly erased: number; readonly refused: 'unknown' | 'held' | null }>;
}

/** What digests are made of, and what was told in them. */
export interface DigestStore {
  /** What happened in a span of time. */
  events(span: { readonly from: Moment; readonly to: Moment }): Promise<readonly DigestEvent[]>;
  /** Posts examined in it. */
  posts(span: { readonly from: Moment; readonly to: Moment }): Promise<number>;
  /** What waits for a person now. */
  work(now: Moment): Promise<DigestWork>;
  /** When the ledger begins; null where nothing has happened yet. */
  begunAt(): Promise<Moment | null>;
  /** Figures told, of segments that end after a moment, oldest first. */
  segments(since: Moment): Promise<readonly Segment[]>;
  /** Told for good; one that begins where another of its stream and margin does is ignored. */
  close(segments: readonly Segment[]): Promise<void>;
  /** With its messages and a ledger row in one transaction; false where the digest exists. */
  save(made: {
    readonly digest: Digest;
    readonly deeds: readonly NewDeed[];
    readonly entry: LedgerEntry;
  }): Promise<boolean>;
  find(id: string): Promise<Digest | null>;
  /** Newest first; of an owner, or (null) of the unit. */
  list(owner: Pseudonym | null, limit: number): Promise<readonly Digest[]>;
  /** Where the last digest of a rhythm ended. */
  lastEnd(owner: Pseudonym | null, rhythm: Rhythm): Promise<Moment | null>;
  /** Null where the unit has chosen nothing. */
  settings(): Promise<DigestSettings | null>;
  saveSettings(settings: DigestSettings, entry: LedgerEntry): Promise<void>;
}

/** What reviewers have written anew from overturned cases. */
export interface LessonStore {
  /** Oldest first. */
  list(): Promise<readonly Lesson[]>;
}

/** What members reported, without who; he is sealed and forgotten with the outcome. */
export interface ReportStore {
  find(id: string): Promise<MemberReport | null>;
  /** Those that wait first, then the newest. */
  list(limit: number): Promise<readonly MemberReport[]>;
  waiting(): Promise<number>;
  /** To thank him and to tell him the outcome, and for nothing else. */
  reporter(id: string): Promise<Pseudonym | null>;
}

/** What people decided about a job of the timetable. */
export interface JobSetting {
  readonly name: string;
  readonly isPaused: boolean;
  /** Hours before this moment are left out. */
  readonly skipUntil: Moment;
}

export interface TimetableStore {
  /** Of a job without a setting: as planned. */
  settings(): Promise<readonly JobSetting[]>;
  /** With a ledger row. */
  set(setting: JobSetting, entry: LedgerEntry): Promise<void>;
}

export interface RetentionLine {
  readonly table: string;
  readonly keeps: string;
  readonly days: number | null;
  readonly why: string;
}

export interface Store {
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly cases: CaseStore;
  readonly groups: GroupStore;
  readonly people: PeopleStore;
  readonly roll: RollStore;
  readonly ledger: LedgerStore;
  readonly figures: FigureStore;
  readonly accounts: AccountStore;
  readonly evidence: EvidenceStore;
  readonly fingerprints: FingerprintStore;
  readonly tokens: TokenStore;
  readonly sends: SendStore;
  readonly pictures: PictureStore;
  readonly sheets: SheetStore;
  readonly digests: DigestStore;
  readonly lessons: LessonStore;
  readonly reports: ReportStore;
  readonly quiz: QuizStore;
  readonly bank: BankStore;
  readonly timetable: TimetableStore;
  unit(): Promise<Unit | null>;
  record(change: Change): Promise<Recorded>;
  /** Wins once over all replicas for a key (timetable, cron). */
  once(key: string, now: Moment): Promise<boolean>;
  /** Whether a key has been won, by `once` or by a change. */
  hasFired(key: string): Promise<boolean>;
  /** Erases what is past its term; a hold stops it. Returns rows erased by table. */
  retain(now: Moment): Promise<Readonly<Record<string, number>>>;
  /** Rows by table and oldest row: what this database holds, for the member's page and the inspector. */
  held(person: Pseudonym): Promise<Readonly<Record<string, number>>>;
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

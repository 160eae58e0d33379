import type { BankDesk } from '#model/bank.ts';
import type { Actor } from '#model/case.ts';
import type { Catalogue } from '#model/catalogue.ts';
import type { DoorWire, PersonWire } from '#model/console-wire.ts';
import type { HealthWire } from '#model/desk-wire.ts';
import type { Digest, DigestSettings } from '#model/digest.ts';
import type { Group } from '#model/group.ts';
import type { Foresight, OwnerDesk, OwnerSettings, Tried } from '#model/owner.ts';
import type { ReportDesk } from '#model/report.ts';
import type { Desk } from '#model/desk.ts';
import type { Registrar } from '#model/fingerprint.ts';
import type { Identity } from '#model/identity.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { LawBook } from '#model/law.ts';
import type { LessonDesk, OwnModel } from '#model/lesson.ts';
import type { Learning } from '#model/learning.ts';
import type { QuizDesk } from '#model/quiz-desk.ts';
import type { Chart, Paper, Press, Workbook } from '#model/paper.ts';
import type { Template } from '#model/policy.ts';
import type { Rulebook } from '#model/rulebook.ts';
import type { RetentionLine, Store } from '#model/store.ts';
import type { Unit } from '#model/unit.ts';
import type { IsWorkday } from '#lib/working-time.ts';
import type { ConsoleLog } from '#console/router.ts';
import type { SetupGate } from '#console/setup-gate.ts';

export interface GroupDeeds {
  /** The bot introduces itself in a group it was found in at start. */
  introduce(id: GroupId, actor: Actor): Promise<boolean>;
  /** Everything takes effect where the owner has not chosen a template. */
  goLive(id: GroupId, actor: Actor): Promise<boolean>;
}

/** Jobs of the timetable, by name. */
export interface Clockwork {
  list(): Promise<readonly JobWire[]>;
  /** False where there is no such job. */
  pause(name: string, actor: Actor, isPaused: boolean): Promise<boolean>;
  skip(name: string, actor: Actor): Promise<boolean>;
}

export interface JobWire {
  readonly name: string;
  readonly title: string;
  readonly isPaused: boolean;
  readonly nextAt: Moment | null;
}

export interface DigestHands {
  readonly usual: DigestSettings;
  paper(digest: Digest, copy: { readonly unit: string; readonly watermark: string }): Paper;
  workbook(digest: Digest, copy: { readonly unit: string; readonly watermark: string }): Workbook;
  /** Who takes it away, and when. */
  watermark(who: string, at: Moment): string;
  /** Counts by key, of which none shows fewer people than a digest would. */
  share(
    events: readonly { readonly key: string; readonly person: Pseudonym; readonly count: number }[],
    keys: readonly string[],
  ): { readonly cells: readonly { readonly key: string; readonly count: number }[]; readonly rest: number | null };
  /** Whether a chart has a figure at all. */
  isDrawn(chart: Chart): boolean;
}

/** How the house is, as main knows it. */
export interface Health {
  readonly doors: readonly DoorWire[];
  readonly startedAt: Moment;
  readonly version: string;
}

/** What owners' settings are called, and what they cannot change. */
export interface OwnerFacts {
  readonly fileKinds: readonly { readonly id: string; readonly title: string }[];
  readonly floor: readonly string[];
}

/** What main hands to the console. */
export interface ConsoleParts {
  readonly store: Store;
  readonly desk: Desk;
  readonly owners: OwnerDesk;
  readonly reports: ReportDesk;
  /** What other settings would have done to a group's posts since a moment. */
  readonly foresee: (group: Group, since: Moment, settings: OwnerSettings) => Promise<Foresight>;
  /** A made-up post under settings not yet saved; nothing of it is kept. */
  readonly tryPost: (group: Group, settings: OwnerSettings, text: string) => Promise<Tried>;
  readonly ownerFacts: OwnerFacts;
  /** What the office decides about a group; false when there is no such active group. */
  readonly groups: GroupDeeds;
  readonly quiz: QuizDesk;
  /** Items and cases the office writes. */
  readonly bank: BankDesk;
  readonly timetable: Clockwork;
  readonly now: () => Moment;
  /** 256 bits of chance as base64url: sessions, CSRF, ids of accounts. */
  readonly newToken: () => string;
  /** Key of purpose `link`. */
  readonly linkKey: Buffer;
  readonly setup: SetupGate;
  /** Platforms that tell who is in front of a browser. */
  readonly identities: readonly Identity[];
  /** Pages a member reaches by /api/v1/sign-in/<key>: the private link for him, or null where there is none. */
  readonly memberPages: Readonly<Record<string, (person: Pseudonym) => Promise<string | null>>>;
  readonly isHttps: boolean;
  /** The unit's time zone: its days begin at its midnight. */
  readonly timeZone: string;
  readonly isWorkday: IsWorkday;
  /** ZHOUZHI_URL. */
  readonly url: string;
  readonly health: () => Promise<Health>;
  /** Workers, tokens, backup, disk: what whoever keeps the machine must see to. */
  readonly checks: () => Promise<HealthWire['checks']>;
  readonly lessons: LessonDesk;
  readonly ownModel: OwnModel;
  /** People who may be named in the roster or bound to an account. */
  readonly people: () => Promise<readonly PersonWire[]>;
  readonly catalogue: Pick<Catalogue, 'categories' | 'rules'>;
  readonly rulebook: Rulebook;
  /** Documents that are to be known again. */
  readonly registrar: Registrar;
  readonly templates: readonly Pick<Template, 'id' | 'title' | 'describes'>[];
  readonly retention: readonly RetentionLine[];
  readonly law: LawBook;
  /** Texts of data/templates: 告知书.md and 个人信息保护影响评估.md. */
  readonly documents: { readonly notice: string; readonly assessment: string };
  /** How many public keys evidence is sealed to. */
  readonly evidenceRecipients: number;
  /** What the unit's form at /setup starts with. */
  readonly unitDefaults: Unit;
  /** What has been learnt, by whom. */
  readonly learning: Learning;
  /** What the digest's room makes of a digest. */
  readonly digests: DigestHands;
  /** Makes PDF and xlsx files. */
  readonly press: Press;
  /** Calls back when a case changed; returns how to stop listening. */
  readonly onChange: (listener: () => void) => () => void;
  readonly log: ConsoleLog;
}

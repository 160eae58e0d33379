import type { FileId, GroupId, MemberId, Moment, PlatformName, PostId } from '#model/ids.ts';
import type { Identity } from '#model/identity.ts';
import type { FileRef, Post, Role } from '#model/post.ts';

/** What a door lets in. `key` makes a repeat harmless: the same key is stored once. */
export type Inbound = { readonly key: string; readonly at: Moment } & (
  | { readonly kind: 'post'; readonly post: Post }
  | { readonly kind: 'withdrawn'; readonly group: GroupId; readonly post: PostId; readonly by: MemberId | null }
  /** The bot was added to a group. */
  | { readonly kind: 'joined'; readonly group: GroupId; readonly by: MemberId | null }
  /** The bot was removed, or the group is no more. */
  | { readonly kind: 'left'; readonly group: GroupId; readonly why: 'removed' | 'dissolved' }
  /** Name, owner or the bot's abilities changed: read the group anew. */
  | {
      readonly kind: 'group-changed';
      readonly group: GroupId;
      readonly what: 'name' | 'owner' | 'abilities' | 'members';
    }
  /** A button of a card was pressed. `ref` and `action` are what the card carried. */
  | { readonly kind: 'pressed'; readonly member: MemberId; readonly ref: string; readonly action: string }
  /** Somebody spoke to the bot: privately, or by mention in a group. The text is answered and never stored. */
  | {
      readonly kind: 'asked';
      readonly member: MemberId;
      readonly group: GroupId | null;
      readonly text: string;
      /** Somebody else's words were quoted with it; they are not taken in. */ readonly quotes?: true;
    }
);

export interface Button {
  readonly action: string;
  readonly label: string;
}

/** Title and body may stand on a lock screen: neutral, without content, kind or grade (texts.md). */
export interface Card {
  /** A case or group the buttons refer to. */
  readonly ref: string;
  /** At most 18 characters. */
  readonly title: string;
  readonly body: readonly string[];
  readonly buttons: readonly Button[];
  readonly link: { readonly label: string; readonly url: string } | null;
  /** `body` holds all of it as text too, for a door that cannot show choices. */
  readonly question?: Question;
}

/** A question on a card. What was chosen comes back as `pressed` with the action `choose/AC`: the letters of the options' places. */
export interface Question {
  readonly text: string;
  /** Without letters: A is the first. */
  readonly options: readonly string[];
  readonly many: boolean;
  /** How to answer, and when it ends. */
  readonly note?: string;
}

export interface Outgoing {
  /** The outbox key; a door that honours it sends a repeat once. */
  readonly key: string;
  readonly to: { readonly kind: 'member'; readonly id: MemberId } | { readonly kind: 'group'; readonly id: GroupId };
  readonly card: Card;
  /** Leaves alone and at once; what else is said leaves it some of the platform's room. */
  readonly isFirst?: true;
}

export type Refusal = 'not-allowed' | 'too-late' | 'gone' | 'invalid';
/** The platform's answer. A refusal is a value; "already gone" on retract is success to the caller. */
export type Receipt = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly refused: Refusal };

/** What the bot may do in one group; its role there decides, not the platform alone. */
export interface Abilities {
  readonly sees: 'every-post' | 'mentions' | 'nothing';
  readonly retracts: boolean;
  /** Minutes a member has to take his own post back; null where there is no limit or it is unknown. */
  readonly recallWindow: number | null;
  /** Whether the owner can take back a member's post in the client. */
  readonly ownerRecalls: boolean;
}

export interface GroupInfo {
  readonly id: GroupId;
  readonly name: string;
  readonly owner: { readonly id: MemberId; readonly name: string } | null;
  readonly members: number;
  readonly outsiders: number;
  readonly abilities: Abilities;
}

export interface GroupMember {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
  /** Null where the platform does not say. */
  readonly joinedAt: Moment | null;
  /** Names of his departments; absent: the platform does not tell. */
  readonly departments?: readonly string[];
}

/** A callback as it came over HTTP, body unparsed. */
export interface CallbackRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** `inbound` is stored before `reply` is sent; `rang` means: pull now. A forged request has a reply and no inbound. */
export interface Accepted {
  readonly reply: { readonly status: number; readonly type: string; readonly body: string };
  readonly inbound: readonly Inbound[];
  readonly rang: boolean;
}

export interface Pulled {
  readonly inbound: readonly Inbound[];
  readonly cursor: string;
}

/** How far the files of a post have been read: counts, no content. */
export interface ReadingProgress {
  readonly post: PostId;
  readonly group: GroupId;
  /** Pages, pictures and parts; `of` grows while more are found. */
  readonly done: number;
  readonly of: number;
  /** Told once, however the reading ended. */
  readonly isOver: boolean;
}

/** Counts and times only. */
export interface DoorFact {
  readonly title: string;
  readonly figure: string;
  /** What is to be done or known about it; null when all is well. */
  readonly says: string | null;
}

/** One platform's door. An absent method means: the platform does not allow it. Throws Transient; anything else thrown is a bug. */
export interface Gateway {
  readonly platform: PlatformName;
  /** The door honours Outgoing.key, so a send may be repeated after a crash (decisions.md, Deeds). */
  readonly sendIsIdempotent: boolean;
  /** The same of what is said to a group, where that goes another way; as `sendIsIdempotent` where absent. */
  readonly groupSendIsIdempotent?: boolean;
  /** A Chinese sentence on what a person must do about this door now; null when all is well. */
  says?(): string | null;
  /** Tells who is in front of a browser. */
  readonly identity?: Identity;
  accept?(request: CallbackRequest): Promise<Accepted>;
  pull?(cursor: string | null, signal: AbortSignal): Promise<Pulled>;
  /** Calls back whenever there is something to pull; returns how to stop listening. */
  listen?(rang: () => void): () => void;
  download(file: FileRef, signal: AbortSignal): Promise<Download>;
  /** For a door that can show it; the others leave it out. */
  showReading?(progress: ReadingProgress): void;
  send(message: Outgoing, signal: AbortSignal): Promise<Receipt>;
  /** What was said to a member is settled: `says` stands where its buttons were. Refused `gone` where that can't be shown any more. */
  settle?(told: { readonly key: string; readonly to: MemberId }, says: string, signal: AbortSignal): Promise<Receipt>;
  retract?(post: { readonly id: PostId; readonly group: GroupId }, signal: AbortSignal): Promise<Receipt>;
  /** What the group is, or null when the bot is not in it. */
  group(id: GroupId, signal: AbortSignal): Promise<GroupInfo | null>;
  /** The groups the bot finds itself in, where the platform can tell. */
  groups?(signal: AbortSignal): Promise<readonly GroupInfo[]>;
  /** Names of a member's departments, the first his own, where the platform tells them. */
  departments?(member: MemberId, signal: AbortSignal): Promise<readonly string[]>;
  /** What is used of the platform's limits, and what was lost on the way, in the door's own words. */
  facts?(): Promise<readonly DoorFact[]>;
  /** Who is in the group, without the bot, where the platform can tell; null when the bot is not in it. */
  members?(id: GroupId, signal: AbortSignal): Promise<readonly GroupMember[] | null>;
}

export type Download =
  | { readonly ok: true; readonly file: FileId; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly refused: 'gone' | 'restricted' | 'oversize' | 'unsupported' };

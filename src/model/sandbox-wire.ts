import type { Button, Question, Refusal } from '#model/gateway.ts';
import type { FileId, GroupId, MemberId, Moment, PostId } from '#model/ids.ts';
import type { Role } from '#model/post.ts';

/**
 * What the sandbox platform and its page say to each other under `/sandbox/api`. JSON, UTF-8, moments in epoch milliseconds.
 *
 * GET  state                             -> SandboxState
 * GET  lines?group=ID | ?member=ID       -> SandboxLines  (newest `limit` (<= 200, default 100) before seq `before`, oldest first)
 * GET  files/:id                         -> the bytes; pictures inline, files as attachment
 * GET  events                            -> text/event-stream of SandboxEvent: `id: <seq>`, `retry: 1000`, `data: <json>`, no `event:` line;
 *                                           a comment line every 15 s; `Last-Event-ID` (or ?after=SEQ) replays what was missed
 * POST posts      SandboxPosting | form  -> 201 SandboxLine (kind post)
 *                 multipart/form-data: fields `as`, `group`, `text`?, `quote`?, then parts `picture` / `file` (at most 9, each <= 10 MB)
 * POST recall     SandboxRecall          -> 200 SandboxLine
 * POST press      SandboxPress           -> 200 SandboxLine (kind card)
 * POST ask        SandboxAsk             -> 201 SandboxLine (kind said; the bot answers by a card line through events)
 * POST settings   SandboxSettings        -> 200 SandboxGroup
 * POST rename     { group, name }        -> 200 SandboxGroup
 * POST owner      { group, owner }       -> 200 SandboxGroup   (owner: MemberId of a member)
 * POST members    { group, member, role } -> 200 SandboxGroup  (role null removes; 'owner' is refused, use `owner`)
 * POST bot        { group, present }     -> 200 SandboxGroup   (adds the bot to the group or removes it)
 * POST dissolve   { group }              -> 200 SandboxGroup
 * POST quiz       { group }              -> 202 SandboxGroup   (as if the owner asked the bot for a question now)
 * POST scripts/:id/run { speed? }        -> 202 SandboxRun     (speed: 'slow' | 'normal' | 'fast'; 409 while another runs)
 * POST scripts/stop   {}                 -> 200 { }
 * POST reset          {}                 -> 200 SandboxState   (as seeded; ends a running script)
 * Anything refused: 4xx SandboxError, `says` is a Chinese sentence to show as it is.
 */
export interface SandboxState {
  readonly now: Moment;
  readonly bot: { readonly name: string };
  readonly groups: readonly SandboxGroup[];
  readonly personas: readonly SandboxPersona[];
  /** Empty where the image was built without sample documents; `scriptsNote` then says so. */
  readonly scripts: readonly SandboxScript[];
  readonly scriptsNote: string | null;
  readonly run: SandboxRun | null;
  readonly limits: SandboxLimits;
  /** Seq of the newest event: open `events?after=<seq>` after reading the state, and nothing is missed. */
  readonly seq: number;
}

/** Bytes and counts. */
export interface SandboxLimits {
  readonly text: number;
  readonly file: number;
  readonly request: number;
  readonly files: number;
}

/** Somebody a visitor may be. */
export interface SandboxPersona {
  readonly id: MemberId;
  readonly name: string;
  /** 综合科科员, 保密办值班 */
  readonly title: string;
  /** Groups he is in, with his role. */
  readonly roles: readonly { readonly group: GroupId; readonly role: Role }[];
  /** 保密办, second contact, leader: has direct messages worth looking at although he may be in no group. */
  readonly isOffice: boolean;
}

export interface SandboxGroup {
  readonly id: GroupId;
  readonly name: string;
  /** 机关科室, 高校院系, 乡镇政府 */
  readonly kind: string;
  readonly owner: MemberId | null;
  readonly members: readonly { readonly id: MemberId; readonly name: string; readonly role: Role }[];
  readonly botPresent: boolean;
  /** The switch "the bot may retract here". */
  readonly retracts: boolean;
  readonly sees: 'every-post' | 'mentions' | 'nothing';
  /** Minutes a sender has to take his own post back; null is no limit. */
  readonly recallWindow: number | null;
  /** Owner and admins may take back a member's post. */
  readonly ownerRecalls: boolean;
  readonly isDissolved: boolean;
}

/** Where a line stands: a group's chat, or the direct chat of a member with the bot. */
export type SandboxPlace =
  { readonly kind: 'group'; readonly group: GroupId } | { readonly kind: 'direct'; readonly member: MemberId };

/** One line of a chat, oldest first by `seq`. A line that changes (withdrawn, pressed) comes again whole with the same `id` and `seq`. */
export type SandboxLine = {
  readonly id: string;
  readonly seq: number;
  readonly at: Moment;
  readonly place: SandboxPlace;
} & (
  | SandboxPost
  | SandboxCard
  /** A member's words to the bot, in the direct chat. */
  | { readonly kind: 'said'; readonly member: MemberId; readonly text: string }
  /** 「群名改为…」, 「周知 加入了群聊」 */
  | { readonly kind: 'note'; readonly text: string }
);

export interface SandboxPost {
  readonly kind: 'post';
  /** `id` of the line is the PostId. Text above 20 000 characters is cut for the page; the bot gets all of it. */
  readonly sender: { readonly id: MemberId; readonly name: string; readonly role: Role };
  readonly text: string;
  readonly quote: { readonly post: PostId; readonly name: string; readonly text: string } | null;
  /** Posts forwarded in one bundle; depth 1 is the outermost, a bundle inside a bundle has depth 2. */
  readonly forwarded: readonly { readonly name: string; readonly text: string; readonly depth: number }[];
  readonly files: readonly SandboxFile[];
  /** Until when the sender may recall: null is without limit. */
  readonly recallableUntil: Moment | null;
  /** Text, quote, bundle and files are then empty: the platform has erased them. */
  readonly withdrawn: { readonly at: Moment; readonly by: 'sender' | 'owner' | 'bot'; readonly name: string } | null;
}

export interface SandboxFile {
  readonly id: FileId;
  readonly name: string;
  readonly size: number;
  readonly media: 'picture' | 'file';
  /** Sent with the post, or brought along by a forward. */
  readonly from: 'body' | 'forward';
  /** Relative to the origin: /sandbox/api/files/… */
  readonly url: string;
}

/** A message of the bot: in a direct chat, or in a group. */
export interface SandboxCard {
  readonly kind: 'card';
  readonly ref: string;
  readonly title: string;
  readonly body: readonly string[];
  readonly buttons: readonly Button[];
  readonly link: { readonly label: string; readonly url: string } | null;
  /** Shown in place of `body`; a choice is a press with the action `choose/AC`. */
  readonly question?: Question;
  /** One press per member; a pressed card's buttons are dead for him. */
  readonly presses: readonly { readonly member: MemberId; readonly action: string; readonly at: Moment }[];
}

export interface SandboxLines {
  readonly lines: readonly SandboxLine[];
  readonly more: boolean;
}

export interface SandboxScript {
  readonly id: string;
  readonly title: string;
  readonly describes: string;
  readonly steps: number;
  /** The group to look at first. */
  readonly group: GroupId;
  /** What can and cannot be seen yet: 图片文字识别将在后续版本提供. */
  readonly note: string | null;
}

export interface SandboxRun {
  readonly script: string;
  readonly step: number;
  readonly steps: number;
  /** What happens now, for a caption under the chat. */
  readonly caption: string;
  /** Where it happens. */
  readonly group: GroupId | null;
}

/** A live event. `seq` is the event's own number, not the line's. */
export type SandboxEvent = { readonly seq: number } &
  /** New, or changed (same line id). */
  (
    | { readonly kind: 'line'; readonly line: SandboxLine }
    | { readonly kind: 'group'; readonly group: SandboxGroup }
    /** A script began, took a step, or (null) ended. */
    | { readonly kind: 'run'; readonly run: SandboxRun | null }
    /** All posts whose files are being read now; one that was in the list before and no longer is has been read. */
    | { readonly kind: 'reading'; readonly posts: readonly SandboxReading[] }
    /** Read the state anew. */
    | { readonly kind: 'reset' }
  );

export interface SandboxReading {
  readonly post: PostId;
  /** Pages and parts of its files. */
  readonly done: number;
  readonly of: number;
}

/** `forward`: post ids of one group, oldest first, put into one bundle; `text` is then the sender's own words beside it. */
export interface SandboxPosting {
  readonly as: MemberId;
  readonly group: GroupId;
  readonly text?: string;
  readonly quote?: PostId;
  readonly forward?: readonly PostId[];
}

export interface SandboxRecall {
  readonly as: MemberId;
  readonly post: PostId;
}

export interface SandboxPress {
  readonly as: MemberId;
  /** Line id of the card. */
  readonly card: string;
  readonly action: string;
}

export interface SandboxAsk {
  readonly as: MemberId;
  readonly text: string;
}

export interface SandboxSettings {
  readonly group: GroupId;
  readonly retracts?: boolean;
  readonly sees?: SandboxGroup['sees'];
  readonly ownerRecalls?: boolean;
  readonly recallWindow?: number | null;
}

export interface SandboxError {
  readonly error: {
    readonly code: 'unknown' | 'conflict' | 'too-large' | 'absent' | 'foreign-origin' | Refusal;
    readonly says: string;
  };
}

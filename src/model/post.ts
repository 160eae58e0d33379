import type { FileId, GroupId, MemberId, Moment, PostId } from '#model/ids.ts';
import type { LayoutCue, Print } from '#model/picture.ts';

export type Role = 'owner' | 'admin' | 'member' | 'outsider';

export interface Sender {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
}

/** Where words in a post come from: a quote is context and charges nobody, a forward is charged like one's own words. */
export type Origin = 'body' | 'quote' | 'forward';

export interface FileRef {
  readonly id: FileId;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** What the platform says it is; never trusted. */
  readonly media: 'picture' | 'file';
  readonly from: Origin;
}

export interface Quote {
  readonly post: PostId | null;
  readonly text: string;
}

/** One message inside a forwarded bundle; bundles nest, `depth` 1 is the outermost. */
export interface Forward {
  readonly text: string;
  readonly depth: number;
}

/** One message in a group, with its files. */
export interface Post {
  readonly id: PostId;
  readonly group: GroupId;
  readonly sender: Sender;
  readonly sentAt: Moment;
  readonly body: string;
  readonly quoted: Quote | null;
  readonly forwarded: readonly Forward[];
  readonly files: readonly FileRef[];
}

/** What a post is called in front of people, without saying anything of its content. */
export type PostForm = 'text' | 'picture' | 'file' | 'forward';

export function formOf(post: Post): PostForm {
  if (post.forwarded.length > 0) return 'forward';
  if (post.files.some((file) => file.media === 'file')) return 'file';
  return post.files.length > 0 ? 'picture' : 'text';
}

/** Text got out of a post. `where` names the place for a person: 正文, 引用, 第3页, 文件名. */
export interface Passage {
  readonly from: Origin;
  readonly file: FileId | null;
  readonly via: 'text' | 'ocr';
  readonly where: string;
  readonly text: string;
  /** What the picture looks like, where that says something even without words. */
  readonly layout?: readonly LayoutCue[];
  /** By which the picture is known again. */
  readonly print?: Print;
}

export const gapReasons = [
  'encrypted',
  'corrupt',
  'oversize',
  'timeout',
  'unsupported',
  'restricted',
  'unreadable',
  'too-deep',
  'unsafe-path',
] as const;
export type GapReason = (typeof gapReasons)[number];

/** Text not got. Unread is not clean. */
export interface Gap {
  readonly file: FileId;
  readonly from: Origin;
  readonly media: FileRef['media'];
  readonly why: GapReason;
}

/** All that could be read of a post. `context` holds the group's previous posts, oldest first, and is never charged. */
export interface Reading {
  readonly post: Post;
  readonly passages: readonly Passage[];
  readonly gaps: readonly Gap[];
  readonly context: readonly string[];
}

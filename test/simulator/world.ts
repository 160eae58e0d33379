import type { GroupInfo, Inbound, Outgoing } from '#model/gateway.ts';
import type { GroupId, MemberId, Moment, PostId } from '#model/ids.ts';
import type { Post, Role } from '#model/post.ts';

export interface SimulatedGroup {
  readonly id: GroupId;
  name: string;
  owner: MemberId;
  readonly members: Map<MemberId, Role>;
  retracts: boolean;
  botPresent: boolean;
}

export interface SentPost {
  readonly post: Post;
  /** A member, or `bot`. */
  withdrawnBy: MemberId | null;
}

/** A card that stands on the platform: an effect of a send. */
export interface SentCard {
  readonly id: string;
  readonly key: string;
  readonly to: Outgoing['to'];
  readonly card: Outgoing['card'];
  readonly at: Moment;
}

/** A call of the bot, with the time it came. */
export interface BotCall {
  readonly what: 'send' | 'retract' | 'group' | 'groups' | 'download';
  readonly ref: string;
  readonly at: Moment;
  readonly answer: string;
}

/** A small group-chat platform in memory; everything that comes from the bot is recorded. */
export interface World {
  readonly groups: Map<GroupId, SimulatedGroup>;
  readonly people: Set<MemberId>;
  readonly posts: Map<PostId, SentPost>;
  readonly files: Map<string, { readonly post: PostId; readonly bytes: Uint8Array }>;
  readonly cards: SentCard[];
  readonly calls: BotCall[];
  /** A send with a key it has seen shows nothing new. */
  readonly honoursKeys: boolean;
  readonly tell: (inbound: Inbound) => void;
  newId(what: string): string;
}

export function createWorld(options: Pick<World, 'honoursKeys' | 'tell'>): World {
  let numbers = 0;
  return {
    ...options,
    groups: new Map(),
    people: new Set(),
    posts: new Map(),
    files: new Map(),
    cards: [],
    calls: [],
    newId: (what) => `simulated:${what}-${++numbers}`,
  };
}

export function infoOf(group: SimulatedGroup): GroupInfo {
  return {
    id: group.id,
    name: group.name,
    owner: { id: group.owner, name: group.owner },
    members: group.members.size,
    outsiders: [...group.members.values()].filter((role) => role === 'outsider').length,
    abilities: { sees: 'every-post', retracts: group.retracts, recallWindow: null, ownerRecalls: true },
  };
}

export function withdraw(world: World, sent: SentPost, by: MemberId): void {
  sent.withdrawnBy = by;
  for (const [file, { post }] of world.files) if (post === sent.post.id) world.files.delete(file);
}

/** What must be there; a test that asks for something else is wrong. */
export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the simulated platform has no ${what}`);
  return value;
}

import type { CallbackRequest, Card, Gateway, Inbound, Outgoing } from '#model/gateway.ts';
import type { GroupId, MemberId, PostId } from '#model/ids.ts';

/** A group as the platform's people see it. */
export interface StagedGroup {
  readonly id: GroupId;
  readonly name: string;
  readonly owner: MemberId;
  readonly member: MemberId;
  readonly outsider: MemberId;
}

/** The platform behind a door, driven from its own side; `absent` methods must be named in `skip` with a reason. */
export interface Stage {
  /** A new group with owner, member, outsider and the bot. */
  group(wanted: { readonly retracts: boolean }): Promise<StagedGroup>;
  post(group: GroupId, sender: MemberId, text: string): Promise<PostId>;
  /** Posts a file and returns its reference as the bot is told of it. */
  postFile(
    group: GroupId,
    sender: MemberId,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<PostId>;
  recall(post: PostId, by: MemberId): Promise<void>;
  press(receipt: string, by: MemberId, action: string): Promise<void>;
  ask(by: MemberId, text: string): Promise<void>;
  rename(group: GroupId, name: string): Promise<void>;
  setOwner(group: GroupId, owner: MemberId): Promise<void>;
  allowRetract(group: GroupId, allowed: boolean): Promise<void>;
  setBot(group: GroupId, present: boolean): Promise<void>;
  dissolve(group: GroupId): Promise<void>;
  /** Titles of the bot's cards that stand there, oldest first. */
  shown(place: Outgoing['to']): Promise<readonly string[]>;
  isVisible(post: PostId): Promise<boolean>;
  /** The callbacks the platform sent since last asked, oldest first; a door that only pulls has none. */
  callbacks(): Promise<readonly CallbackRequest[]>;
  /** The platform stops answering the bot, or answers again. */
  setOutage(isOut: boolean): Promise<void>;
}

export interface Scene {
  readonly gateway: Gateway;
  readonly stage: Stage;
  readonly group: StagedGroup;
  /** Everything the door let in since last asked, the whole way: callbacks accepted, rings followed, pulls until empty. */
  readonly arrived: () => Promise<readonly Inbound[]>;
}

export type Cases = Readonly<Record<string, (scene: Scene) => Promise<void>>>;

export const card: Card = {
  ref: 'case-1',
  title: '请尽快处理一条消息',
  body: ['第一段', '第二段'],
  buttons: [{ action: 'ack', label: '接手' }],
  link: null,
};
export const signal = (): AbortSignal => AbortSignal.timeout(5000);

/** An inbound without what every door chooses itself. */
export function content(inbound: Inbound): object {
  const { key: _key, at: _at, ...rest } = inbound;
  return rest;
}

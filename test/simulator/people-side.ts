import { Buffer } from 'node:buffer';
import type { Outgoing } from '#model/gateway.ts';
import type { GroupId, MemberId, Moment, PostId } from '#model/ids.ts';
import type { FileRef, Post, Role } from '#model/post.ts';
import type { StagedGroup } from '../contract/gateway-stage.ts';
import { must, withdraw, type SimulatedGroup, type World } from './world.ts';

interface NewFile {
  readonly name: string;
  readonly base64: string;
}

/** What people do on the platform; the methods of the contract's Stage, called over HTTP. */
export function createPeopleSide(world: World) {
  return { ...talk(world), ...rooms(world) };
}

function talk(world: World) {
  const { posts, cards, people, tell } = world;
  return {
    addPerson: (person: MemberId): void => void people.add(person),
    post: (group: GroupId, sender: MemberId, text: string): PostId => put(world, { group, sender, text }),
    postFile: (group: GroupId, sender: MemberId, file: NewFile): PostId =>
      put(world, { group, sender, text: '', file }),
    recall(post: PostId, by: MemberId): void {
      const sent = must(posts.get(post), post);
      withdraw(world, sent, by);
      tell({ ...event(world), kind: 'withdrawn', group: sent.post.group, post, by });
    },
    press(receipt: string, by: MemberId, action: string): void {
      const sent = must(
        cards.find((one) => one.id === receipt),
        receipt,
      );
      tell({ ...event(world), kind: 'pressed', member: by, ref: sent.card.ref, action });
    },
    ask: (by: MemberId, text: string): void => tell({ ...event(world), kind: 'asked', member: by, group: null, text }),
    shown: ({ kind, id }: Outgoing['to']): readonly string[] =>
      cards.filter((one) => one.to.kind === kind && one.to.id === id).map((one) => one.card.title),
    isVisible: (post: PostId): boolean => posts.get(post)?.withdrawnBy === null,
  };
}

function rooms(world: World) {
  const { tell } = world;
  const groupOf = (id: GroupId): SimulatedGroup => must(world.groups.get(id), id);
  return {
    group: (wanted: { readonly retracts: boolean }): StagedGroup => open(world, wanted.retracts),
    rename(group: GroupId, name: string): void {
      groupOf(group).name = name;
      tell({ ...event(world), kind: 'group-changed', group, what: 'name' });
    },
    setOwner(id: GroupId, owner: MemberId): void {
      const group = groupOf(id);
      group.members.set(group.owner, 'member').set(owner, 'owner');
      group.owner = owner;
      tell({ ...event(world), kind: 'group-changed', group: id, what: 'owner' });
    },
    allowRetract(group: GroupId, allowed: boolean): void {
      groupOf(group).retracts = allowed;
      tell({ ...event(world), kind: 'group-changed', group, what: 'abilities' });
    },
    setBot(group: GroupId, present: boolean): void {
      groupOf(group).botPresent = present;
      if (present) tell({ ...event(world), kind: 'joined', group, by: groupOf(group).owner });
      else tell({ ...event(world), kind: 'left', group, why: 'removed' });
    },
    dissolve(group: GroupId): void {
      groupOf(group).botPresent = false;
      tell({ ...event(world), kind: 'left', group, why: 'dissolved' });
    },
  };
}

function open(world: World, retracts: boolean): StagedGroup {
  const id = world.newId('group');
  const [owner, member, outsider] = [world.newId('person'), world.newId('person'), world.newId('person')] as const;
  for (const one of [owner, member, outsider]) world.people.add(one);
  const members = new Map<MemberId, Role>([
    [owner, 'owner'],
    [member, 'member'],
    [outsider, 'outsider'],
  ]);
  const name = `模拟群${world.groups.size + 1}`;
  world.groups.set(id, { id, name, owner, members, retracts, botPresent: true });
  world.tell({ ...event(world), kind: 'joined', group: id, by: owner });
  return { id, name, owner, member, outsider };
}

interface Draft {
  readonly group: GroupId;
  readonly sender: MemberId;
  readonly text: string;
  readonly file?: NewFile;
}

function put(world: World, { group, sender, text, file }: Draft): PostId {
  const { members, botPresent } = must(world.groups.get(group), group);
  const id = world.newId('post');
  const role = must(members.get(sender), sender);
  const post: Post = {
    id,
    group,
    sender: { id: sender, name: sender, role },
    sentAt: Date.now(),
    body: text,
    quoted: null,
    forwarded: [],
    files: file ? [keep(world, id, file)] : [],
  };
  world.posts.set(id, { post, withdrawnBy: null });
  if (botPresent) world.tell({ key: id, at: post.sentAt, kind: 'post', post });
  return id;
}

function keep(world: World, post: PostId, { name, base64 }: NewFile): FileRef {
  const id = world.newId('file');
  const bytes = Buffer.from(base64, 'base64');
  world.files.set(id, { post, bytes });
  return { id, name, size: bytes.length, media: 'file', from: 'body' };
}

function event(world: World): { readonly key: string; readonly at: Moment } {
  return { key: world.newId('event'), at: Date.now() };
}

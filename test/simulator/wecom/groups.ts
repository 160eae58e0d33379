import { aRecord, type ArchiveRecord, type RecordType } from './records.ts';
import type { Archive } from './archive.ts';
import type { createCallbacks } from './callbacks.ts';
import { must, type Group, type World } from './world.ts';

export interface NewGroup {
  readonly id?: string;
  readonly name: string;
  readonly owner: string;
  /** The owner is among them. */
  readonly members: readonly string[];
  readonly kind?: 'internal' | 'customer';
}

export interface GroupsOptions {
  /** Real milliseconds after a post until the doorbell rings, 15000 on the platform; null rings only when a test does. */
  readonly notifyAfter: number | null;
}

/** Groups of people and what is said in them; the archive gets what somebody in its scope takes part in. */
export function createGroups(
  world: World,
  archive: Archive,
  callbacks: ReturnType<typeof createCallbacks>,
  { notifyAfter }: GroupsOptions,
) {
  const find = (id: string): Group => must(world.groups.get(id), id);
  const revoked = new Set<string>();
  const rooms = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  const ring = (): void => {
    if (notifyAfter === null || timer) return;
    timer = setTimeout(() => {
      timer = null;
      void callbacks.ring();
    }, notifyAfter);
  };
  const keep = (record: ArchiveRecord): ArchiveRecord => {
    const isInScope = [record.from, ...record.tolist].some((one) => world.corp.permitted.has(one));
    if (!isInScope) return record;
    archive.add(record);
    ring();
    return record;
  };
  const say = (
    from: string,
    to: { readonly roomid: string; readonly tolist: readonly string[] },
    type: RecordType,
    body: object,
  ): ArchiveRecord => {
    const tail = to.roomid !== '' && find(to.roomid).kind === 'customer' ? '_external' : '';
    const msgid = `${world.newId('')}_${Math.floor(world.now() / 1000)}${tail}`;
    rooms.set(msgid, to.roomid);
    return keep(aRecord(type, body, { ...to, from, msgid, msgtime: world.now() }));
  };
  const inGroup = (id: string, from: string) => ({
    roomid: id,
    tolist: [...find(id).members.keys()].filter((one) => one !== from),
  });
  return {
    create({ id = world.newId('wr'), name, owner, members, kind = 'internal' }: NewGroup): string {
      const at = world.now();
      const everybody = new Map([owner, ...members].map((one) => [one, at]));
      world.groups.set(id, { id, kind, agentid: null, name, owner, createdAt: at, members: everybody });
      return id;
    },
    rename: (id: string, name: string): void => void (find(id).name = name),
    setOwner: (id: string, owner: string): void => void (find(id).owner = owner),
    join: (id: string, member: string): void => void find(id).members.set(member, world.now()),
    leave: (id: string, member: string): void => void find(id).members.delete(member),
    dissolve: (id: string): void => void world.groups.delete(id),
    /** Anything of the appendix; returns its msgid. */
    post: (id: string, from: string, type: RecordType, body: object = {}): string =>
      say(from, inGroup(id, from), type, body).msgid,
    text: (id: string, from: string, content: string): string =>
      say(from, inGroup(id, from), 'text', { content }).msgid,
    /** A file goes into the archive's media, its reference into the record. */
    file(id: string, from: string, { name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): string {
      const fileext = name.includes('.') ? (name.split('.').at(-1) ?? '') : '';
      return say(from, inGroup(id, from), 'file', { ...archive.addMedia(bytes), filename: name, fileext }).msgid;
    },
    /** Two members in private. */
    whisper: (from: string, to: string, content: string): string =>
      say(from, { roomid: '', tolist: [to] }, 'text', { content }).msgid,
    revoke(id: string, by: string, msgid: string): string {
      revoked.add(msgid);
      return say(by, inGroup(id, by), 'revoke', { pre_msgid: msgid }).msgid;
    },
    roomOf: (msgid: string): string | undefined => rooms.get(msgid),
    isRevoked: (msgid: string): boolean => revoked.has(msgid),
    /** What robots and apps show in a group. */
    shows: (id: string) => world.shown.filter((one) => one.to === id && one.recalledAt === null),
    stop(): void {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}

import * as z from 'zod';
import type { Abilities, GroupInfo, GroupMember } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import type { Api } from '#gateway/wecom/api/client.ts';
import type { Directory } from '#gateway/wecom/directory.ts';
import { houseId, isOutsider, isRobot } from '#gateway/wecom/ids.ts';
import { sideBySide } from '#gateway/wecom/side-by-side.ts';
import { createSeats, type Seats } from '#gateway/wecom/seats.ts';
import type { WecomGroup, WecomSettings } from '#gateway/wecom/settings.ts';

/** A group as the platform tells it: native ids. */
export interface Room {
  readonly name: string;
  readonly owner: string | null;
  readonly members: readonly string[];
  /** When each came, where that is told. */
  readonly joined: ReadonlyMap<string, Moment>;
}

export interface Rooms {
  info(native: string, signal: AbortSignal): Promise<GroupInfo | null>;
  /** Who is in it, robots aside; null where that is not told. */
  members(native: string, signal: AbortSignal): Promise<readonly GroupMember[] | null>;
  /** The owner's native id, from what was asked lately; null where the platform does not answer now: no post waits for it. */
  owner(native: string, signal: AbortSignal): Promise<string | null>;
  readonly seats: Pick<Seats, 'taken'>;
}

export interface RoomParts {
  readonly api: Api;
  readonly directory: Directory;
  readonly settings: WecomSettings;
  readonly hasArchive: boolean;
  readonly hasRobot: boolean;
  readonly clock: () => Moment;
}

const text = z.string().default('');
const Internal = z.object({
  roomname: text,
  creator: text,
  members: z.array(z.object({ memberid: z.string(), jointime: z.number().optional() })).default([]),
});
const Own = z.object({ chat_info: z.object({ name: text, owner: text, userlist: z.array(z.string()).default([]) }) });
const CustomerGroup = z.object({
  name: text,
  owner: text,
  member_list: z.array(z.object({ userid: z.string(), join_time: z.number().optional() })).default([]),
});
/** The documents' excerpts show the group with and without a frame around it. */
const Customer = z.union([
  z.object({ group_chat: CustomerGroup }).transform(({ group_chat }) => group_chat),
  CustomerGroup,
]);

const ownerKnownFor = 10 * 60_000;

/** What a group is: asked where its kind is told, and corrected by what the operator wrote down. */
export function createRooms(parts: RoomParts): Rooms {
  const { api, directory, settings, hasArchive, hasRobot, clock } = parts;
  const seats = createSeats(api, clock);
  const owners = new Map<string, { readonly owner: string | null; readonly until: Moment }>();
  const abilitiesIn = (native: string): Abilities => ({
    sees: hasArchive ? 'every-post' : hasRobot && settings.groups.get(native)?.chat ? 'mentions' : 'nothing',
    retracts: false,
    recallWindow: settings.recallWindow,
    ownerRecalls: settings.ownerRecalls,
  });
  const find = async (native: string, signal: AbortSignal): Promise<Room | null> => {
    const written = settings.groups.get(native);
    const room = await ask(api, { native, kind: written?.kind ?? 'internal', hasArchive }, signal);
    // Where nobody of it is in the archive's scope, no post of it will ever come.
    if (room && hasArchive && !(await seats.sees(room.members, signal))) return null;
    const corrected = room ?? (written && !asks(written.kind, hasArchive) ? empty : null);
    if (corrected === null) return null;
    return {
      ...corrected,
      name: written?.name ?? (corrected.name || '未命名的群'),
      owner: written?.owner ?? (corrected.owner || null),
    };
  };
  const remember = (native: string, owner: string | null): void =>
    void owners.set(native, { owner, until: clock() + ownerKnownFor });
  return {
    seats,
    async info(native, signal) {
      const room = await find(native, signal);
      remember(native, room?.owner ?? null);
      if (!room) return null;
      return {
        id: houseId(native),
        name: room.name,
        owner: room.owner === null ? null : { id: houseId(room.owner), name: await directory.name(room.owner, signal) },
        members: room.members.length,
        outsiders: room.members.filter(isOutsider).length,
        abilities: abilitiesIn(native),
      };
    },
    async members(native, signal) {
      const room = await find(native, signal);
      if (!room) return null;
      const people = room.members.filter((userid) => !isRobot(userid));
      const names = await directory.names(people, signal);
      return sideBySide(people, async (userid): Promise<GroupMember> => {
        const common = { id: houseId(userid), joinedAt: room.joined.get(userid) ?? null };
        if (isOutsider(userid)) return { ...common, name: names.get(userid) ?? userid, role: 'outsider' };
        const { name, departments } = await directory.person(userid, signal);
        const told = departments.length > 0 && { departments };
        return { ...common, name, role: userid === room.owner ? 'owner' : 'member', ...told };
      });
    },
    async owner(native, signal) {
      const known = owners.get(native);
      if (known && known.until > clock()) return known.owner;
      const room = await find(native, signal).catch(nothingFor);
      remember(native, room?.owner ?? null);
      return room?.owner ?? null;
    },
  };
}

function nothingFor(error: unknown): null {
  if (error instanceof Transient) return null;
  throw error;
}

const empty: Room = { name: '', owner: null, members: [], joined: new Map() };

/** The platform counts in seconds. */
function joinedOf(
  members: readonly (readonly [userid: string, at: number | undefined])[],
): ReadonlyMap<string, Moment> {
  return new Map(members.flatMap(([userid, at]) => (at === undefined ? [] : [[userid, at * 1000]])));
}

/** An internal group that was not made by the app is known to the archive only. */
function asks(kind: WecomGroup['kind'], hasArchive: boolean): boolean {
  return kind !== 'internal' || hasArchive;
}

interface Wanted {
  readonly native: string;
  readonly kind: WecomGroup['kind'];
  readonly hasArchive: boolean;
}

async function ask(api: Api, { native, kind, hasArchive }: Wanted, signal: AbortSignal): Promise<Room | null> {
  if (!asks(kind, hasArchive)) return null;
  switch (kind) {
    case 'internal': {
      const path = '/cgi-bin/msgaudit/groupchat/get';
      const answer = await api.call(
        Internal,
        { as: 'archive', method: 'POST', path, body: { roomid: native } },
        signal,
      );
      if (!answer.ok) return null;
      const { roomname, creator, members } = answer.value;
      return {
        name: roomname,
        owner: creator,
        members: members.map(({ memberid }) => memberid),
        joined: joinedOf(members.map(({ memberid, jointime }) => [memberid, jointime])),
      };
    }
    case 'customer': {
      const path = '/cgi-bin/externalcontact/groupchat/get';
      const body = { chat_id: native, need_name: 1 };
      const answer = await api.call(Customer, { as: 'app', method: 'POST', path, body }, signal);
      if (!answer.ok) return null;
      const { name, owner, member_list } = answer.value;
      return {
        name,
        owner,
        members: member_list.map(({ userid }) => userid),
        joined: joinedOf(member_list.map(({ userid, join_time }) => [userid, join_time])),
      };
    }
    case 'app': {
      const path = '/cgi-bin/appchat/get';
      const answer = await api.call(Own, { as: 'app', method: 'GET', path, query: { chatid: native } }, signal);
      if (!answer.ok) return null;
      const { name, owner, userlist } = answer.value.chat_info;
      return { name, owner, members: userlist, joined: new Map() };
    }
  }
}

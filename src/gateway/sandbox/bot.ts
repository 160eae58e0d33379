import * as z from 'zod';
import type { GroupInfo, GroupMember, Inbound, Outgoing, Pulled, Receipt } from '#model/gateway.ts';
import type { FileId, GroupId, PostId } from '#model/ids.ts';
import type { SandboxPlace } from '#model/sandbox-wire.ts';
import { departmentsOf } from '#gateway/sandbox/departments.ts';
import type { StoredFile } from '#gateway/sandbox/files.ts';
import { groupInfo } from '#gateway/sandbox/groups.ts';
import { erase } from '#gateway/sandbox/posts.ts';
import { botName, type World } from '#gateway/sandbox/world.ts';

/** The bot's side of the platform. */
export interface BotSide {
  /** Everything after the cursor; what stands before it is acknowledged and erased. */
  pull(cursor: string | null): Pulled;
  listen(rang: () => void): () => void;
  send(message: Outgoing): Receipt;
  retract(post: PostId, group: GroupId): Receipt;
  group(id: GroupId): GroupInfo | null;
  groups(): readonly GroupInfo[];
  /** Who is in the group, as it is now. */
  members(id: GroupId): readonly GroupMember[] | null;
  download(file: FileId): StoredFile | null;
}

/** Written by this platform itself: not checked again. */
const ownJson = z.custom<Inbound>();

/** Bytes of events one pull answers at most; the bot is rung again for the rest. */
const pullBytes = 64 * 1024 * 1024;

export function createBotSide(world: World): BotSide {
  const { base, register, files } = world;
  const present = (id: GroupId) => {
    const group = register.group(id);
    return group?.botPresent === true && !group.isDissolved ? group : null;
  };
  return {
    pull: puller(world),
    listen(rang) {
      base.botWatchers.add(rang);
      return () => void base.botWatchers.delete(rang);
    },
    send: sender(world),
    retract: (post, group) => retract(world, post, group),
    group(id) {
      const group = present(id);
      return group ? groupInfo(group) : null;
    },
    groups: () =>
      register
        .groups()
        .filter((group) => group.botPresent && !group.isDissolved)
        .map(groupInfo),
    members: (id) =>
      present(id)?.members.map((member) => ({ ...member, ...departmentsOf(member.id), joinedAt: null })) ?? null,
    download: (file) => files.read(file),
  };
}

function puller({ base, lines }: World): BotSide['pull'] {
  const { db, epoch } = base;
  const after = db.prepare<[number], { seq: number; body: string }>(
    `SELECT seq, body FROM bot_events WHERE seq > ? ORDER BY seq`,
  );
  const acknowledge = db.prepare<[number], { post: PostId | null }>(
    `DELETE FROM bot_events WHERE seq <= ? RETURNING post`,
  );
  return (cursor) => {
    const from = seqOf(cursor, epoch);
    const acknowledged = acknowledge.all(from);
    if (acknowledged.some(({ post }) => post !== null && lines.post(post)?.line.withdrawn)) base.forget();
    const inbound: Inbound[] = [];
    let seq = from;
    let bytes = 0;
    for (const row of after.iterate(from)) {
      if (bytes > pullBytes) break;
      inbound.push(ownJson.parse(JSON.parse(row.body)));
      seq = row.seq;
      bytes += row.body.length;
    }
    if (bytes > pullBytes) setImmediate(() => base.botWatchers.forEach((ring) => ring()));
    return { inbound, cursor: `${epoch}:${seq}` };
  };
}

/** A cursor of another file means: from the beginning. */
function seqOf(cursor: string | null, epoch: string): number {
  if (cursor === null || !cursor.startsWith(`${epoch}:`)) return 0;
  const seq = Number(cursor.slice(epoch.length + 1));
  return Number.isSafeInteger(seq) && seq >= 0 ? seq : 0;
}

function sender(world: World): BotSide['send'] {
  const { base, lines, register } = world;
  const known = base.db.prepare<[string], { line_id: string }>(`SELECT line_id FROM sent WHERE key = ?`);
  const remember = base.db.prepare<[string, string]>(`INSERT INTO sent (key, line_id) VALUES (?, ?)`);
  return ({ key, to, card }) => {
    const before = known.get(key);
    if (before) return { ok: true, id: before.line_id };
    const place: SandboxPlace =
      to.kind === 'member' ? { kind: 'direct', member: to.id } : { kind: 'group', group: to.id };
    const refused = refusalOf(register, place);
    if (refused !== null) return { ok: false, refused };
    const id = `sandbox:card-${base.newId()}`;
    base.write(() => {
      lines.add({ id, at: base.clock(), place, body: { kind: 'card', ...card, presses: [] } });
      remember.run(key, id);
    });
    return { ok: true, id };
  };
}

function refusalOf(register: World['register'], place: SandboxPlace): 'invalid' | 'gone' | 'not-allowed' | null {
  if (place.kind === 'direct') return register.persona(place.member) ? null : 'invalid';
  const group = register.group(place.group);
  if (!group) return 'invalid';
  if (group.isDissolved) return 'gone';
  return group.botPresent ? null : 'not-allowed';
}

function retract(world: World, id: PostId, group: GroupId): Receipt {
  const { base, register, lines } = world;
  const line = lines.post(id)?.line;
  const place = register.group(group);
  if (!line || !place || line.place.kind !== 'group' || line.place.group !== group)
    return { ok: false, refused: 'invalid' };
  if (line.withdrawn || place.isDissolved) return { ok: false, refused: 'gone' };
  if (!place.botPresent || !place.retracts) return { ok: false, refused: 'not-allowed' };
  const forgetEvents = base.db.prepare<[string]>(`DELETE FROM bot_events WHERE post = ?`);
  base.write(() => {
    erase(world, line, { at: base.clock(), by: 'bot', name: botName });
    // The bot names the post, so it has received it: nothing of it need wait for the next cursor.
    forgetEvents.run(id);
  });
  base.forget();
  return { ok: true, id };
}

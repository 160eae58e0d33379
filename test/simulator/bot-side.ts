import type { GroupInfo, Outgoing, Receipt } from '#model/gateway.ts';
import type { GroupId, PostId } from '#model/ids.ts';
import { infoOf, withdraw, type BotCall, type World } from './world.ts';

/** What the bot may ask of the platform; each call is recorded with its answer. */
export function createBotSide(world: World) {
  const recorded = <T>(what: BotCall['what'], ref: string, answer: T): T => {
    world.calls.push({ what, ref, at: Date.now(), answer: JSON.stringify(answer).slice(0, 100) });
    return answer;
  };
  return {
    send: (message: Outgoing): Receipt => recorded('send', message.key, send(world, message)),
    retract: (post: PostId, group: GroupId): Receipt => recorded('retract', post, retract(world, post, group)),
    group(id: GroupId): GroupInfo | null {
      const group = world.groups.get(id);
      return recorded('group', id, group?.botPresent === true ? infoOf(group) : null);
    },
    groups: (): readonly GroupInfo[] =>
      recorded('groups', '', [...world.groups.values()].filter((one) => one.botPresent).map(infoOf)),
    download: (file: string): Uint8Array | null => recorded('download', file, world.files.get(file)?.bytes ?? null),
  };
}

function send(world: World, { key, to, card }: Outgoing): Receipt {
  const before = world.honoursKeys ? world.cards.find((one) => one.key === key) : undefined;
  if (before) return { ok: true, id: before.id };
  if (to.kind === 'member' && !world.people.has(to.id)) return { ok: false, refused: 'invalid' };
  if (to.kind === 'group' && world.groups.get(to.id)?.botPresent !== true) return { ok: false, refused: 'not-allowed' };
  const id = world.newId('card');
  world.cards.push({ id, key, to, card, at: Date.now() });
  return { ok: true, id };
}

function retract(world: World, id: PostId, groupId: GroupId): Receipt {
  const sent = world.posts.get(id);
  const group = world.groups.get(groupId);
  if (!sent || !group || sent.post.group !== groupId) return { ok: false, refused: 'invalid' };
  if (sent.withdrawnBy !== null) return { ok: false, refused: 'gone' };
  if (!group.retracts || !group.botPresent) return { ok: false, refused: 'not-allowed' };
  withdraw(world, sent, 'bot');
  return { ok: true, id };
}

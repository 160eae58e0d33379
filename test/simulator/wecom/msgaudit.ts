import * as z from 'zod';
import { post, type Ask, type Routes } from './api.ts';
import { createBlocks, minute } from './limits.ts';
import { checked, list, refuse } from './refusal.ts';
import type { World } from './world.ts';

export type Agreement = 'Agree' | 'Disagree' | 'Default_Agree';

/** msgaudit/*, for the archive's own secret. */
export function createMsgaudit(world: World) {
  const agreements = new Map<string, { readonly status: Agreement; readonly at: number }>();
  const robots = new Map<string, { readonly name: string; readonly creator: string }>();
  const blocks = (perMinute: number) => createBlocks(world.now, [{ ms: minute, max: perMinute }]);
  const limits = { room: blocks(2000), single: blocks(2500), agree: blocks(1500) };
  let isExpired = false;
  const guarded = (run: (ask: Ask) => object) =>
    post((ask) => {
      if (ask.caller.kind !== 'archive') refuse(301053);
      if (isExpired) refuse(301052);
      return run(ask);
    });
  const routes: Routes = {
    '/cgi-bin/msgaudit/get_permit_user_list': guarded(({ body }) => {
      const { type } = checked(z.looseObject({ type: z.int().min(1).max(3).optional() }), body);
      return {
        ids: [...world.corp.permitted]
          .filter(([, edition]) => type === undefined || type === edition)
          .map(([id]) => id),
      };
    }),
    '/cgi-bin/msgaudit/groupchat/get': guarded(({ body }) => {
      const { roomid } = checked(z.looseObject({ roomid: z.string().min(1) }), body);
      if (!limits.room.admits('')) refuse(45009);
      const group = world.groups.get(roomid);
      if (!group || group.kind === 'customer') return refuse(40050);
      const members = [...group.members].map(([memberid, at]) => ({ memberid, jointime: seconds(at) }));
      return {
        roomname: group.name,
        creator: group.owner,
        room_create_time: seconds(group.createdAt),
        notice: '',
        members,
      };
    }),
    '/cgi-bin/msgaudit/check_single_agree': guarded(({ body }) => {
      const pair = z.object({ userid: z.string(), exteranalopenid: z.string() });
      const { info } = checked(z.looseObject({ info: list(pair, 100, { min: 1 }) }), body);
      if (!limits.single.admits('')) refuse(45009);
      return { agreeinfo: info.map((one) => ({ ...one, ...stateOf(`${one.userid} ${one.exteranalopenid}`) })) };
    }),
    '/cgi-bin/msgaudit/check_room_agree': guarded(({ body }) => {
      const { roomid } = checked(z.looseObject({ roomid: z.string().min(1) }), body);
      if (!limits.agree.admits('')) refuse(45009);
      const group = world.groups.get(roomid) ?? refuse(40050);
      const outsiders = [...group.members.keys()].filter((one) => /^w[om]/.test(one));
      return { agreeinfo: outsiders.map((one) => ({ exteranalopenid: one, ...stateOf(`${roomid} ${one}`) })) };
    }),
  };
  const robotInfo = {
    '/cgi-bin/msgaudit/get_robot_info': {
      method: 'GET' as const,
      run: ({ caller, query }: Ask) => {
        if (caller.kind !== 'archive') refuse(301053);
        const id = query.get('robot_id') ?? '';
        const found = robots.get(id) ?? refuse(40058, 'invalid robot_id');
        return { data: { robot_id: id, name: found.name, creator_userid: found.creator } };
      },
    },
  };
  return {
    routes: { ...routes, ...robotInfo },
    /** `where` is a userid, or a roomid for consent in a customer group. */
    agree(where: string, external: string, status: Agreement): void {
      agreements.set(`${where} ${external}`, { status, at: world.now() });
    },
    addRobot: (id: string, name: string, creator: string): void => void robots.set(id, { name, creator }),
    setExpired: (expired: boolean): void => void (isExpired = expired),
  };

  function stateOf(key: string): object {
    const found = agreements.get(key);
    return { status_change_time: seconds(found?.at ?? 0), agree_status: found?.status ?? 'Disagree' };
  }
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}

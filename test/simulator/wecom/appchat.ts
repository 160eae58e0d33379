import * as z from 'zod';
import { appOf, get, param, post, type Routes } from './api.ts';
import { bodyOf } from './bodies.ts';
import { createWindows, day, hour, minute } from './limits.ts';
import { characters, checked, refuse } from './refusal.ts';
import { personOf, type Agent, type Group, type World } from './world.ts';

const name = characters(0, 50, 86004);
const wanted = z.looseObject({
  name: name.default(''),
  owner: z.string().optional(),
  userlist: z.array(z.string()),
  chatid: z
    .string()
    .regex(/^[0-9a-zA-Z]{1,32}$/)
    .optional(),
});
const change = z.looseObject({
  chatid: z.string(),
  name: name.optional(),
  owner: z.string().optional(),
  add_user_list: z.array(z.string()).default([]),
  del_user_list: z.array(z.string()).default([]),
});
const types = ['text', 'image', 'voice', 'video', 'file', 'textcard', 'news', 'mpnews', 'markdown'] as const;

/** Groups an app creates; it never hears what is said in them. */
export function createAppchat(world: World): Routes {
  const windows = createWindows(world.now);
  const known = (userid: string): string => personOf(world, userid)?.userid ?? refuse(86007);
  return {
    '/cgi-bin/appchat/create': post(({ body, caller }) => {
      const agent = rootApp(appOf(caller));
      const { chatid, name: called, owner, userlist } = checked(wanted, body);
      if (userlist.length < 2 || userlist.length > 2000) refuse(86006);
      const members = userlist.map(known);
      const leads = owner === undefined ? members[0] : personOf(world, owner)?.userid;
      if (leads === undefined || !members.includes(leads)) return refuse(86005);
      if (!windows.admits('create', [{ ms: day, max: 1000 }])) refuse(45009);
      const id =
        chatid ??
        world
          .newId('')
          .replace(/[^0-9a-zA-Z]/g, '')
          .slice(0, 20);
      if (world.groups.has(id)) refuse(86001, 'chatid is taken');
      const at = world.now();
      world.groups.set(id, {
        id,
        kind: 'app',
        agentid: agent.agentid,
        name: called,
        owner: leads,
        createdAt: at,
        members: new Map(members.map((one) => [one, at])),
      });
      return { chatid: id };
    }),
    '/cgi-bin/appchat/update': post(({ body, caller }) => {
      const asked = checked(change, body);
      const group = ownGroup(world, appOf(caller), asked.chatid);
      if (!windows.admits('update', [{ ms: hour, max: 1000 }])) refuse(45009);
      const added = asked.add_user_list.map(known);
      const removed = new Set(asked.del_user_list.map((one) => one.toLowerCase()));
      const remaining = [...group.members.keys(), ...added].filter((one) => !removed.has(one.toLowerCase()));
      if (new Set(remaining).size < 2 || new Set(remaining).size > 2000) refuse(86006);
      const leads = personOf(world, asked.owner ?? group.owner)?.userid;
      if (leads === undefined || !remaining.includes(leads)) return refuse(86005);
      for (const one of group.members.keys()) if (removed.has(one.toLowerCase())) group.members.delete(one);
      for (const one of added) if (!group.members.has(one)) group.members.set(one, world.now());
      group.name = asked.name ?? group.name;
      group.owner = leads;
      return {};
    }),
    '/cgi-bin/appchat/get': get(({ query, caller }) => {
      const group = ownGroup(world, appOf(caller), param(query, 'chatid', 86001));
      return {
        chat_info: {
          chatid: group.id,
          name: group.name,
          owner: group.owner,
          userlist: [...group.members.keys()],
          chat_type: 0,
        },
      };
    }),
    '/cgi-bin/appchat/send': post(({ body, caller }) => {
      const agent = appOf(caller);
      const message = checked(z.looseObject({ chatid: z.string(), msgtype: z.string() }), body);
      const group = ownGroup(world, agent, message.chatid);
      const { msgtype, body: content } = bodyOf(world, message, types);
      if (!windows.admits('corp', [{ ms: minute, max: 20_000 }], group.members.size)) refuse(45009);
      show(agent, group, msgtype, content);
      return {};
    }),
  };

  /** Beyond 200 a minute or 10000 a day a member is left out without a word; the others see it. */
  function show(agent: Agent, { id, members }: Group, msgtype: string, body: unknown): void {
    const limits = [
      { ms: minute, max: 200 },
      { ms: day, max: 10_000 },
    ];
    const [at, agentid] = [world.now(), String(agent.agentid)];
    for (const to of members.keys())
      if (!windows.admits(`member ${agentid} ${to}`, limits)) world.dropped.push({ agentid, to, at });
    const from = { kind: 'agent' as const, id: agentid };
    world.shown.push({ msgid: world.newId('appchat'), from, to: id, msgtype, body, at, note: null, recalledAt: null });
  }
}

function rootApp(agent: Agent): Agent {
  return agent.visible === null ? agent : refuse(60011);
}

function ownGroup(world: World, agent: Agent, chatid: string): Group {
  const group = world.groups.get(chatid);
  if (!group || group.kind !== 'app') return refuse(86003);
  return group.agentid === agent.agentid ? group : refuse(86001);
}

import * as z from 'zod';
import { ownAgent, post, type Routes } from './api.ts';
import { templateCard } from './cards.ts';
import type { createCodes } from './codes.ts';
import { checked, refuse } from './refusal.ts';
import { personOf, subtree, type World } from './world.ts';

const wanted = z.looseObject({
  userids: z.array(z.string()).max(1000).default([]),
  partyids: z.array(z.int()).max(100).default([]),
  tagids: z.array(z.int()).max(100).default([]),
  atall: z.int().min(0).max(1).default(0),
  agentid: z.coerce.number().int(),
  response_code: z.string(),
  button: z.object({ replace_name: z.string().min(1) }).optional(),
  template_card: templateCard.optional(),
});

/** message/update_template_card. */
export function createCardUpdates(world: World, codes: ReturnType<typeof createCodes>): Routes {
  return {
    '/cgi-bin/message/update_template_card': post(({ body, caller }) => {
      const update = checked(wanted, body);
      const agent = ownAgent(caller, update.agentid, world.agents);
      if (!update.button && !update.template_card) refuse(40058, 'expected button or template_card');
      const holders = world.shown.filter((one) => one.from.kind === 'agent' && one.from.id === String(agent.agentid));
      const { msgid } = codes.use(update.response_code, agent.agentid);
      const isMeant = meant(world, update);
      for (const one of holders) {
        if (one.msgid !== msgid || !isMeant(one.to)) continue;
        one.note = update.button?.replace_name ?? update.template_card?.replace_text ?? '';
        if (update.template_card) one.body = update.template_card;
      }
      const received = new Set(holders.filter((one) => one.msgid === msgid).map((one) => one.to.toLowerCase()));
      return { invaliduser: update.userids.filter((one) => !received.has(one.toLowerCase())) };
    }),
  };
}

function meant(
  world: World,
  { userids, partyids, tagids, atall }: z.infer<typeof wanted>,
): (userid: string) => boolean {
  const named = new Set(userids.map((one) => one.toLowerCase()));
  const inside = new Set(partyids.flatMap((one) => [...subtree(world, one)]));
  return (userid) => {
    const person = personOf(world, userid);
    const isInParty = person?.department.some((one) => inside.has(one)) === true;
    return (
      atall === 1 ||
      named.has(userid.toLowerCase()) ||
      isInParty ||
      person?.tags.some((one) => tagids.includes(one)) === true
    );
  };
}

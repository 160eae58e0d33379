import * as z from 'zod';
import { ownAgent, post, type Routes } from './api.ts';
import { bodyOf } from './bodies.ts';
import { isCallable, templateCard, type TemplateCard } from './cards.ts';
import type { createCodes } from './codes.ts';
import { createWindows, day, hour, minute } from './limits.ts';
import { checked, refuse } from './refusal.ts';
import { recipients } from './recipients.ts';
import { appOf } from './api.ts';
import type { Agent, World } from './world.ts';

const envelope = z.looseObject({
  touser: z.string().default(''),
  toparty: z.string().default(''),
  totag: z.string().default(''),
  msgtype: z.string(),
  agentid: z.coerce.number().int(),
  safe: z.int().min(0).max(2).default(0),
  enable_duplicate_check: z.int().min(0).max(1).default(0),
  duplicate_check_interval: z.int().min(1).default(1800),
});

const types = [
  'text',
  'markdown',
  'textcard',
  'news',
  'mpnews',
  'image',
  'voice',
  'video',
  'file',
  'template_card',
] as const;

/** message/send and message/recall. */
export function createSending(world: World, codes: ReturnType<typeof createCodes>) {
  const windows = createWindows(world.now);
  const before = new Map<string, { readonly at: number; readonly answer: object }>();
  const tasks = new Set<string>();
  const sentBy = new Map<string, { readonly agentid: number; readonly at: number }>();
  const routes: Routes = {
    '/cgi-bin/message/send': post(({ body, raw, caller }) => {
      const message = checked(envelope, body);
      const agent = ownAgent(caller, message.agentid, world.agents);
      const repeated = message.enable_duplicate_check === 1 ? before.get(raw) : undefined;
      const interval = Math.min(message.duplicate_check_interval * 1000, 4 * hour);
      if (repeated && world.now() - repeated.at < interval) return repeated.answer;
      const { msgtype, body: content } = bodyOf(world, message, types);
      const card = msgtype === 'template_card' ? checked(templateCard, content) : null;
      if (card) checkCard(agent, card);
      const to = recipients(world, agent, message);
      if (!windows.admits(`day ${agent.agentid}`, [{ ms: day, max: world.corp.accountCap * 200 }], to.reached.length))
        refuse(45009);
      const msgid = world.newId('msg');
      sentBy.set(msgid, { agentid: agent.agentid, at: world.now() });
      for (const userid of to.reached) deliver(agent, userid, { msgid, msgtype, body: content });
      const code = card && isCallable(card) ? { response_code: codes.issue(agent.agentid, msgid, null) } : {};
      const answer = {
        invaliduser: to.invaliduser.join('|'),
        invalidparty: to.invalidparty.join('|'),
        invalidtag: to.invalidtag.join('|'),
        unlicenseduser: to.unlicenseduser.join('|'),
        msgid,
        ...code,
      };
      before.set(raw, { at: world.now(), answer });
      return answer;
    }),
    '/cgi-bin/message/recall': post(({ body, caller }) => {
      const agent = appOf(caller);
      const { msgid } = checked(z.looseObject({ msgid: z.string() }), body);
      const sent = sentBy.get(msgid);
      if (!sent || sent.agentid !== agent.agentid) refuse(40058, 'invalid msgid');
      if (world.now() - (sent?.at ?? 0) > day) refuse(40058, 'msgid is older than 24 hours');
      for (const one of world.shown) if (one.msgid === msgid) one.recalledAt ??= world.now();
      return {};
    }),
  };
  return routes;

  function checkCard(agent: Agent, card: TemplateCard): void {
    if (!isCallable(card)) return;
    if (!agent.callback) refuse(40058, 'the app has no callback url');
    const task = `${agent.agentid} ${card.task_id ?? ''}`;
    if (tasks.has(task)) refuse(40058, 'task_id is not unique');
    tasks.add(task);
  }

  /** Beyond 30 a minute or 1000 an hour the member sees nothing and nobody is told. */
  function deliver(
    agent: Agent,
    to: string,
    message: { readonly msgid: string; readonly msgtype: string; readonly body: unknown },
  ): void {
    const at = world.now();
    const limits = [
      { ms: minute, max: 30 },
      { ms: hour, max: 1000 },
    ];
    if (windows.admits(`member ${agent.agentid} ${to.toLowerCase()}`, limits))
      world.shown.push({
        ...message,
        from: { kind: 'agent', id: String(agent.agentid) },
        to,
        at,
        note: null,
        recalledAt: null,
      });
    else world.dropped.push({ agentid: String(agent.agentid), to, at });
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Outgoing } from '#model/gateway.ts';
import { createCourier } from './delivery.ts';
import { createLoad, type LoadOrder } from './load.ts';
import { createBotSide } from './bot-side.ts';
import { createPeopleSide } from './people-side.ts';
import { createWorld } from './world.ts';

/**
 * A platform in a process of its own: it survives when the house is killed, and what it recorded is the truth.
 * argv: JSON {secret, honoursKeys, answersAfter}. Tells its parent {port} once it listens; ends with its parent.
 */
const { secret, honoursKeys, answersAfter } = z
  .object({ secret: z.string(), honoursKeys: z.boolean(), answersAfter: z.number() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));
const courier = createCourier(secret);
const world = createWorld({ honoursKeys, tell: (inbound) => courier.tell(inbound) });
const people = createPeopleSide(world);
const bot = createBotSide(world);
const load = createLoad(people);
let isOut = false;

const control: Readonly<Record<string, (...args: never[]) => unknown>> = {
  ...people,
  deliverTo: (url: string | null) => courier.deliverTo(url),
  callbacks: () => courier.take(),
  startLoad: (order: LoadOrder) => load.start(order),
  stopLoad: () => load.stop(),
  setOutage: (out: boolean) => void (isOut = out),
  pending: () => [...courier.deliveries.values()].filter((one) => one.acknowledgedAt === null).length,
  record: () => ({
    posts: [...world.posts.values()].map(({ post, withdrawnBy }) => ({
      id: post.id,
      group: post.group,
      isMarked: post.body.includes('★'),
      withdrawnBy,
      acknowledgedAt: courier.deliveries.get(post.id)?.acknowledgedAt ?? null,
      tries: courier.deliveries.get(post.id)?.tries ?? 0,
    })),
    cards: world.cards.map(({ id, key, to, card, at }) => ({ id, key, to, title: card.title, at })),
    calls: world.calls,
  }),
};
const outgoing = z.custom<Outgoing>((value) => typeof value === 'object' && value !== null && 'key' in value);

const server = createServer((request, response) => {
  void answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : null });
});
process.on('disconnect', () => process.exit(0));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://platform').pathname.split('/').slice(1).map(decodeURIComponent);
  const body = await bodyOf(request);
  const [side, what = '', ref = ''] = path;
  if (side === 'stage') return json(response, 200, onStage(what, body) ?? null);
  if (side !== 'bot' || request.headers.authorization !== `Bearer ${secret}`) return json(response, 401, 'no bot');
  if (isOut) return json(response, 503, 'outage');
  if (what === 'files') {
    const bytes = bot.download(ref);
    response.writeHead(bytes ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(bytes ?? undefined);
    return;
  }
  const value = forBot(what, ref, body);
  // The effect is there before the answer: whoever dies meanwhile does not know of it.
  await sleep(answersAfter);
  json(response, 200, value);
}

function onStage(what: string, body: string): unknown {
  return Reflect.apply(control[what] ?? unknownCall, null, z.array(z.unknown()).parse(JSON.parse(body)));
}

function forBot(what: string, ref: string, body: string): unknown {
  if (what === 'send') return bot.send(outgoing.parse(JSON.parse(body)));
  if (what === 'groups') return ref === '' ? bot.groups() : bot.group(ref);
  const { id, group } = z.object({ id: z.string(), group: z.string() }).parse(JSON.parse(body));
  return bot.retract(id, group);
}

function unknownCall(): never {
  throw new Error('expected a call of the stage');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

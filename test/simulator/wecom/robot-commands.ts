import * as z from 'zod';
import { templateCard } from './cards.ts';
import { day, minute } from './limits.ts';
import { bytes, checked, refuse } from './refusal.ts';
import { createDesk, pushes, replies, robotBodies, type Desk, type RobotState } from './robot-desk.ts';
import type { ClientFrame, Occasion } from './robot-frames.ts';
import { createUploads } from './robot-uploads.ts';
import type { Shown, World } from './world.ts';

interface Stream {
  readonly startedAt: number;
  readonly shown: Shown;
  isFinished: boolean;
}

/** By req_id and the stream's own id. */
type Streams = Map<string, Stream>;

/** What the robot's client may ask once it has subscribed; an answer's body, or a refusal. */
export function createCommands(world: World, { botId }: { readonly botId: string }, state: RobotState) {
  const desk = createDesk(world, botId, state);
  const uploads = createUploads(world);
  const streams: Streams = new Map();
  const run: Readonly<Record<string, (frame: ClientFrame) => object>> = {
    ping: () => ({}),
    aibot_respond_msg: (frame) => respond(desk, streams, frame),
    aibot_respond_welcome_msg: (frame) => welcome(desk, frame),
    aibot_respond_update_msg: (frame) => updateCard(desk, frame),
    aibot_send_msg: (frame) => push(desk, frame),
    aibot_upload_media_init: ({ body }) => ({ body: uploads.init(body) }),
    aibot_upload_media_chunk: ({ body }) => uploads.chunk(body),
    aibot_upload_media_finish: ({ body }) => ({ body: uploads.finish(body) }),
  };
  return (frame: ClientFrame): object => (run[frame.cmd] ?? (() => refuse(40058, 'unknown cmd')))(frame);
}

function respond(desk: Desk, streams: Streams, { headers, body }: ClientFrame): object {
  const occasion = desk.occasionOf(headers.req_id, 'message', day);
  const { type, content } = desk.contentOf(body, replies, occasion);
  if (type === 'stream') return stream(desk, streams, headers.req_id, occasion, checked(robotBodies.stream, content));
  desk.spend(occasion.chat);
  desk.show(occasion.chat, type, content);
  desk.done(headers.req_id, occasion);
  return {};
}

function stream(
  desk: Desk,
  streams: Streams,
  reqId: string,
  occasion: Occasion,
  part: z.infer<typeof robotBodies.stream>,
): object {
  const key = `${reqId} ${part.id}`;
  const before = streams.get(key);
  if (!before) desk.spend(occasion.chat);
  const one = before ?? {
    startedAt: desk.world.now(),
    shown: desk.show(occasion.chat, 'stream', {}),
    isFinished: false,
  };
  streams.set(key, one);
  if (one.isFinished || desk.world.now() - one.startedAt > 6 * minute) return refuse(846608);
  one.shown.body = { content: part.content, finish: part.finish };
  one.isFinished = part.finish;
  if (part.finish) desk.done(reqId, occasion);
  return {};
}

function welcome(desk: Desk, { headers, body }: ClientFrame): object {
  const occasion = desk.occasionOf(headers.req_id, 'enter_chat', 5000);
  if (occasion.isAnswered) refuse(846605);
  const { type, content } = desk.contentOf(body, ['text', 'template_card'], occasion);
  desk.spend(occasion.chat);
  desk.show(occasion.chat, type, content);
  occasion.isAnswered = true;
  return {};
}

function updateCard(desk: Desk, { headers, body }: ClientFrame): object {
  const occasion = desk.occasionOf(headers.req_id, 'card', 5000);
  if (body['response_type'] !== 'update_template_card') refuse(40058, 'response_type');
  const card = checked(templateCard, body['template_card']);
  if (card.task_id !== occasion.card?.taskId) refuse(40058, 'task_id');
  const userids = checked(z.array(z.string()).default([]), body['userids']);
  for (const one of desk.world.shown) {
    if (one.msgid !== occasion.card?.msgid) continue;
    if (!occasion.isGroup && userids.length > 0 && !userids.includes(one.to)) continue;
    one.body = card;
    one.note = card.replace_text ?? '';
  }
  occasion.isAnswered = true;
  return {};
}

function push(desk: Desk, { body }: ClientFrame): object {
  const { chatid, chat_type } = checked(
    z.looseObject({ chatid: bytes(256), chat_type: z.int().min(0).max(2).default(0) }),
    body,
  );
  const chat = desk.state.chats.get(chatid);
  if (!chat || (chat_type !== 0 && chat.isGroup !== (chat_type === 2)))
    return refuse(93005, 'nobody has spoken to the robot there');
  const { type, content } = desk.contentOf(body, pushes, chat);
  desk.spend(chatid);
  desk.show(chatid, type, content);
  return {};
}

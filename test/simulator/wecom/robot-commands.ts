import * as z from 'zod';
import { mustHaveMedia } from './bodies.ts';
import { templateCard } from './cards.ts';
import { createWindows, day, hour, minute } from './limits.ts';
import { bytes, checked, refuse } from './refusal.ts';
import type { ClientFrame, Occasion } from './robot-frames.ts';
import { createUploads } from './robot-uploads.ts';
import type { Shown, World } from './world.ts';

const media = z.looseObject({ media_id: z.string() });
const bodies = {
  text: z.looseObject({ content: bytes(2048, 40058) }),
  markdown: z.looseObject({ content: bytes(20480, 40058) }),
  stream: z.looseObject({
    id: bytes(1024),
    finish: z.boolean().default(false),
    content: z
      .string()
      .default('')
      .refine((text) => Buffer.byteLength(text) <= 20480, { message: 'exceed max length 20480' }),
    msg_item: z.undefined().optional(),
  }),
  template_card: templateCard,
  file: media,
  image: media,
  voice: media,
  video: media,
};
type BodyType = keyof typeof bodies;
const pushes: readonly BodyType[] = ['markdown', 'template_card', 'file', 'image', 'voice', 'video'];
const replies: readonly BodyType[] = ['stream', ...pushes];

export interface RobotState {
  readonly occasions: Map<string, Occasion>;
  /** Chats somebody has spoken to the robot in: only there it may push. */
  readonly chats: Map<string, { readonly isGroup: boolean }>;
  /** Messages of a user that are not answered to the end. */
  readonly inProcess: Map<string, Set<string>>;
  /** Whether interactive cards work in groups: the documents contradict each other. */
  areGroupCardsAllowed: boolean;
}

/** What the robot's client may ask once it has subscribed; an answer's body, or a refusal. */
export function createCommands(world: World, { botId }: { readonly botId: string }, state: RobotState) {
  const windows = createWindows(world.now);
  const uploads = createUploads(world);
  const streams = new Map<string, { readonly startedAt: number; readonly shown: Shown; isFinished: boolean }>();
  const run: Readonly<Record<string, (frame: ClientFrame) => object>> = {
    ping: () => ({}),
    aibot_respond_msg: respond,
    aibot_respond_welcome_msg: welcome,
    aibot_respond_update_msg: updateCard,
    aibot_send_msg: push,
    aibot_upload_media_init: ({ body }) => ({ body: uploads.init(body) }),
    aibot_upload_media_chunk: ({ body }) => uploads.chunk(body),
    aibot_upload_media_finish: ({ body }) => ({ body: uploads.finish(body) }),
  };
  return (frame: ClientFrame): object => (run[frame.cmd] ?? (() => refuse(40058, 'unknown cmd')))(frame);

  function respond({ headers, body }: ClientFrame): object {
    const occasion = occasionOf(headers.req_id, 'message', day);
    const { type, content } = contentOf(body, replies, occasion);
    if (type === 'stream') return stream(headers.req_id, occasion, checked(bodies.stream, content));
    spend(occasion.chat);
    show(occasion.chat, type, content);
    done(headers.req_id, occasion);
    return {};
  }

  function stream(reqId: string, occasion: Occasion, part: z.infer<typeof bodies.stream>): object {
    const key = `${reqId} ${part.id}`;
    const before = streams.get(key);
    if (!before) spend(occasion.chat);
    const one = before ?? { startedAt: world.now(), shown: show(occasion.chat, 'stream', {}), isFinished: false };
    streams.set(key, one);
    if (one.isFinished || world.now() - one.startedAt > 6 * minute) return refuse(846608);
    one.shown.body = { content: part.content, finish: part.finish };
    one.isFinished = part.finish;
    if (part.finish) done(reqId, occasion);
    return {};
  }

  function welcome({ headers, body }: ClientFrame): object {
    const occasion = occasionOf(headers.req_id, 'enter_chat', 5000);
    if (occasion.isAnswered) refuse(846605);
    const { type, content } = contentOf(body, ['text', 'template_card'], occasion);
    spend(occasion.chat);
    show(occasion.chat, type, content);
    occasion.isAnswered = true;
    return {};
  }

  function updateCard({ headers, body }: ClientFrame): object {
    const occasion = occasionOf(headers.req_id, 'card', 5000);
    if (body['response_type'] !== 'update_template_card') refuse(40058, 'response_type');
    const card = checked(templateCard, body['template_card']);
    if (card.task_id !== occasion.card?.taskId) refuse(40058, 'task_id');
    const userids = checked(z.array(z.string()).default([]), body['userids']);
    for (const one of world.shown) {
      if (one.msgid !== occasion.card?.msgid) continue;
      if (!occasion.isGroup && userids.length > 0 && !userids.includes(one.to)) continue;
      one.body = card;
      one.note = card.replace_text ?? '';
    }
    occasion.isAnswered = true;
    return {};
  }

  function push({ body }: ClientFrame): object {
    const { chatid, chat_type } = checked(
      z.looseObject({ chatid: bytes(256), chat_type: z.int().min(0).max(2).default(0) }),
      body,
    );
    const chat = state.chats.get(chatid);
    if (!chat || (chat_type !== 0 && chat.isGroup !== (chat_type === 2)))
      return refuse(93005, 'nobody has spoken to the robot there');
    const { type, content } = contentOf(body, pushes, chat);
    spend(chatid);
    show(chatid, type, content);
    return {};
  }

  function occasionOf(reqId: string, kind: Occasion['kind'], within: number): Occasion {
    const found = state.occasions.get(reqId);
    return found?.kind === kind && world.now() - found.at <= within ? found : refuse(846605);
  }

  function contentOf(
    body: ClientFrame['body'],
    allowed: readonly BodyType[],
    { isGroup }: { readonly isGroup: boolean },
  ) {
    const type = allowed.find((one) => one === body['msgtype']);
    if (type === undefined) return refuse(40008);
    const schema: z.ZodType<Record<string, unknown>> = bodies[type];
    const content = checked(schema, body[type]);
    if (typeof content['media_id'] === 'string') mustHaveMedia(world, content['media_id'], type);
    if (type === 'template_card' && isGroup && !state.areGroupCardsAllowed)
      refuse(40058, 'template_card only in single chats');
    return { type, content };
  }

  /** Replies and pushes together; the parts of a stream count once. */
  function spend(chat: string): void {
    const limits = [
      { ms: minute, max: 30 },
      { ms: hour, max: 1000 },
    ];
    if (!windows.admits(chat, limits)) refuse(45009);
  }

  function show(to: string, msgtype: string, body: unknown): Shown {
    const shown: Shown = {
      msgid: world.newId('robot'),
      from: { kind: 'robot', id: botId },
      to,
      msgtype,
      body,
      at: world.now(),
      note: null,
      recalledAt: null,
    };
    world.shown.push(shown);
    return shown;
  }

  function done(reqId: string, occasion: Occasion): void {
    occasion.isAnswered = true;
    state.inProcess.get(occasion.from)?.delete(reqId);
  }
}

import * as z from 'zod';
import { mustHaveMedia } from './bodies.ts';
import { templateCard } from './cards.ts';
import { createWindows, hour, minute } from './limits.ts';
import { bytes, checked, refuse } from './refusal.ts';
import type { ClientFrame, Occasion } from './robot-frames.ts';
import type { Shown, World } from './world.ts';

const media = z.looseObject({ media_id: z.string() });
export const robotBodies = {
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
type BodyType = keyof typeof robotBodies;
export const pushes: readonly BodyType[] = ['markdown', 'template_card', 'file', 'image', 'voice', 'video'];
export const replies: readonly BodyType[] = ['stream', ...pushes];

export interface RobotState {
  readonly occasions: Map<string, Occasion>;
  /** Chats somebody has spoken to the robot in: only there it may push. */
  readonly chats: Map<string, { readonly isGroup: boolean }>;
  /** Messages of a user that are not answered to the end. */
  readonly inProcess: Map<string, Set<string>>;
  /** Whether interactive cards work in groups: the documents contradict each other. */
  areGroupCardsAllowed: boolean;
}

export type Desk = ReturnType<typeof createDesk>;

/** What every command needs: the occasion it answers, its body checked, its share of the rate, and its effect. */
export function createDesk(world: World, botId: string, state: RobotState) {
  const windows = createWindows(world.now);
  const tasks = new Set<string>();
  return { world, state, occasionOf, contentOf, spend, show, done };

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
    const schema: z.ZodType<Record<string, unknown>> = robotBodies[type];
    const content = checked(schema, body[type]);
    if (typeof content['media_id'] === 'string') mustHaveMedia(world, content['media_id'], type);
    if (type === 'template_card' && isGroup && !state.areGroupCardsAllowed)
      refuse(40058, 'template_card only in single chats');
    if (type === 'template_card' && typeof content['task_id'] === 'string') {
      if (tasks.has(content['task_id'])) refuse(40058, 'task_id is not unique');
      tasks.add(content['task_id']);
    }
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

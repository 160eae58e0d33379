import { randomBytes } from 'node:crypto';
import { encryptBytes } from './crypto.ts';
import type { Occasion } from './robot-frames.ts';
import type { RobotState } from './robot-desk.ts';
import { minute } from './limits.ts';
import { must, type World } from './world.ts';

/** What was quoted, as the callback carries it: without who wrote it and when. */
export type Quote =
  | { readonly msgtype: 'text'; readonly text: { readonly content: string } }
  | { readonly msgtype: string; readonly [kind: string]: unknown };

export interface RobotCallback {
  readonly reqId: string;
  readonly msgid: string;
  /** False where no client is subscribed, or the member has three messages in process. */
  readonly isDelivered: boolean;
}

interface Said {
  readonly from: string;
  readonly chat: string;
  readonly isGroup: boolean;
  readonly body: object;
}

/** What members do with the robot; `emit` brings a callback to the subscribed client and says whether there is one. */
export function createRobotMembers(
  world: World,
  { botId, url }: { readonly botId: string; readonly url: string },
  state: RobotState,
  emit: (cmd: string, reqId: string, body: object) => boolean,
) {
  const tell = (
    cmd: string,
    occasion: Omit<Occasion, 'at' | 'isAnswered'>,
    body: object,
    again?: string,
  ): RobotCallback => {
    const [reqId, msgid] = [world.newId('cb'), again ?? world.newId('CAIQ')];
    state.occasions.set(reqId, { ...occasion, at: world.now(), isAnswered: false });
    const place = occasion.isGroup ? { chatid: occasion.chat, chattype: 'group' } : { chattype: 'single' };
    const isDelivered = emit(cmd, reqId, { msgid, aibotid: botId, ...place, from: { userid: occasion.from }, ...body });
    return { reqId, msgid, isDelivered };
  };
  const say = ({ from, chat, isGroup, body }: Said, again?: string): RobotCallback => {
    const waiting = state.inProcess.get(from) ?? new Set();
    state.inProcess.set(from, waiting);
    for (const one of waiting) if (world.now() - (state.occasions.get(one)?.at ?? 0) > 6 * minute) waiting.delete(one);
    state.chats.set(chat, { isGroup });
    if (waiting.size >= 3) return { reqId: '', msgid: '', isDelivered: false };
    const told = tell('aibot_msg_callback', { kind: 'message', chat, isGroup, from, card: null }, body, again);
    if (told.isDelivered) waiting.add(told.reqId);
    return told;
  };
  const event = (occasion: Omit<Occasion, 'at' | 'isAnswered'>, eventtype: string, more: object = {}): RobotCallback =>
    tell('aibot_event_callback', occasion, {
      create_time: Math.floor(world.now() / 1000),
      msgtype: 'event',
      event: { eventtype, ...more },
    });
  const inGroup = (from: string, chat: string): Omit<Said, 'body'> => ({ from, chat, isGroup: true });
  return {
    /** In a group it hears only what mentions it; `again` repeats the msgid of an earlier callback. */
    mention: (
      group: string,
      from: string,
      text: string,
      { quote, again }: { readonly quote?: Quote; readonly again?: string } = {},
    ): RobotCallback =>
      say(
        {
          ...inGroup(from, group),
          body: { msgtype: 'text', text: { content: `@周知 ${text}` }, ...(quote && { quote }) },
        },
        again,
      ),
    mentionMixed: (group: string, from: string, items: readonly object[]): RobotCallback =>
      say({ ...inGroup(from, group), body: { msgtype: 'mixed', mixed: { msg_item: items } } }),
    ask: (from: string, text: string): RobotCallback =>
      say({ from, chat: from, isGroup: false, body: { msgtype: 'text', text: { content: text } } }),
    /** An image, file, voice or video in private: `{ msgtype: 'file', file: robot.media(…) }`. */
    show: (from: string, body: object): RobotCallback => say({ from, chat: from, isGroup: false, body }),
    enterChat: (from: string): RobotCallback =>
      event({ kind: 'enter_chat', chat: from, isGroup: false, from, card: null }, 'enter_chat'),
    click(
      from: string,
      msgid: string,
      key: string,
      selected: Readonly<Record<string, readonly string[]>> = {},
    ): RobotCallback {
      const shown = must(
        world.shown.find((one) => one.msgid === msgid && one.msgtype === 'template_card'),
        `card ${msgid}`,
      );
      const { taskId, cardType } = factsOf(shown.body);
      const items = Object.entries(selected).map(([question_key, option_id]) => ({
        question_key,
        option_ids: { option_id },
      }));
      const chosen = items.length > 0 ? { selected_items: { selected_item: items } } : {};
      const card = { card_type: cardType, event_key: key, task_id: taskId, ...chosen };
      const isGroup = state.chats.get(shown.to)?.isGroup === true;
      return event({ kind: 'card', chat: shown.to, isGroup, from, card: { msgid, taskId } }, 'template_card_event', {
        template_card_event: card,
      });
    },
    feedback: (from: string, id: string, type: 1 | 2 | 3): RobotCallback =>
      event({ kind: 'card', chat: from, isGroup: false, from, card: null }, 'feedback_event', {
        feedback_event: { id, type },
      }),
    /** Bytes behind an address that is good for five minutes, encrypted under a key of their own. */
    media(name: string, bytes: Uint8Array): { readonly url: string; readonly aeskey: string } {
      const key = randomBytes(32);
      const id = world.newId('file');
      world.media.set(id, { id, type: 'aibot', name, bytes: encryptBytes(key, bytes), at: world.now() });
      return { url: `${url}/aibot/media?id=${id}`, aeskey: key.toString('base64') };
    },
  };
}

function factsOf(card: unknown): { readonly taskId: string; readonly cardType: string } {
  const has = typeof card === 'object' && card !== null ? card : {};
  const taskId = 'task_id' in has && typeof has.task_id === 'string' ? has.task_id : '';
  return { taskId, cardType: 'card_type' in has && typeof has.card_type === 'string' ? has.card_type : '' };
}

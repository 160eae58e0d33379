import * as z from 'zod';
import type { Inbound } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';
import type { Answer } from '#gateway/wecom/api/client.ts';
import { houseId } from '#gateway/wecom/ids.ts';
import type { Connection } from '#gateway/wecom/robot/connection.ts';
import { createQuota } from '#gateway/wecom/send/quota.ts';

export interface RobotParts {
  /** Opens the line; what arrives is handed to the robot. */
  readonly connect: (onBody: (body: unknown) => string | null, welcome: string) => Connection;
  /** The registered group of a chat, where the operator wrote it down. */
  readonly groupOf: (chat: string) => string | null;
  readonly clock: () => Moment;
  /** Tells this run from another, which knows nothing of what was heard in this one. */
  readonly run: string;
}

/** The group robot: hears who mentions it or asks it, and says things in groups it was spoken to in. */
export interface Robot {
  /** What was heard and is not known to be stored, with the mark that says so once it is saved. */
  heard(mark: string | null): { readonly inbound: readonly Inbound[]; readonly mark: string };
  push(chat: string, markdown: string): Promise<Answer<null>>;
  listen(rang: () => void): () => void;
  close(): void;
}

const Words = z.object({ content: z.string().default('') });
const Message = z.object({
  msgid: z.string().min(1),
  chatid: z.string().optional(),
  chattype: z.enum(['group', 'single']),
  from: z.object({ userid: z.string().min(1) }),
  msgtype: z.string(),
  text: Words.optional(),
  voice: Words.optional(),
  mixed: z.object({ msg_item: z.array(z.object({ text: Words.optional() })).default([]) }).optional(),
  quote: z.object({}).optional(),
});
type Message = z.infer<typeof Message>;

/** Replies and pushes together, for each chat. */
const chatWindows = [
  { most: 30, millis: 60_000 },
  { most: 1000, millis: 3_600_000 },
];
/** More than anybody could answer: then the oldest question is given up. */
const mostWaiting = 10_000;

export function createRobot(parts: RobotParts): Robot {
  const quota = createQuota(chatWindows, parts.clock);
  const listeners = new Set<() => void>();
  let waiting: { readonly number: number; readonly inbound: Inbound }[] = [];
  let last = 0;

  const push: Robot['push'] = async (chat, markdown) => {
    const until = quota.take(chat);
    if (until !== null) throw new Transient('robot: the platform’s limit is reached', { retryAt: until });
    return connection.push(chat, markdown);
  };
  const onBody = (body: unknown): string | null => {
    const message = Message.safeParse(body);
    if (!message.success || message.data.msgtype === 'event') return null;
    const { chatid: chat, chattype, from } = message.data;
    const text = wordsOf(message.data);
    const hasRoom = quota.take(chat ?? from.userid) === null;
    if (chattype === 'group' && chat !== undefined && text === '绑定')
      return hasRoom ? bindingOf(chat, parts.groupOf(chat) !== null) : null;
    const inbound = askedOf(message.data, text, parts);
    waiting = [...waiting.slice(-mostWaiting + 1), { number: ++last, inbound }];
    for (const rang of listeners) rang();
    return hasRoom ? answeredElsewhere : null;
  };
  const connection = parts.connect(onBody, welcome);

  return {
    heard(mark) {
      const [run, number] = (mark ?? '').split('/');
      const stored = run === parts.run ? Number(number) : 0;
      waiting = waiting.filter((one) => one.number > stored);
      return {
        inbound: waiting.map(({ inbound }) => inbound),
        mark: `${parts.run}/${waiting.at(-1)?.number ?? stored}`,
      };
    },
    push,
    listen(rang) {
      listeners.add(rang);
      return () => void listeners.delete(rang);
    },
    close: () => connection.close(),
  };
}

/** The platform takes no fourth message of a member while three of his wait for a word; the answer itself is for him alone. */
const answeredElsewhere = '已在“周知”应用里私下答复您。';
const welcome =
  '您好，我是“周知”，帮助工作群只发公开信息和周知性的一般信息。可以问我：这个能不能发、怎么申诉、我的信息怎么处理，我会在“周知”应用里私下答复。请不要把拿不准的内容发给我，也不要引用、截图、转发它。';

/** Of a quotation only that there was one: what it held is not taken in. */
function askedOf(message: Message, text: string, { groupOf, clock }: RobotParts): Inbound {
  const group = message.chatid === undefined ? null : groupOf(message.chatid);
  return {
    key: `wecom:robot:${message.msgid}`,
    at: clock(),
    kind: 'asked',
    member: houseId(message.from.userid),
    group: group === null ? null : houseId(group),
    text,
    ...(message.quote && { quotes: true }),
  };
}

/** Without the mention in front; a picture or a file says nothing. */
function wordsOf({ text, voice, mixed }: Message): string {
  const said =
    text?.content ?? voice?.content ?? mixed?.msg_item.map((item) => item.text?.content ?? '').join('\n') ?? '';
  return said.replace(/^\s*(?:@\S+\s*)+/u, '').trim();
}

function bindingOf(chat: string, isBound: boolean): string {
  return isBound ? '本群已登记。' : `本群的会话 ID 是 \`${chat}\`，请管理员写入 wecom.yaml 里该群的 chat，重启后生效。`;
}

import * as z from 'zod';
import { templateCard } from './cards.ts';
import { day } from './limits.ts';
import { bytes, checked, list, refuse } from './refusal.ts';
import type { World } from './world.ts';

const article = z.looseObject({ title: bytes(128), description: z.string().optional(), url: z.string().optional() });
const mediaRef = z.looseObject({ media_id: bytes(1024, 40007, 40007) });

/** The body of each msgtype, as the app's and the group's sending have them. */
const bodies = {
  text: z.looseObject({ content: z.string().refine((text) => text !== '', { params: { errcode: 44004 } }) }),
  markdown: z.looseObject({ content: bytes(2048) }),
  textcard: z.looseObject({
    title: bytes(128),
    description: bytes(512),
    url: bytes(2048),
    btntxt: z
      .string()
      .refine((text) => [...text].length <= 4, { params: { errcode: 45002 } })
      .optional(),
  }),
  news: z.looseObject({ articles: list(article, 8, { min: 1 }) }),
  mpnews: z.looseObject({
    articles: list(
      z.looseObject({ title: bytes(128), thumb_media_id: bytes(1024, 40007, 40007), content: bytes(666_000) }),
      8,
      { min: 1 },
    ),
  }),
  image: mediaRef,
  voice: mediaRef,
  video: mediaRef,
  file: mediaRef,
  template_card: templateCard,
};

export type MsgType = keyof typeof bodies;

function isMsgType(name: string): name is MsgType {
  return name in bodies;
}

/** The body named by its msgtype, checked; a text that is too long is cut, as documented. */
export function bodyOf(
  world: World,
  message: Readonly<Record<string, unknown>>,
  allowed: readonly MsgType[],
): { readonly msgtype: MsgType; readonly body: Readonly<Record<string, unknown>> } {
  const msgtype = message['msgtype'];
  if (typeof msgtype !== 'string' || !isMsgType(msgtype) || !allowed.includes(msgtype)) return refuse(40008);
  const schema: z.ZodType<Record<string, unknown>> = bodies[msgtype];
  const body = checked(schema, message[msgtype], msgtype);
  if (typeof body['media_id'] === 'string') mustHaveMedia(world, body['media_id'], msgtype);
  if (msgtype !== 'text' || typeof body['content'] !== 'string') return { msgtype, body };
  return { msgtype, body: { ...body, content: cut(body['content'], 2048) } };
}

export function mustHaveMedia(world: World, id: string, type: string | null): void {
  const media = world.media.get(id);
  if (!media || world.now() - media.at > 3 * day || (type !== null && media.type !== type)) refuse(40007);
}

/** At most so many bytes, never half a character. */
function cut(text: string, max: number): string {
  let size = 0;
  let kept = '';
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > max) break;
    kept += character;
  }
  return kept;
}

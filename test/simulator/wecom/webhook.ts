import { createHash } from 'node:crypto';
import * as z from 'zod';
import { templateCard } from './cards.ts';
import { createWindows, minute } from './limits.ts';
import { keep } from './media.ts';
import { mustHaveMedia } from './bodies.ts';
import { bytes, checked, list, refuse } from './refusal.ts';
import type { Routes } from './api.ts';
import type { World } from './world.ts';

const mega = 1024 * 1024;
const article = z.looseObject({
  title: bytes(128, 40058),
  description: bytes(512, 40058).optional(),
  url: bytes(2048, 40058),
});
const media = z.looseObject({ media_id: z.string() });
const bodies = {
  text: z.looseObject({
    content: bytes(2048, 40058),
    mentioned_list: z.array(z.string()).optional(),
    mentioned_mobile_list: z.array(z.string()).optional(),
  }),
  markdown: z.looseObject({ content: bytes(4096, 40058) }),
  markdown_v2: z.looseObject({ content: bytes(4096, 40058) }),
  image: z.looseObject({ base64: z.string(), md5: z.string() }).refine(isWhole, { message: 'md5 or size' }),
  news: z.looseObject({ articles: list(article, 8, { min: 1 }) }),
  file: media,
  voice: media,
  template_card: templateCard.refine((card) => card.card_type.endsWith('_notice'), {
    message: 'only text_notice and news_notice',
  }),
};

/** The robots that only send: a key opens the door, nothing else is asked. */
export function createWebhooks(world: World) {
  const robots = new Map<string, string>();
  const windows = createWindows(world.now);
  const groupOf = (query: URLSearchParams): string => robots.get(query.get('key') ?? '') ?? refuse(93000);
  const routes: Routes = {
    '/cgi-bin/webhook/send': {
      method: 'POST',
      isOpen: true,
      run: ({ query, body }) => {
        const to = groupOf(query);
        const key = query.get('key') ?? '';
        const message = checked(z.looseObject({ msgtype: z.string() }), body);
        const { msgtype } = message;
        if (!isWebhookType(msgtype)) return refuse(40008);
        const schema: z.ZodType<Record<string, unknown>> = bodies[msgtype];
        const content = checked(z.record(z.string(), z.unknown()), checked(schema, message[msgtype], msgtype));
        if (typeof content['media_id'] === 'string') mustHaveMedia(world, content['media_id'], msgtype);
        if (!windows.admits(key, [{ ms: minute, max: 20 }])) refuse(45009);
        const at = world.now();
        world.shown.push({
          msgid: world.newId('webhook'),
          from: { kind: 'webhook', id: key },
          to,
          msgtype,
          body: content,
          at,
          note: null,
          recalledAt: null,
        });
        return {};
      },
    },
    '/cgi-bin/webhook/upload_media': {
      method: 'POST',
      isOpen: true,
      run: ({ query, file }) => {
        groupOf(query);
        const kept = keep(world, file, query.get('type'), {
          prefix: 'hook',
          max: { file: 20 * mega, voice: 2 * mega },
        });
        return { type: kept.type, media_id: kept.id, created_at: String(Math.floor(kept.at / 1000)) };
      },
    },
  };
  return {
    routes,
    /** A member adds a robot to a group: the key of its address. */
    add(group: string): string {
      const key = crypto.randomUUID();
      robots.set(key, group);
      return key;
    },
    remove: (key: string): void => void robots.delete(key),
  };
}

function isWebhookType(name: string): name is keyof typeof bodies {
  return name in bodies;
}

function isWhole({ base64, md5 }: { readonly base64: string; readonly md5: string }): boolean {
  const raw = Buffer.from(base64, 'base64');
  return raw.length <= 2 * mega && createHash('md5').update(raw).digest('hex') === md5;
}

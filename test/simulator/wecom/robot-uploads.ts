import { createHash } from 'node:crypto';
import * as z from 'zod';
import { createWindows, hour, minute } from './limits.ts';
import { bytes, checked, refuse } from './refusal.ts';
import type { World } from './world.ts';

const mega = 1024 * 1024;
const sizes = { file: 20 * mega, image: 2 * mega, voice: 2 * mega, video: 10 * mega };
const opening = z.looseObject({
  type: z.enum(['file', 'image', 'voice', 'video']),
  filename: bytes(256, 40058, 40058),
  total_size: z.int().min(5),
  total_chunks: z.int().min(1).max(100),
  md5: z.string().optional(),
});
const chunk = z.looseObject({ upload_id: z.string(), chunk_index: z.int().min(0), base64_data: z.string() });
const closing = z.looseObject({ upload_id: z.string() });

interface Session {
  readonly wanted: z.infer<typeof opening>;
  readonly at: number;
  readonly parts: Map<number, Buffer>;
}

/** A file in chunks of at most 512 KB, in any order, each as often as one likes, within 30 minutes. */
export function createUploads(world: World) {
  const sessions = new Map<string, Session>();
  const windows = createWindows(world.now);
  const find = (id: string): Session => {
    const session = sessions.get(id);
    return session && world.now() - session.at <= 30 * minute ? session : refuse(40058, 'invalid upload_id');
  };
  return {
    init(body: unknown): object {
      const wanted = checked(opening, body);
      if (wanted.total_size > sizes[wanted.type]) refuse(40006);
      const limits = [
        { ms: minute, max: 30 },
        { ms: hour, max: 1000 },
      ];
      if (!windows.admits('', limits)) refuse(45009);
      const id = world.newId('upload');
      sessions.set(id, { wanted, at: world.now(), parts: new Map() });
      return { upload_id: id };
    },
    chunk(body: unknown): object {
      const { upload_id, chunk_index, base64_data } = checked(chunk, body);
      const { wanted, parts } = find(upload_id);
      const part = Buffer.from(base64_data, 'base64');
      if (chunk_index >= wanted.total_chunks || part.length > 512 * 1024) refuse(40058, 'chunk');
      parts.set(chunk_index, part);
      return {};
    },
    finish(body: unknown): object {
      const { upload_id } = checked(closing, body);
      const { wanted, parts } = find(upload_id);
      const whole = Buffer.concat(
        Array.from(
          { length: wanted.total_chunks },
          (_, at) => parts.get(at) ?? refuse(40058, `chunk ${at} is missing`),
        ),
      );
      if (whole.length !== wanted.total_size) refuse(40006);
      if (wanted.md5 !== undefined && createHash('md5').update(whole).digest('hex') !== wanted.md5)
        refuse(40058, 'md5');
      sessions.delete(upload_id);
      const media = {
        id: world.newId('aibot'),
        type: wanted.type,
        name: wanted.filename,
        bytes: whole,
        at: world.now(),
      };
      world.media.set(media.id, media);
      return { type: media.type, media_id: media.id, created_at: Math.floor(media.at / 1000) };
    },
  };
}

import * as z from 'zod';
import { appOf, get, param, post, type Routes, type UploadedFile } from './api.ts';
import { mustHaveMedia } from './bodies.ts';
import { refuse } from './refusal.ts';
import type { World } from './world.ts';

const mega = 1024 * 1024;
const sizes = { image: 10 * mega, voice: 2 * mega, video: 10 * mega, file: 20 * mega };
const mediaType = z.enum(['image', 'voice', 'video', 'file']);
const starts = {
  image: [Buffer.from('ffd8ff', 'hex'), Buffer.from('89504e47', 'hex')],
  voice: [Buffer.from('#!AMR')],
  video: [],
  file: [],
};

/** media/upload and media/get. */
export function createMedia(world: World): Routes {
  return {
    '/cgi-bin/media/upload': post(({ query, file, caller }) => {
      appOf(caller);
      const media = keep(world, file, query.get('type'), { prefix: 'media', max: sizes });
      return { type: media.type, media_id: media.id, created_at: String(Math.floor(media.at / 1000)) };
    }),
    '/cgi-bin/media/get': get(({ query, caller }) => {
      appOf(caller);
      const id = param(query, 'media_id', 40007);
      mustHaveMedia(world, id, null);
      const media = world.media.get(id);
      return media ? { download: media.bytes, name: media.name } : refuse(40007);
    }),
  };
}

/** Takes an upload in; its field is named media, its size within the limits, its first bytes of its type. */
export function keep(
  world: World,
  file: UploadedFile | null,
  wanted: string | null,
  { prefix, max }: { readonly prefix: string; readonly max: Partial<Record<z.infer<typeof mediaType>, number>> },
) {
  const type = mediaType.safeParse(wanted);
  const limit = type.success ? max[type.data] : undefined;
  if (!type.success || limit === undefined) return refuse(40004);
  if (!file || file.field !== 'media' || file.name === '')
    return refuse(40058, 'expected a field media with a filename');
  if (file.bytes.length <= 5 || file.bytes.length > limit) return refuse(40006);
  const known = starts[type.data];
  if (known.length > 0 && !known.some((start) => file.bytes.subarray(0, start.length).equals(start)))
    return refuse(40004);
  const media = { id: world.newId(prefix), type: type.data, name: file.name, bytes: file.bytes, at: world.now() };
  world.media.set(media.id, media);
  return media;
}

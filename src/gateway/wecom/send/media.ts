import * as z from 'zod';
import type { Moment } from '#model/ids.ts';
import type { Answer, Api } from '#gateway/wecom/api/client.ts';
import { digest } from '#gateway/wecom/ids.ts';
import type { AppMessages, Sent } from '#gateway/wecom/send/app-messages.ts';

export interface MediaFile {
  readonly kind: 'image' | 'voice' | 'video' | 'file';
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files up and down. What was uploaded is good for three days, and uploaded again when it is not. */
export interface MediaRoom {
  /** The platform's id of this file, from what was uploaded lately or anew. */
  put(file: MediaFile, signal: AbortSignal): Promise<Answer<string>>;
  get(id: string, signal: AbortSignal): Promise<Answer<Buffer>>;
  /** A file to one member. An id the platform no longer knows is made anew, once. */
  send(userid: string, file: MediaFile, signal: AbortSignal): Promise<Sent>;
}

const mega = 1024 * 1024;
const most: Readonly<Record<MediaFile['kind'], number>> = {
  image: 10 * mega,
  voice: 2 * mega,
  video: 10 * mega,
  file: 20 * mega,
};
/** The platform takes nothing of five bytes or fewer. */
const least = 6;
const goodFor = 3 * 24 * 3_600_000;
/** A message that is about to leave must not carry an id about to end. */
const early = 3_600_000;
const Uploaded = z.object({ media_id: z.string().min(1) });

export function createMediaRoom(api: Api, messages: Pick<AppMessages, 'say'>, clock: () => Moment): MediaRoom {
  const known = new Map<string, { readonly id: string; readonly until: Moment }>();
  const put: MediaRoom['put'] = async (file, signal) => {
    const { kind, name, bytes } = file;
    if (bytes.length < least || bytes.length > most[kind]) return { ok: false, refused: 'invalid', code: 40006 };
    const key = keyOf(file);
    const before = known.get(key);
    if (before && before.until > clock()) return { ok: true, value: before.id };
    const form = new FormData();
    form.append('media', new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }), name);
    const call = {
      as: 'app',
      method: 'POST',
      path: '/cgi-bin/media/upload',
      query: { type: kind },
      body: form,
    } as const;
    const answer = await api.call(Uploaded, call, signal);
    if (!answer.ok) return answer;
    known.set(key, { id: answer.value.media_id, until: clock() + goodFor - early });
    return { ok: true, value: answer.value.media_id };
  };
  const sendOnce = async (userid: string, file: MediaFile, signal: AbortSignal): Promise<Sent> => {
    const uploaded = await put(file, signal);
    if (!uploaded.ok) return { ok: false, refused: uploaded.refused, isForm: true };
    const media = { media_id: uploaded.value };
    return messages.say(userid, { msgtype: file.kind, [file.kind]: media }, signal);
  };
  return {
    put,
    async get(id, signal) {
      const path = '/cgi-bin/media/get';
      const answer = await api.bytes({ as: 'app', method: 'GET', path, query: { media_id: id } }, signal);
      return answer.ok ? { ok: true, value: answer.value.bytes } : answer;
    },
    async send(userid, file, signal) {
      const sent = await sendOnce(userid, file, signal);
      if (sent.ok || sent.refused !== 'gone' || !known.delete(keyOf(file))) return sent;
      return sendOnce(userid, file, signal);
    },
  };
}

function keyOf({ kind, name, bytes }: MediaFile): string {
  return digest(kind, name, Buffer.from(bytes).toString('base64'));
}

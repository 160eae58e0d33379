import * as z from 'zod';
import { ArchiveRecord } from '#gateway/wecom/archive/record.ts';

/** What the house asks of the library's process. Numbers of the archive are 64 bits long and go as text. */
export type Ask =
  | { readonly kind: 'open'; readonly library: string; readonly corpId: string; readonly secret: string }
  | {
      readonly kind: 'pull';
      readonly seq: string;
      readonly limit: number;
      readonly rooms: readonly string[];
      readonly refused: readonly string[];
      /** Folder of the private keys; they never leave the process. */
      readonly keys: string;
    }
  | { readonly kind: 'media'; readonly handle: string; readonly index: string };

export const Pulling = z.object({
  /** Records of registered groups, as the archive wrote them. */
  kept: z.array(ArchiveRecord),
  /** The number of the last record asked for; null where there was none. */
  last: z.string().nullable(),
  total: z.number(),
  dropped: z.object({
    oneToOne: z.number(),
    unregistered: z.record(z.string(), z.number()),
    withheld: z.number(),
    unreadable: z.number(),
  }),
  consents: z.array(z.object({ userid: z.string(), agrees: z.boolean() })),
  /** By version of the public key: records nobody here can open, and the number before the first of them. */
  locked: z.record(z.string(), z.object({ before: z.string(), count: z.number() })),
});
export type Pulling = z.infer<typeof Pulling>;

export const MediaPart = z.object({ bytes: z.instanceof(Uint8Array), index: z.string(), isLast: z.boolean() });
export type MediaPart = z.infer<typeof MediaPart>;

/** `ret` is the library's return code; null where it could not even be asked. */
export const Reply = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), ret: z.number().nullable(), says: z.string() }),
]);
export type Reply = z.infer<typeof Reply>;

export const Asked = z.object({ id: z.number(), ask: z.custom<Ask>((value) => typeof value === 'object') });

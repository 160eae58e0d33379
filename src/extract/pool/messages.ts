import { z } from 'zod';
import { layoutCues } from '#model/picture.ts';
import { gapReasons } from '#model/post.ts';

/** A place is a label, whatever names a hostile archive holds. */
const where = z.string().transform((text) => (text.length > 500 ? `${text.slice(0, 499)}…` : text));
const job = z.int();
/** Some hundred spots of a picture. */
const print = z
  .array(z.string().regex(/^[0-9a-f]{24}$/))
  .max(400)
  .readonly();

/** What a worker may say. It has read hostile bytes: nothing it says is taken on trust. */
export const workerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('text'),
    job,
    where,
    via: z.enum(['text', 'ocr']),
    text: z.string(),
    layout: z.array(z.enum(layoutCues)).max(layoutCues.length).readonly().optional(),
    print: print.optional(),
  }),
  z.object({ kind: z.literal('gap'), job, where, why: z.enum(gapReasons), media: z.enum(['picture', 'file']) }),
  z.object({ kind: z.literal('early'), job, where, text: z.string(), print: print.optional() }),
  z.object({ kind: z.literal('ask'), job, print }),
  z.object({ kind: z.literal('progress'), job, done: z.int().min(0), of: z.int().min(0) }),
  z.object({ kind: z.literal('done'), job }),
]);
export type WorkerMessage = z.infer<typeof workerMessage>;

/** What a worker is told. */
export const houseMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('warm') }),
  z.object({ kind: z.literal('read'), job, bytes: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('known'), job, isKnown: z.boolean() }),
  z.object({ kind: z.literal('stop'), job }),
]);
export type HouseMessage =
  | Exclude<z.infer<typeof houseMessage>, { kind: 'read' }>
  | { readonly kind: 'read'; readonly job: number; readonly bytes: Uint8Array };

export const limitsShape = z.object({
  millis: z.number(),
  memory: z.number(),
  pages: z.number(),
  pictures: z.number(),
  entries: z.number(),
  depth: z.number(),
  inflated: z.number(),
  inflatedPart: z.number(),
  text: z.number(),
  pieces: z.number(),
});

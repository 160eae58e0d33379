import { z } from 'zod';

/** What the thread is asked. */
export const heicQuestion = z.object({
  bytes: z.instanceof(Uint8Array),
  /** Which of the pictures in the file. */
  index: z.int().min(0),
  longSide: z.int(),
  mostPixels: z.int(),
});
export type HeicQuestion = Omit<z.infer<typeof heicQuestion>, 'bytes'> & { readonly bytes: Uint8Array };

/** What it answers: red, green and blue bytes, and how many pictures the file holds. */
export const heicAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), why: z.enum(['corrupt', 'unsupported', 'oversize']) }),
  z.object({
    kind: z.literal('picture'),
    count: z.int().min(1),
    width: z.int().min(1),
    height: z.int().min(1),
    data: z.instanceof(Uint8Array),
  }),
]);
export type HeicAnswer = z.infer<typeof heicAnswer>;

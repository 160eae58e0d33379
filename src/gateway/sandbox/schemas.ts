import * as z from 'zod';
import { limits } from '#gateway/sandbox/limits.ts';

const id = z.string().regex(/^sandbox:[A-Za-z0-9-]{1,80}$/, { error: '应为 sandbox:… 编号' });
/** Only a ceiling for the reader; the platform itself says what is too long. */
const words = z.string().max(limits.request);

export const Posting = z.strictObject({
  as: id,
  group: id,
  text: words.optional(),
  quote: id.optional(),
  forward: z.array(id).max(100).optional(),
});
export const PostingForm = z.strictObject({ as: id, group: id, text: words.optional(), quote: id.optional() });
export const Recall = z.strictObject({ as: id, post: id });
export const Press = z.strictObject({ as: id, card: id, action: z.string().min(1).max(200) });
export const Ask = z.strictObject({ as: id, text: words });
export const Settings = z.strictObject({
  group: id,
  retracts: z.boolean().optional(),
  sees: z.enum(['every-post', 'mentions', 'nothing']).optional(),
  ownerRecalls: z.boolean().optional(),
  recallWindow: z.number().int().min(1).max(100_000).nullable().optional(),
});
export const Rename = z.strictObject({ group: id, name: z.string() });
export const Owner = z.strictObject({ group: id, owner: id });
export const Member = z.strictObject({
  group: id,
  member: id,
  role: z.enum(['admin', 'member', 'outsider']).nullable(),
});
export const Bot = z.strictObject({ group: id, present: z.boolean() });
export const Group = z.strictObject({ group: id });
export const Run = z.strictObject({ speed: z.enum(['slow', 'normal', 'fast']).default('normal') });
export const LinesQuery = z
  .object({
    group: id.optional(),
    member: id.optional(),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  })
  .refine(({ group, member }) => (group === undefined) !== (member === undefined), {
    error: '应给出 group 或 member 其中之一',
  });
export const EventsQuery = z.object({ after: z.coerce.number().int().min(0).optional() });

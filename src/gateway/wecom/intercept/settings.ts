import * as z from 'zod';
import { wordFault } from '#gateway/wecom/intercept/words.ts';

const userid = z.string().regex(/^[\w@.-]{1,64}$/, { error: 'expected a userid' });

/** 聊天敏感词 for what members write to customers: off unless the unit writes this down, knowing that the words go to the vendor. */
export const Intercept = z
  .strictObject({
    /** 启用即把下列词语告诉企业微信（腾讯）：须单位书面同意后写“已知悉”。 */
    'words-go-to-the-vendor': z.literal('已知悉', {
      error: '启用会把词表告诉企业微信，须先取得单位同意：expected 已知悉',
    }),
    words: z.array(z.string().trim()).min(1),
    /** Stops the message; otherwise its sender is only warned. */
    blocks: z.boolean().default(false),
    also: z.array(z.enum(['phone', 'email', 'redpacket'])).default([]),
    users: z.array(userid).max(1000).default([]),
    departments: z.array(z.number().int().positive()).max(1000).default([]),
  })
  .superRefine(({ words }, context) => {
    for (const [index, word] of words.entries()) {
      const fault = wordFault(word);
      if (fault !== null)
        context.addIssue({ code: 'custom', path: ['words', index], message: fault, params: { isPrivate: true } });
    }
  });

export type InterceptSettings = z.infer<typeof Intercept>;

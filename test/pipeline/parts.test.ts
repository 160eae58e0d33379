import { expect, test } from 'vitest';
import { partsOf } from '#pipeline/trace.ts';
import { aPost } from '../support/a-post.ts';

const words = '请各科室今天下班前报送值班表';
const file = { id: 'test:f', name: '表.xlsx', size: 9, media: 'file', from: 'body' } as const;

test.each([
  ['the post itself', aPost({ body: words }), 1],
  ['passed on with a word added', aPost({ body: '供参考', forwarded: [{ text: ` ${words}\n`, depth: 1 }] }), 1],
  ['with a file', aPost({ body: words, files: [file] }), 2],
  ['short words', aPost({ body: '收到，谢谢' }), 0],
] as const)('the parts of a post: %s', (_, post, count) => {
  const parts = partsOf(post);
  expect([parts.length, count === 0 || parts.includes(JSON.stringify(['text', words]))]).toEqual([count, true]);
});

import { expect, test } from 'vitest';
import { planVerdict } from '#enforce/plan.ts';
import type { Post } from '#model/post.ts';
import { aGroup, aPost, aUnit } from '../support/a-post.ts';
import { tuesday } from '../support/clock.ts';
import { caseId, scoped } from './house.ts';

const picture = { id: 'test:f1', name: '图', size: 183_000, media: 'picture', from: 'forward' } as const;
const forwarded = [{ text: '十个字的一句话在这里', depth: 1 }] as const;

test.each<[string, Partial<Post>, object]>([
  ['a text', { body: '四个汉字' }, { form: 'text', size: 4, sizeIn: 'characters' }],
  ['a picture', { files: [{ ...picture, from: 'body' }] }, { form: 'picture', size: 183_000, sizeIn: 'bytes' }],
  ['a forwarded text', { body: '', forwarded }, { form: 'forward', size: 10, sizeIn: 'characters' }],
  [
    'a forwarded picture',
    { body: '', forwarded, files: [picture] },
    { form: 'forward', size: 183_000, sizeIn: 'bytes' },
  ],
])('a case tells of %s how long or how large it is', (_what, post, size) => {
  const judged = { person: 'p-zhang', now: tuesday, caseId, fingerprint: 'f', isBeyondReach: false, withdrawal: null };
  const { cases } = planVerdict({ ...judged, post: aPost(post), verdict: scoped(), group: aGroup(), unit: aUnit() });
  expect(cases?.[0]).toMatchObject(size);
});

import { expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { Finding } from '#model/finding.ts';
import type { Passage, Post } from '#model/post.ts';
import { withCleared } from '#pipeline/cleared.ts';
import { aCase } from '../support/a-case.ts';
import { aFinding, aPost } from '../support/a-post.ts';

const file = { id: 'f1', name: '通知.docx', size: 10, media: 'file', from: 'body' } as const;
const long = aPost({ body: '关于印发实施方案的通知已经在网站公开' });
const short = aPost({ body: '发我' });
const withFile = aPost({ body: '', files: [file] });
const passages = ({ body, files }: Post): readonly Passage[] => [
  ...(body === '' ? [] : [{ from: 'body', file: null, via: 'text', where: '正文', text: body } as const]),
  ...files.map(({ id }) => ({ from: 'body', file: id, via: 'text', where: '第1页', text: '样张' }) as const),
];
const overturned = (more: Partial<Case> = {}): Case =>
  aCase({ group: 'test:group-1', sender: 'p-zhang', state: 'overturned', files: ['digest-1'], ...more });

test.each<[name: string, post: Post, cleared: Case | null, digest: string | null, isLifted: boolean]>([
  ['the same words', long, overturned(), null, true],
  ['the same words in another group', long, overturned({ group: 'test:other' }), null, true],
  ['words nobody has cleared', long, null, null, false],
  [
    'what was approved for one group only',
    long,
    overturned({ group: 'test:other', appeal: { reason: 'approved', at: 0, answeredAt: 0 } }),
    null,
    false,
  ],
  [
    'one owner’s topic elsewhere',
    long,
    overturned({ group: 'test:other', category: 'scope.owner-topic' }),
    null,
    false,
  ],
  ['two words of the same person', short, overturned(), null, true],
  ['two words of somebody else', short, overturned({ sender: 'p-li' }), null, false],
  ['two words elsewhere', short, overturned({ group: 'test:other' }), null, false],
  ['the same file', withFile, overturned(), 'digest-1', true],
  ['another file of the same name and size', withFile, overturned(), 'digest-2', false],
  ['a file that was not fetched', withFile, overturned(), null, false],
])('%s', (_, post, cleared, digest, isLifted) => {
  const found: Finding = aFinding();
  const digests = new Map(digest === null ? [] : [['f1', digest]]);
  const [after] = withCleared([found], { post, passages: passages(post), cleared, sender: 'p-zhang', digests });
  expect(after).toEqual(isLifted ? { ...found, confidence: 0.55, lowered: ['person-cleared'] } : found);
});

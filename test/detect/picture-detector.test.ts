import { expect, it } from 'vitest';
import { createPictureDetector, isEnough, type Likeness } from '#detect/picture/picture-detector.ts';
import type { KnownPicture } from '#model/picture.ts';
import { aPost } from '../support/a-post.ts';

const print = ['0123456789abcdef01234567'];
const picture: KnownPicture = {
  id: 'c1/1', case: 'c1', category: 'classified.state-secret', confidence: 0.95, addedAt: 0, endsAt: 1, isLive: true, print,
}; // prettier-ignore

it.each<readonly [string, Likeness | null, readonly unknown[], boolean]>([
  ['that nobody knows says nothing', null, [], false],
  ['that may be the same and has no words asks for a review, after it was read', { picture, likeness: 1.2 }, [['classified.state-secret', 0.75, '']], false],
  ['that is the same is as sure as the earlier verdict, and unread', { picture, likeness: 1.8 }, [['classified.state-secret', 0.95, 'same-picture']], true],
  ['of an upheld case is never quite sure', { picture: { ...picture, confidence: 1 }, likeness: 1.8 }, [['classified.state-secret', 0.97, 'same-picture']], true],
  ['of an unsure case is read too', { picture: { ...picture, confidence: 0.8 }, likeness: 1.8 }, [['classified.state-secret', 0.8, 'same-picture']], false],
  ['of a lesser case is read too', { picture: { ...picture, category: 'scope.draft' }, likeness: 1.8 }, [['scope.draft', 0.95, 'same-picture']], false],
])('a picture %s', async (_, found, findings, enough) => {
  const passage = { from: 'body', file: 'sandbox:f1', via: 'ocr', where: '图片', text: '', print } as const;
  const reading = { post: aPost({}), passages: [passage], gaps: [], context: [] };
  const seen = await createPictureDetector(() => found, 'again').detect(reading, AbortSignal.timeout(1000));
  const words = { ...reading, passages: [{ ...passage, text: '会议通知' }] };
  const spoken = await createPictureDetector(() => found, 'again').detect(words, AbortSignal.timeout(1000));
  expect(spoken.length).toBe(found && found.likeness > 1.3 ? 1 : 0);
  expect([seen.map(({ category, confidence, raised }) => [category, confidence, raised.join()]), isEnough(found)]).toEqual([findings, enough]);
}); // prettier-ignore

import { expect, test } from 'vitest';
import { createDetectors } from '#assembly/examiner.ts';
import { openFingerprints } from '#assembly/fingerprints.ts';
import { createRegistrar } from '#assembly/registrar.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { createFingerprintDetector } from '#detect/fingerprint/fingerprint-detector.ts';
import type { Pool } from '#extract/pool/pool.ts';
import { openTestStore, testKeys } from '../support/open-store.ts';
import { noon } from '../support/store-rows.ts';

const paper =
  '办公用房调整方案：综合科搬到三楼东侧四间，财务科留在二楼，档案室并入一楼西侧库房，空出的房间交机关事务中心统一安排。';

/** Reads bytes as the text they are, a picture's with its look, and nothing of a locked file; the real pool has tests of its own. */
const plainPool: Pool = {
  read: async (bytes) => {
    const text = new TextDecoder().decode(bytes);
    const layout = text.startsWith('star') ? (['star-line'] as const) : [];
    if (/^(picture|star)/.test(text))
      return { texts: [{ kind: 'text', via: 'ocr', where: '图片文字', text, layout }], gaps: [] };
    return text.startsWith('locked')
      ? { texts: [], gaps: [{ kind: 'gap', where: '', why: 'encrypted', media: 'file' }] }
      : { texts: [{ kind: 'text', where: '正文', via: 'text', text }], gaps: [] };
  },
  warm: () => undefined,
  state: () => ({ workers: 0, busy: 0, waiting: 0 }),
  close: async () => undefined,
};

test('what bears a mark, is locked or too short is refused and not kept; the rest is known again, and trying keeps nothing', async () => {
  const { store } = openTestStore();
  const [shelf, clock] = [loadShelf('.'), () => noon];
  const known = openFingerprints({ store, rules: shelf.fingerprints, key: testKeys.key('pieces'), clock });
  const living = await openLivingRules(shelf, store);
  const examiner = { detectors: [createFingerprintDetector(known)], pieces: known.pieces };
  const registrar = createRegistrar({ store, shelf, living, examiner, pool: plainPool, clock });
  const signal = AbortSignal.timeout(10_000);
  const handed = (
    text: string,
    more: { name?: string; file?: string; category?: 'scope.draft' | 'classified.state-secret' } = {},
  ) => {
    const document = { name: '用房', file: '用房.txt', category: 'scope.draft', endsAt: null, ...more } as const;
    return registrar.register({ ...document, bytes: new TextEncoder().encode(text) }, 'account-1', signal);
  };
  const refused = [
    await handed(`机密★10年\n${paper}`),
    await handed(paper, { name: '机密★10年' }),
    await handed(paper, { file: '机密★10年 方案.docx' }),
    await handed('locked'),
    await handed(`star 机★1O年\n${paper}`, { file: '照片.jpg' }),
    await handed('太短了'),
    await handed(paper, { category: 'classified.state-secret' }),
  ];
  expect(refused.map((answer) => !answer.ok && answer.refused)).toEqual([
    'marked',
    'marked',
    'marked',
    'unread',
    'marked',
    'short',
    'category',
  ]);
  expect([await store.fingerprints.list(), (await store.ledger.head()).number]).toEqual([[], 0]);
  expect(registrar.categories.some(({ id }) => id === 'classified.state-secret')).toBe(false);

  const made = await handed(`样张 机密★10年\n${paper}`);
  expect((await store.fingerprints.list()).map(({ name, by }) => [name, by])).toEqual([['用房', 'account-1']]);
  const id = made.ok ? made.id : '';
  const tried = [
    await registrar.test({ text: `请看：${paper.slice(0, 50)}` }, signal),
    await registrar.test({ file: '别的.txt', bytes: new TextEncoder().encode(paper) }, signal),
    await registrar.test(
      { text: '明天上午九点在二楼会议室开会，请各科室负责人准时参加，会议材料另行通知，谢谢大家支持。' },
      signal,
    ),
    await registrar.test({ file: '翻拍.jpg', bytes: new TextEncoder().encode(`picture\n${paper}`) }, signal),
    await registrar.test({ file: '照片.jpg', bytes: new TextEncoder().encode(`star\n${paper}`) }, signal),
    await registrar.test({ text: `机密★10年\n${paper}` }, signal),
    await registrar.test({ file: '锁住的.docx', bytes: new TextEncoder().encode('locked') }, signal),
  ];
  expect(
    tried.map((answer) => (answer.ok ? [answer.found.map((one) => one.id), answer.unread] : answer.refused)),
  ).toEqual([[[id], []], [[id], []], [[], []], [[id], []], 'marked', 'marked', [[], ['加密']]]);
  expect((await store.ledger.head()).number).toBe(1);
});

test('what a post would be held for is refused too: taken back before as a suspected state secret, or the look of a marked page', async () => {
  const { store } = openTestStore();
  const [shelf, clock, signal] = [loadShelf('.'), () => noon, AbortSignal.timeout(10_000)];
  const known = openFingerprints({ store, rules: shelf.fingerprints, key: testKeys.key('pieces'), clock });
  const living = await openLivingRules(shelf, store);
  const detectors = createDetectors({ shelf, living, documents: known, findPicture: () => null });
  const examiner = { detectors, pieces: known.pieces };
  const registrar = createRegistrar({ store, shelf, living, examiner, pool: plainPool, clock });
  const hashes = known.pieces([paper], 'fine');
  const withdrawn = { source: 'withdrawn', grain: 'fine', confidence: 0.95, case: 'C1', isLive: true } as const;
  const category = 'classified.state-secret';
  await store.fingerprints.add(
    {
      ...withdrawn,
      id: 'W1',
      name: 'C1',
      category,
      addedAt: noon,
      endsAt: null,
      hashes: hashes ?? new Float64Array(),
    },
    { at: noon, event: 'fingerprint-added', actor: { kind: 'bot' } },
  );
  const hand = (text: string, file: string) => {
    const document = { name: '用房', file, category: 'scope.draft', endsAt: null } as const;
    return registrar.register({ ...document, bytes: new TextEncoder().encode(text) }, 'account-1', signal);
  };
  const other = paper.replaceAll('综合科', '档案科').split('').toReversed().join('');
  expect([
    await hand(paper, '用房.txt'),
    await hand(`样张 ${paper}`, '样张.txt'),
    await hand(other, '别的.txt'),
  ]).toMatchObject([
    { ok: false, refused: 'suspected', says: expect.stringContaining('联系保密办') },
    { ok: false, refused: 'suspected' },
    { ok: true },
  ]);
  expect((await store.fingerprints.list()).filter(({ source }) => source === 'registered')).toHaveLength(1);
});

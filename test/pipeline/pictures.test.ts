import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadLessons } from '#assembly/lessons.ts';
import { openPictures } from '#assembly/pictures.ts';
import { findRoot } from '#assembly/root.ts';
import { parseTemplates } from '#decide/templates.ts';
import { createPictureDetector, isEnough } from '#detect/picture/picture-detector.ts';
import { createReadMemory } from '#extract/read-memory.ts';
import { readPost } from '#extract/read-post.ts';
import { readSheets } from '#lib/sheet.ts';
import type { Extracted, Extractor, Watch } from '#model/extractor.ts';
import type { Inbound } from '#model/gateway.ts';
import type { FileRef, Passage } from '#model/post.ts';
import { examine, type Examiner } from '#pipeline/examine.ts';
import { aFinding } from '../support/a-post.ts';
import { openTestStore } from '../support/open-store.ts';
import { aGroupRow, aPostInbound, days, minutes, noon } from '../support/store-rows.ts';

const root = findRoot();
const templates = parseTemplates(readSheets(join(root, 'rules', 'policies'), 'rules/policies'));
const { topics, ownerRules, layout } = loadLessons(root);

/** Spots far enough apart to be one picture's; the seed makes another picture. */
function printOf(seed: number): readonly string[] {
  let state = seed;
  const next = (digits: number): string => {
    let text = '';
    while (text.length < digits) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      text += (state >>> 8).toString(16).padStart(6, '0').slice(0, 4);
    }
    return text.slice(0, digits);
  };
  return Array.from({ length: 60 }, () => `${next(6)}20${next(16)}`);
}

type Read = (file: FileRef, signal: AbortSignal, watch: Watch) => Promise<Extracted>;

/** What stands in a picture: 甲 is a mark, 乙 a suspicion. */
function house(read: Read) {
  const { store, time } = openTestStore();
  const seen = { reads: 0, aborted: 0 };
  const find = openPictures({ store, clock: () => time.now, onError: () => undefined });
  const extractor: Extractor = {
    name: 'pictures',
    accepts: () => true,
    extract(file, _bytes, signal, watch = {}) {
      seen.reads++;
      signal.addEventListener('abort', () => seen.aborted++);
      return read(file, signal, watch);
    },
  };
  const memory = createReadMemory({ hash: (bytes) => Buffer.from(bytes).toString('hex'), clock: () => time.now });
  let cases = 0;
  const parts: Examiner = {
    store,
    templates,
    topics,
    onTrial: () => [],
    ownerRules,
    tz: 'Asia/Shanghai',
    detectors: [
      {
        name: 'words',
        detect: async ({ passages }) =>
          passages.flatMap(({ text, from }, passage) =>
            (['甲', '乙'] as const)
              .filter((word) => text.includes(word))
              .map((word) =>
                aFinding({
                  category: 'classified.state-secret',
                  confidence: word === '甲' ? 0.95 : 0.7,
                  passage,
                  from,
                }),
              ),
          ),
      },
      createPictureDetector(find, layout.withdrawn.id),
    ],
    read: (post, signal, watch = {}) =>
      readPost(
        post,
        {
          extractors: [extractor],
          memory,
          watch: { ...watch, isKnown: (print) => isEnough(find(print, time.now)) },
          download: async (file) => ({ ok: true, file: file.id, bytes: Buffer.from(file.name) }),
        },
        signal,
      ),
    isMark: () => true,
    seal: null,
    fingerprint: (text) => text,
    pieces: () => null,
    repeatRule: 'withdrawn-before',
    retracts: () => true,
    clock: () => time.now,
    newCaseId: () => `c${++cases}`,
    onReading: () => undefined,
    onDetectorError: (_, error) => {
      throw error;
    },
  };
  return {
    seen,
    store,
    time,
    async post(key: string, group: string, name: string) {
      const inbound = aPostInbound(key, '');
      if (inbound.kind !== 'post') throw new Error('expected a post');
      const file: FileRef = { id: `sandbox:f${key}`, name, size: 9, media: 'picture', from: 'body' };
      const posted: Extract<Inbound, { kind: 'post' }> = {
        ...inbound,
        post: { ...inbound.post, group, sentAt: time.now, files: [file] },
      };
      await store.record({ groups: [aGroupRow(group)] });
      return examine(parts, posted, aGroupRow(group), AbortSignal.timeout(5000));
    },
  };
}

const passage = (file: FileRef, text: string, print?: readonly string[]): Passage => ({
  from: file.from, file: file.id, via: 'ocr', where: '图片文字', text, ...(print ? { print } : {}),
}); // prettier-ignore

/** A reader that has told the head and would need longer than the test has for the rest. */
function slow(head: string): Read {
  return (file, signal, watch) => {
    watch.onEarly?.(passage(file, head));
    return new Promise((resolve) =>
      signal.addEventListener('abort', () => resolve({ passages: [passage(file, head)], gaps: [] })),
    );
  };
}

test('a mark in the head of a picture is taken back while the rest would still be read, and the reading ends', async () => {
  const one = house(slow('甲'));
  const startedAt = performance.now();
  const verdict = await one.post('1', 'sandbox:g1', '照片');
  expect([verdict.outcome, verdict.steps[0]?.do, one.seen]).toEqual(['violation', 'retract', { reads: 1, aborted: 1 }]);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('a mere suspicion in the head waits for the rest', async () => {
  const one = house(async (file, _, watch) => {
    watch.onEarly?.(passage(file, '乙'));
    return { passages: [passage(file, '乙丙')], gaps: [] };
  });
  const verdict = await one.post('1', 'sandbox:g1', '照片');
  expect([verdict.outcome, verdict.reasons[0]?.span, one.seen.aborted]).toEqual(['review', expect.anything(), 0]);
});

/** As the real one does: it asks about the print before it reads. */
const asking: Read = async (file, _, watch) => {
  const print = printOf(file.name.startsWith('同一张') ? 7 : 99);
  if (watch.isKnown?.(print)) return { passages: [passage(file, '', print)], gaps: [] };
  return { passages: [passage(file, file.name.includes('清楚') ? '甲' : '看不清', print)], gaps: [] };
};

test('a photograph that was taken back is known again in another group without being read, until its term ends', async () => {
  const one = house(asking);
  await one.post('1', 'sandbox:g1', '同一张，清楚');
  const again = await one.post('2', 'sandbox:g2', '同一张，裁剪过');
  expect(again.reasons.map(({ rule, category, confidence }) => ({ rule, category, confidence }))).toEqual([
    { rule: 'picture-withdrawn-before', category: 'classified.state-secret', confidence: 0.95 },
  ]);
  expect([again.steps[0]?.do, (await one.post('3', 'sandbox:g2', '另一张')).outcome]).toEqual(['retract', 'clear']);
  expect((await one.store.pictures.live(noon)).map(({ case: of, endsAt }) => [of, endsAt - noon])).toEqual([
    ['c1', 30 * days],
    ['c2', 30 * days],
  ]);
  one.time.now = noon + 31 * days;
  expect((await one.post('4', 'sandbox:g2', '同一张，又一次')).outcome).toBe('clear');
});

test('where a person has overturned the case, its photograph is a photograph like any other', async () => {
  const one = house(asking);
  await one.post('1', 'sandbox:g1', '同一张，清楚');
  const found = await one.store.cases.find('c1');
  if (!found) throw new Error('expected a case');
  await one.store.record({ cases: [{ ...found, state: 'overturned' }] });
  expect((await one.post('2', 'sandbox:g2', '同一张，裁剪过')).outcome).toBe('clear');
});

test('the same bytes are read once where nothing is suspected, for half an hour, and each time where something is', async () => {
  const harmless = house(async (file) => ({ passages: [passage(file, '会议通知')], gaps: [] }));
  for (const key of ['1', '2']) await harmless.post(key, 'sandbox:g1', '通知');
  expect(harmless.seen.reads).toBe(1);
  harmless.time.now = noon + 31 * minutes;
  await harmless.post('3', 'sandbox:g1', '通知');
  expect(harmless.seen.reads).toBe(2);
  const suspected = house(async (file) => ({ passages: [passage(file, '乙')], gaps: [] }));
  for (const key of ['1', '2']) await suspected.post(key, 'sandbox:g1', '通知');
  expect(suspected.seen.reads).toBe(2);
});

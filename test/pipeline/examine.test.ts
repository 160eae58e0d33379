import { findRoot } from '#assembly/root.ts';
import { loadLessons } from '#assembly/lessons.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTemplates } from '#decide/templates.ts';
import { readPost } from '#extract/read-post.ts';
import { readSheets } from '#lib/sheet.ts';
import type { Category } from '#model/category.ts';
import type { Extractor } from '#model/extractor.ts';
import type { Download, Inbound } from '#model/gateway.ts';
import type { Post } from '#model/post.ts';
import { createFileExtractor } from '#extract/file-extractor.ts';
import type { SeenPicture } from '#model/picture.ts';
import { examine, type Examiner } from '#pipeline/examine.ts';
import { aFinding } from '../support/a-post.ts';
import { piecesOf } from '../support/walked.ts';
import { zipOf } from '../support/zip.ts';
import { openTestStore } from '../support/open-store.ts';
import { aGroupRow, aPostInbound, noon } from '../support/store-rows.ts';

const templates = parseTemplates(
  readSheets(join(import.meta.dirname, '..', '..', 'rules', 'policies'), 'rules/policies'),
);
/** What each word stands for in these tests. */
const words: readonly (readonly [word: string, category: Category, confidence: number])[] = [
  ['甲', 'classified.state-secret', 0.95],
  ['乙', 'classified.state-secret', 0.7],
  ['丙', 'classified.trade-secret', 0.95],
  ['丁', 'personal-data.id-card', 0.95],
];
const file = { id: 'sandbox:f1', name: '附件', size: 9, media: 'file', from: 'body' } as const;

type Fetch = (signal: AbortSignal) => Promise<Download>;
const absent: Fetch = () => Promise.resolve({ ok: false, refused: 'gone' });
/** As a connection does: it ends when it is told to. */
const hanging: Fetch = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
const broken: Fetch = () => Promise.reject(new TypeError('a bug of the door'));

const lessons = loadLessons(findRoot());

function house(fetch: Fetch = absent, patience = 5000, extractors: readonly Extractor[] = []) {
  const { store } = openTestStore();
  const downloads: string[] = [];
  const sealed: string[] = [];
  const readings: [done: number, of: number, isOver: boolean][] = [];
  const parts: Examiner = {
    store,
    templates,
    topics: lessons.topics,
    ownerRules: lessons.ownerRules,
    tz: 'Asia/Shanghai',
    retracts: () => true,
    onTrial: () => [],
    detectors: [
      {
        name: 'words',
        async detect({ passages }, signal) {
          signal.throwIfAborted();
          return passages.flatMap(({ text, from }, passage) =>
            words
              .filter(([word]) => text.includes(word))
              .map(([rule, category, confidence]) => aFinding({ rule, category, confidence, passage, from })),
          );
        },
      },
    ],
    read: (post, signal, watch = {}) =>
      readPost(
        post,
        {
          extractors,
          watch,
          download(one, stop) {
            downloads.push(one.id);
            return fetch(stop);
          },
        },
        signal,
      ),
    isMark: () => true,
    async seal(plain) {
      sealed.push(plain);
      return new Uint8Array([1]);
    },
    fingerprint: (text) => `${text.length}`,
    pieces: () => null,
    repeatRule: 'withdrawn-before',
    clock: () => noon,
    newCaseId: () => 'c1',
    onReading: ({ done, of, isOver }) => void readings.push([done, of, isOver]),
    onDetectorError: () => undefined,
  };
  return {
    store,
    downloads,
    readings,
    found: () => store.cases.find('c1'),
    async post(body: string, more: Partial<Post> = {}) {
      const inbound = aPostInbound('1', body);
      if (inbound.kind !== 'post') throw new Error('expected a post');
      const posted: Extract<Inbound, { kind: 'post' }> = { ...inbound, post: { ...inbound.post, ...more } };
      await store.record({ groups: [aGroupRow('sandbox:g1')] });
      await examine(parts, posted, aGroupRow('sandbox:g1'), AbortSignal.timeout(patience));
      const one = await store.cases.find('c1');
      const [line] = await store.groups.context('sandbox:g1', noon + 1);
      return { reportBy: one?.reportBy ?? null, remembered: line?.text ?? null, sealed: sealed.length };
    },
  };
}

test.each<[name: string, body: string, more: Partial<Post>, reportBy: boolean, isKept: boolean]>([
  ['of a trade secret what was said is sealed', '丙', {}, false, true],
  ['of a sure state secret nothing is kept', '甲', {}, true, false],
  ['of a mere suspicion nothing is kept', '乙', {}, true, false],
  ['of a suspicion beside a sure trade secret nothing is kept', '乙丙', {}, true, false],
  ['of a suspicion beside personal data nothing is kept', '乙丁', {}, true, false],
  ['of a suspicion in a quote nothing is kept', '丁', { quoted: { post: null, text: '乙' } }, true, false],
])('%s, and the clock of 24 hours runs accordingly', async (_, body, more, hasClock, isKept) => {
  expect(await house().post(body, more)).toEqual({
    reportBy: hasClock ? noon + 24 * 3_600_000 : null,
    remembered: isKept ? body : null,
    sealed: isKept ? 1 : 0,
  });
});

test('leave to say it once more lets just this post pass, once, and never a mark', async () => {
  const { store, post, found } = house();
  const sender = await store.people.pseudonym('sandbox:m1', '张三');
  const exempts = { case: 'c0', group: 'sandbox:g1', sender, endsAt: noon + 1 };
  const fingerprint = (body: string): string => `${JSON.stringify([[body], []]).length}`;
  await store.record({ exempts: { ...exempts, fingerprint: fingerprint('丁') } });
  await post('丁');
  expect([await found(), (await store.ledger.latest(1))[0]?.event]).toEqual([null, 'exemption-used']);
  const used = { group: 'sandbox:g1', sender, fingerprint: fingerprint('丁') };
  expect(await store.cases.exemption(used, noon)).toBeNull();
  await store.record({ exempts: { ...exempts, fingerprint: fingerprint('甲') } });
  await post('甲');
  expect((await found())?.kind).toBe('classified');
});

test('a mark in the words is taken back while the download of a file beside it would still hang', async () => {
  const slow = house(hanging);
  expect([(await slow.post('甲', { files: [file] })).reportBy, slow.downloads]).toEqual([noon + 24 * 3_600_000, []]);
});

test('files are read where the words alone do not suffice', async () => {
  const one = house();
  await one.post('丁', { files: [file] });
  expect(one.downloads).toEqual(['sandbox:f1']);
  expect(one.readings).toEqual([
    [0, 1, false],
    [1, 1, false],
    [1, 1, true],
  ]);
});

test.each<[name: string, fetch: Fetch, why: string, failures: readonly string[]]>([
  ['a download that hangs is a gap', hanging, 'timeout', []],
  ['a download that fails is a gap and asks for a review', broken, 'unreadable', ['download']],
])('%s, and the words beside it are judged', async (_, fetch, why, failures) => {
  const one = house(fetch, 100);
  await one.post('丁', { files: [file] });
  expect(await one.found()).toMatchObject({
    category: 'personal-data.id-card',
    outcome: 'violation',
    gaps: [{ file: 'sandbox:f1', from: 'body', media: 'file', why }],
    failures,
  });
});

const archive = zipOf([{ name: 'a.txt', content: '锁', isEncrypted: true }]);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
const holiday: SeenPicture = { kind: 'seen', lines: [], codes: [], layout: [], confidence: 1, isDocumentLike: false, trust: 'full' }; // prettier-ignore

test.each<[name: string, bytes: Uint8Array, seen: SeenPicture, told: readonly string[], counted: readonly string[]]>([
  ['an archive nobody can open', archive, holiday, ['sender-gaps'], ['encrypted']],
  ['a picture of a paper nobody can read', jpeg, { ...holiday, isDocumentLike: true }, ['sender-gaps'], ['unreadable']],
  ['a picture the fallback alone has seen', jpeg, { ...holiday, trust: 'low' }, [], ['unsupported']],
  ['a sticker or a holiday', jpeg, holiday, [], []],
])('%s: who is asked, and what the office counts', async (_, bytes, seen, told, counted) => {
  const pictures = { read: () => Promise.resolve(seen), close: () => Promise.resolve() };
  const inHouse = { read: (content: Uint8Array) => piecesOf(content, { pictures }) };
  const fetch = (): Promise<Download> => Promise.resolve({ ok: true, file: file.id, bytes });
  const one = house(fetch, 5000, [createFileExtractor(inHouse)]);
  await one.post('', { files: [file] });
  expect(await one.found()).toBe(null);
  expect(
    (await one.store.outbox.take(noon + 1, 9)).map(({ deed }) => (deed.kind === 'tell' ? deed.text : deed.kind)),
  ).toEqual(told);
  const events = await one.store.digests.events({ from: 0, to: noon * 2 });
  expect(events.map(({ stream, key }) => `${stream} ${key}`)).toEqual(counted.map((key) => `unread ${key}`));
});

import type { NotRegistered, Registrar, HandedIn, Tested } from '#model/fingerprint.ts';
import { gapWords } from '#model/gap-words.ts';
import type { Moment } from '#model/ids.ts';
import type { FileRef, Passage, Post, Reading } from '#model/post.ts';
import type { Store } from '#model/store.ts';
import { readPost } from '#extract/read-post.ts';
import type { Pool } from '#extract/pool/pool.ts';
import type { Examiner } from '#pipeline/examine.ts';
import { createExtractors } from '#assembly/extractors.ts';
import {
  bearsMark, documentOf, fingerprintEntry, isHeldAsSecret, knowsAgain, markedWords, refusalOf, registrable, showsMark, suspectedWords,
} from '#assembly/registering.ts'; // prettier-ignore
import type { LivingRules } from '#assembly/rulebook/living.ts';
import type { Shelf } from '#assembly/shelf.ts';

export interface RegistrarParts {
  readonly store: Pick<Store, 'fingerprints'>;
  readonly shelf: Pick<Shelf, 'fingerprints' | 'catalogue'>;
  readonly living: Pick<LivingRules, 'find' | 'isMark'>;
  /** All that judge a post. */
  readonly examiner: Pick<Examiner, 'detectors' | 'pieces'>;
  readonly pool: Pool;
  readonly clock: () => Moment;
}

interface Read {
  readonly passages: readonly Passage[];
  /** Why parts could not be read, in words. */
  readonly unread: readonly string[];
}

const marked: NotRegistered = { ok: false, refused: 'marked', says: `没有登记：${markedWords}。` };
const suspected: NotRegistered = { ok: false, refused: 'suspected', says: `没有登记：${suspectedWords}。` };

/** Documents handed in over the console, read in the pool like every file. */
export function createRegistrar(parts: RegistrarParts): Registrar {
  const { store, shelf, living, examiner, clock } = parts;
  const { categories: titles } = shelf.catalogue;
  const categories = registrable(titles.keys()).map((id) => ({ id, title: titles.get(id)?.title ?? id }));
  return {
    categories,
    usual: shelf.fingerprints.registered.category,
    async register({ name, category, endsAt, ...handed }, by, signal) {
      if (!categories.some(({ id }) => id === category))
        return { ok: false, refused: 'category', says: '不能登记为这一类。' };
      const { passages, unread } = await readFile(parts, handed, signal);
      const texts = passages.filter(({ where }) => where !== '文件名').map(({ text }) => text);
      if (showsMark(passages)) return marked;
      const refusal = refusalOf({ names: [name, handed.file], texts, gaps: unread }, living);
      if (refusal) return { ok: false, refused: refusal.refused, says: `没有登记：${refusal.says}。` };
      if (await isHeldAsSecret(readingOf(parts, passages), judges(parts), signal)) return suspected;
      const hashes = examiner.pieces(texts, 'fine');
      if (!hashes) return { ok: false, refused: 'short', says: '没有登记：文字不足三十个，认不出来。' };
      const document = documentOf({ name, category, hashes, at: clock(), by, endsAt });
      await store.fingerprints.add(document, fingerprintEntry('fingerprint-added', document, { at: clock(), by }));
      return { ok: true, id: document.id, pieces: hashes.length };
    },
    async test(given, signal) {
      const { passages, unread } = 'text' in given ? spoken(given.text) : await readFile(parts, given, signal);
      if (
        showsMark(passages) ||
        bearsMark(
          passages.map(({ text }) => text),
          living,
        )
      )
        return { ...marked, says: `${markedWords}。` };
      return { ok: true, found: await search(parts, passages, signal), unread };
    },
  };
}

function spoken(text: string): Read {
  return { passages: [{ from: 'body', file: null, via: 'text', where: '正文', text }], unread: [] };
}

async function readFile({ pool }: RegistrarParts, { file, bytes }: HandedIn, signal: AbortSignal): Promise<Read> {
  const media = /\.(png|jpe?g|webp|gif|bmp|heic|tiff?)$/i.test(file) ? 'picture' : 'file';
  const ref: FileRef = { id: 'desk:file', name: file, size: bytes.length, media, from: 'body' };
  const sources = {
    extractors: createExtractors(pool),
    download: async () => ({ ok: true, file: ref.id, bytes }) as const,
  };
  const { passages, gaps, failures } = await readPost(aPost([ref]), sources, signal);
  const words = [...gaps.map(({ why }) => gapWords[why]), ...failures.map(() => '读取出错')];
  return { passages, unread: [...new Set(words)] };
}

function aPost(files: Post['files']): Post {
  const sender = { id: 'desk:', name: '', role: 'member' } as const;
  return { id: 'desk:', group: 'desk:', sender, sentAt: 0, body: '', quoted: null, forwarded: [], files };
}

/** As a post would be read. */
function readingOf({ clock }: Pick<RegistrarParts, 'clock'>, passages: readonly Passage[]): Reading {
  return { post: { ...aPost([]), sentAt: clock() }, passages, gaps: [], context: [] };
}

function judges({ examiner, living }: RegistrarParts) {
  return { detectors: examiner.detectors, isMark: living.isMark };
}

/** Whatever is known again by its pieces or its print; the surest of each document. */
async function search(
  { examiner, store, clock }: RegistrarParts,
  passages: readonly Passage[],
  signal: AbortSignal,
): Promise<Tested['found']> {
  const reading = readingOf({ clock }, passages);
  const knowing = examiner.detectors.filter(({ name }) => knowsAgain.has(name));
  const found = (await Promise.all(knowing.map((detector) => detector.detect(reading, signal)))).flat();
  const names = new Map((await store.fingerprints.list()).map((facts) => [facts.id, facts]));
  const best = new Map<string, Tested['found'][number]>();
  for (const { document = '', category, confidence, raised } of found.toSorted((a, b) => b.confidence - a.confidence)) {
    const facts = names.get(document);
    if (best.has(document)) continue;
    const about = { id: document, category, confidence, isWhole: raised.includes('copied-whole') };
    best.set(document, {
      ...about,
      source: facts?.source ?? 'picture',
      name: facts?.name ?? document.split('/')[0] ?? '',
    });
  }
  return [...best.values()];
}

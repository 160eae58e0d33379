import type { Extractor, Watch } from '#model/extractor.ts';
import type { Download } from '#model/gateway.ts';
import type { FileRef, Gap, GapReason, Passage, Post } from '#model/post.ts';
import { Transient } from '#model/transient.ts';
import type { ReadMemory } from '#extract/read-memory.ts';
import { mapFew } from '#lib/map-few.ts';
import { createTally } from '#lib/tally.ts';

export interface ReadLimits {
  /** A bigger file is a gap and is not downloaded. */
  readonly bytes: number;
  /** Milliseconds the files of a post may take together in extractors: less than the post has, so that what was read counts. */
  readonly millis: number;
}

const defaultLimits: ReadLimits = { bytes: 50 * 1024 * 1024, millis: 45_000 };
/** Files of a post in memory at once. */
const few = 4;
/** What an extractor has to give back what it has read. */
const grace = 1000;

export interface ReadSources {
  readonly download: (file: FileRef, signal: AbortSignal) => Promise<Download>;
  readonly extractors: readonly Extractor[];
  readonly limits?: ReadLimits;
  readonly watch?: Watch;
  /** Told the keyed hash of a file's bytes as soon as they are here. */
  readonly onDigest?: (file: FileRef, digest: string) => void;
  readonly memory?: ReadMemory;
}

export interface PostContents {
  readonly passages: readonly Passage[];
  readonly gaps: readonly Gap[];
  /** Names of extractors that failed: the verdict becomes `review`, never `clear`. */
  readonly failures: readonly string[];
  /** Lets what the files say be used again for some minutes. */
  readonly keep?: () => void;
}

/** All text of a post. Every file yields passages or a gap; its name is always read. */
export async function readPost(post: Post, sources: ReadSources, signal: AbortSignal): Promise<PostContents> {
  const spoken = spokenIn(post);
  const names = post.files
    .filter(({ name }) => name.trim() !== '')
    .map((file) => passage(file.from, '文件名', file.name, file.id));
  const deadline = AbortSignal.timeout((sources.limits ?? defaultLimits).millis);
  const tally = createTally((done, of) => sources.watch?.onProgress?.(done, of));
  const parts = post.files.map((file) => ({ file, part: tally.part() }));
  for (const { part } of parts) part.tell(0, 1);
  const files = await mapFew(parts, few, async ({ file, part }) => {
    const own = { ...sources, watch: { ...sources.watch, onProgress: part.tell } };
    const contents = await readFile(file, own, { signal, deadline });
    part.end();
    return contents;
  });
  return {
    passages: [...spoken, ...names, ...files.flatMap((file) => file.passages)],
    gaps: files.flatMap((file) => file.gaps),
    failures: [...new Set(files.flatMap((file) => file.failures))],
    ...(sources.memory ? { keep: () => files.forEach((file) => file.keep?.()) } : {}),
  };
}

function spokenIn(post: Post): readonly Passage[] {
  const forwards = post.forwarded.map(({ text, depth }, index) =>
    passage('forward', `转发第${index + 1}条${depth > 1 ? `（第${depth}层）` : ''}`, text),
  );
  const quoted = post.quoted ? [passage('quote', '引用', post.quoted.text)] : [];
  return [passage('body', '正文', post.body), ...quoted, ...forwards].filter(({ text }) => text !== '');
}

function passage(from: Passage['from'], where: string, text: string, file: Passage['file'] = null): Passage {
  return { from, file, via: 'text', where, text };
}

interface Ends {
  readonly signal: AbortSignal;
  readonly deadline: AbortSignal;
}

async function readFile(file: FileRef, sources: ReadSources, ends: Ends): Promise<PostContents> {
  const limits = sources.limits ?? defaultLimits;
  if (file.size > limits.bytes) return gapOf(file, 'oversize');
  const download = await sources.download(file, ends.signal);
  if (!download.ok) return gapOf(file, download.refused === 'gone' ? 'unreadable' : download.refused);
  if (download.bytes.length > limits.bytes) return gapOf(file, 'oversize');
  const key = sources.memory?.key(download.bytes) ?? '';
  sources.onDigest?.(file, key);
  const extractor = sources.extractors.find((one) => one.accepts(file, download.bytes));
  if (!extractor) return gapOf(file, 'unsupported');
  const known = sources.memory?.find(key, file);
  if (known) return { ...known, failures: [] };
  const found = await extract(file, download.bytes, extractor, ends, sources.watch);
  // What ran out of time may be read the next time.
  const isWhole = found.failures.length === 0 && !found.gaps.some(({ why }) => why === 'timeout');
  return isWhole && sources.memory ? { ...found, keep: () => sources.memory?.keep(key, found) } : found;
}

/** An extractor that throws is a bug of ours: the file stays unread and the failure is named; only Transient goes on. */
async function extract(
  file: FileRef,
  bytes: Uint8Array,
  extractor: Extractor,
  { signal, deadline }: Ends,
  watch: Watch | undefined,
): Promise<PostContents> {
  try {
    const found = await Promise.race([
      extractor.extract(file, bytes, AbortSignal.any([signal, deadline]), watch),
      rejectedBy(deadline),
    ]);
    if (found.passages.length === 0 && found.gaps.length === 0) return gapOf(file, 'unreadable');
    return { ...found, failures: [] };
  } catch (error) {
    if (error instanceof Transient || signal.aborted) throw error;
    if (deadline.aborted) return gapOf(file, 'timeout');
    return { ...gapOf(file, 'unreadable'), failures: [extractor.name] };
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const late = (): void => reject(new Error('extractor: expected an end in time, got none'));
    const wait = (): void => void setTimeout(late, grace).unref();
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
}

function gapOf(file: FileRef, why: GapReason): PostContents {
  return { passages: [], gaps: [{ file: file.id, from: file.from, media: file.media, why }], failures: [] };
}

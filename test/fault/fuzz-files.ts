import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createBudget, defaultLimits } from '#extract/budget.ts';
import { openZip } from '#extract/formats/zip.ts';
import { createPool } from '#extract/pool/pool.ts';
import {
  docxOf,
  eml,
  html,
  odtOf,
  ofdOf,
  paragraph,
  pdfOf,
  pptxOf,
  rtf,
  tarGzOf,
  tarOf,
  xlsxOf,
} from '../support/files.ts';
import { zipOf, type ZipEntry } from '../support/zip.ts';

export interface FuzzSummary {
  readonly samples: number;
  readonly read: number;
  /** Reason → how many. */
  readonly gaps: Readonly<Record<string, number>>;
  /** Samples that gave neither words nor a gap, or took longer than the limit. */
  readonly wrong: readonly string[];
  /** Seed → how many ran out of time: a parser that is slow on something. */
  readonly late: Readonly<Record<string, number>>;
  readonly slowestMillis: number;
  readonly mostMegabytes: number;
}

const millis = 5000;
/** The clock of a busy machine is late. */
const slack = 5000;
const largestSeed = 200_000;
const few = 4;

/** Reads `count` broken files made from seeds by a fixed row of chances, and tells what became of them. */
export async function fuzzFiles(count: number, seed: number, samples: string | null): Promise<FuzzSummary> {
  const seeds = await seedsOf(samples);
  const pool = createPool({ size: 2, limits: { millis } });
  const meter = startMeter();
  const [gaps, late]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const wrong: string[] = [];
  let [read, slowest, next] = [0, 0, 0];
  const work = async (): Promise<void> => {
    while (next < count) {
      const number = next++;
      const sample = mutated(seeds, chancesOf(seed + number));
      const startedAt = performance.now();
      const contents = await pool.read(sample.bytes, AbortSignal.timeout(60_000));
      const took = performance.now() - startedAt;
      slowest = Math.max(slowest, took);
      if (contents.texts.length > 0) read += 1;
      for (const { why } of contents.gaps) gaps[why] = (gaps[why] ?? 0) + 1;
      if (contents.gaps.some(({ why }) => why === 'timeout')) late[sample.name] = (late[sample.name] ?? 0) + 1;
      const isTold = contents.texts.length + contents.gaps.length > 0;
      if (!isTold || took > few * millis + slack) wrong.push(`${sample.name} ${seed + number}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: few }, work));
  } finally {
    meter.stop();
    await pool.close();
  }
  return { samples: count, read, gaps, late, wrong, slowestMillis: Math.round(slowest), mostMegabytes: meter.most() };
}

interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The parts of an archive, so that what is broken may lie behind the packing. */
  readonly parts: readonly ZipEntry[];
}

async function seedsOf(samples: string | null): Promise<readonly Seed[]> {
  const built: Readonly<Record<string, Uint8Array>> = {
    docx: docxOf(paragraph('话'), { 'word/header1.xml': paragraph('眉'), 'word/embeddings/a.pdf': pdfOf() }),
    pptx: pptxOf(),
    xlsx: xlsxOf(),
    odt: odtOf(),
    ofd: ofdOf(),
    pdf: pdfOf(),
    rtf: rtf,
    eml: eml,
    html: html,
    tar: tarOf('a.txt', '话'),
    'tar.gz': tarGzOf('a.txt', '话'),
    zip: zipOf([
      { name: 'a.docx', content: docxOf(paragraph('里')) },
      { name: 'b.txt', content: '话' },
    ]),
  };
  const given = samples === null ? [] : readdirSync(samples).filter((name) => isSeed(samples, name));
  const all = [
    ...Object.entries(built),
    ...given.map((name) => [name, readFileSync(join(samples ?? '', name))] as const),
  ];
  return Promise.all(all.map(async ([name, bytes]) => ({ name, bytes, parts: await partsOf(bytes) })));
}

function isSeed(folder: string, name: string): boolean {
  return !name.endsWith('.jsonl') && statSync(join(folder, name)).size <= largestSeed;
}

async function partsOf(bytes: Uint8Array): Promise<readonly ZipEntry[]> {
  try {
    const parts = await openZip(bytes, createBudget(defaultLimits));
    return await Promise.all(parts.map(async (part) => ({ name: part.name, content: await part.read() })));
  } catch {
    // No archive, or one that is broken to begin with: its bytes are broken further.
    return [];
  }
}

type Chances = (below: number) => number;

/** mulberry32: small, and the same everywhere. */
function chancesOf(seed: number): Chances {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function mutated(seeds: readonly Seed[], chance: Chances): { readonly name: string; readonly bytes: Uint8Array } {
  const seed = seeds[chance(seeds.length)];
  if (!seed) throw new Error('fuzz: expected a seed');
  if (seed.parts.length > 0 && chance(2) === 0) {
    const target = chance(seed.parts.length);
    const parts = seed.parts.map((part, index) =>
      index === target ? { ...part, content: broken(Buffer.from(part.content), chance) } : part,
    );
    return { name: seed.name, bytes: zipOf(parts) };
  }
  return { name: seed.name, bytes: broken(Buffer.from(seed.bytes), chance) };
}

const telling = [0x00, 0x01, 0x7f, 0x80, 0xff];

function broken(bytes: Buffer, chance: Chances): Buffer {
  let result = bytes;
  for (let times = 1 + chance(6); times > 0; times--) {
    const at = chance(result.length + 1);
    const length = chance(Math.min(64, result.length - at) + 1);
    const piece = result.subarray(at, at + length);
    const [before, after] = [result.subarray(0, at), result.subarray(at + length)];
    const ways: readonly (() => Buffer)[] = [
      () => Buffer.concat([before, Buffer.alloc(length, telling[chance(telling.length)]), after]),
      () => Buffer.concat([before, Buffer.from(piece.map((byte) => byte ^ (1 << chance(8)))), after]),
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, piece, piece, piece, after]),
      () => Buffer.concat([before, Buffer.from(Array.from({ length }, () => chance(256))), after]),
      () => (chance(4) === 0 ? before : Buffer.concat([after, before])),
    ];
    result = ways[chance(ways.length)]?.() ?? result;
  }
  return result;
}

/** The most that any worker held, looked at ten times a second. */
function startMeter(): { stop(): void; most(): number } {
  let most = 0;
  const look = (): void => {
    for (const pid of workersOf()) most = Math.max(most, megabytesOf(pid));
  };
  const timer = setInterval(look, 100);
  return { stop: () => clearInterval(timer), most: () => most };
}

function workersOf(): readonly string[] {
  const threads = readdirSync('/proc/self/task');
  return threads.flatMap((thread) => readOr(`/proc/self/task/${thread}/children`).split(' ').filter(Boolean));
}

function megabytesOf(pid: string): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readOr(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

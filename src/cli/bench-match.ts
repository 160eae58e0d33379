import { compileLexicon } from '#detect/text/lexicon.ts';

export interface MatchRow {
  readonly engine: string;
  readonly words: number;
  readonly messagesPerSecond: number;
  readonly nsPerUnit: number;
  readonly megabytes: number;
  readonly buildMillis: number;
}

export interface MatchBench {
  readonly rows: readonly MatchRow[];
  /** Engines to compare with that are not on this machine. */
  readonly notInstalled: readonly string[];
}

/** All hits of one message are counted, so that no engine may stop early. */
type CountHits = (message: string) => number;

interface Engine {
  readonly name: string;
  build(words: readonly string[]): { readonly count: CountHits; readonly bytes: number | null };
}

const rounds = 5;
const peer = '@monyone/aho-corasick/fast';

/** Speed of matching, measured on generated words and short messages; engines take turns within one run. */
export async function benchMatch(wordCount = 60_000, messageCount = 20_000): Promise<MatchBench> {
  const random = randomFrom(20_240_501);
  const words = generateWords(wordCount, random);
  const messages = generateMessages(messageCount, words, random);
  const other = await peerEngine();
  const engines = [ourEngine(), ...(other ? [other] : [])].map((engine) => ({
    name: engine.name,
    ...buildOne(engine, words),
    times: [0].slice(1),
  }));
  const hits = engines.map(({ count }) => total(count, messages));
  if (new Set(hits).size > 1)
    throw new Error(`expected the same number of hits from every engine, got ${hits.join(', ')}`);
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) engine.times.push(timeOf(() => total(engine.count, messages)));
  }
  const units = messages.reduce((sum, message) => sum + message.length, 0);
  return {
    rows: engines.map(({ name, times, megabytes, buildMillis }) => {
      const millis = median(times);
      return {
        engine: name,
        words: words.length,
        messagesPerSecond: Math.round((messages.length / millis) * 1000),
        nsPerUnit: Math.round((millis * 1e7) / units) / 10,
        megabytes,
        buildMillis,
      };
    }),
    notInstalled: other ? [] : [peer],
  };
}

function ourEngine(): Engine {
  return {
    name: 'zhouzhi',
    build(words) {
      const lexicon = compileLexicon(words);
      return { count: (message) => lexicon.search(message).count, bytes: lexicon.bytes };
    },
  };
}

/** A development dependency: null where only the product is installed. */
async function peerEngine(): Promise<Engine | null> {
  try {
    const { AhoCorasick } = await import('@monyone/aho-corasick/fast');
    return {
      name: peer,
      build(words) {
        const machine = new AhoCorasick([...words]);
        return { count: (message) => machine.matchInText(message).length, bytes: null };
      },
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function buildOne(engine: Engine, words: readonly string[]) {
  const before = usedBytes();
  const startedAt = usedMillis();
  const { count, bytes } = engine.build(words);
  const buildMillis = Math.round(usedMillis() - startedAt);
  return { count, buildMillis, megabytes: Math.round(((bytes ?? usedBytes() - before) / 1e6) * 10) / 10 };
}

/** Settled only where the process was started with --expose-gc; otherwise an estimate. */
function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function total(count: CountHits, messages: readonly string[]): number {
  return messages.reduce((sum, message) => sum + count(message), 0);
}

function timeOf(run: () => void): number {
  const before = usedMillis();
  run();
  return usedMillis() - before;
}

/** CPU time of this process: what other processes do at the same time hardly shows in it. */
function usedMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

type Random = () => number;

/** The same sequence for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Distinct words of 2 to 12 characters, 5.9 on average as in public lists. */
function generateWords(count: number, random: Random): readonly string[] {
  const words = new Set<string>();
  while (words.size < count) words.add(hanText(2 + Math.floor(random() ** 1.56 * 10.99), random));
  return [...words];
}

/** Lengths of real Chinese short messages: median 11, 95th percentile 39. One in fifty holds a word of the list. */
function generateMessages(count: number, words: readonly string[], random: Random): readonly string[] {
  return Array.from({ length: count }, () => {
    const length = Math.max(1, Math.round(11 * Math.exp(0.77 * normal(random))));
    const text = hanText(length, random);
    return random() < 0.02 ? text + (words[Math.floor(random() * words.length)] ?? '') : text;
  });
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Characters of uneven frequency, as in any language: few are met often, most are rare. */
function hanText(length: number, random: Random): string {
  return String.fromCharCode(...Array.from({ length }, () => 0x4e00 + Math.floor(random() ** 3 * 4000)));
}

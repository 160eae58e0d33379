import { performance } from 'node:perf_hooks';
import type { Reading } from '#model/post.ts';
import type { Verdict } from '#model/verdict.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { decide } from '#decide/decide.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { floodsOf } from '#cli/bench-floods.ts';
import { loosePost } from '#cli/judge.ts';
import type { SampleRow } from '#cli/samples.ts';

export interface PostSet {
  readonly name: string;
  readonly rows: readonly Pick<SampleRow, 'text' | 'context'>[];
}

const rounds = 5;
const megabyte = 1_000_000;

/** The shipped samples as a group sees them: a few posts of work among much talk, and both by themselves. */
export function shippedSets(samples: readonly SampleRow[]): readonly PostSet[] {
  const talk = samples.filter(({ label }) => label === 'elsewhere');
  const work = samples.filter(({ label }) => label !== 'elsewhere');
  const mixed = talk.flatMap((post, index) => (index % 9 === 8 ? [post, ...work.slice(index, index + 1)] : [post]));
  return [
    { name: '群聊：九条闲谈一条工作', rows: mixed },
    { name: '只有闲谈', rows: talk },
    { name: '只有工作（半数违规）', rows: work },
  ];
}

/** From a post to its verdict, on one core, in a house that has been running. CPU time counts all threads of the process, the collector's too. */
export async function benchVerdicts(shelf: Shelf, given: readonly PostSet[]) {
  const verdictOn = createVerdict(shelf);
  const sets = given.map(({ name, rows }) => ({ name, rows, posts: rows.map(judged) }));
  // All of them before any is measured: the first would pay for the compiling, and others for what it had not shown.
  for (let round = 0; round < rounds; round++)
    for (const { posts } of sets) for (const post of posts) await verdictOn(post);
  const rows = [];
  for (const { name, rows: texts, posts } of sets) {
    const each = posts.map((): number[] => []);
    for (const post of posts) await verdictOn(post);
    const [startedAt, usedBefore] = [performance.now(), process.cpuUsage()];
    for (let round = 0; round < rounds; round++) for (const post of posts) await verdictOn(post);
    const [passed, { user, system }] = [performance.now() - startedAt, process.cpuUsage(usedBefore)];
    for (let round = 0; round < rounds; round++) {
      for (const [index, post] of posts.entries()) {
        const from = performance.now();
        await verdictOn(post);
        each[index]?.push(performance.now() - from);
      }
    }
    // Of a post's rounds the middle one: what else runs on the machine is not the post's.
    const middle = each.map((times) => at(times, 0.5));
    rows.push({
      消息: name,
      条数: posts.length,
      平均字数: (texts.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, texts.length)).toFixed(0),
      '条/秒（CPU）': Math.round((posts.length * rounds * 1e6) / (user + system)),
      '条/秒（实际）': Math.round((posts.length * rounds * 1e3) / passed),
      'p50 毫秒': at(middle, 0.5).toFixed(3),
      'p99 毫秒': at(middle, 0.99).toFixed(3),
    });
  }
  return rows;
}

function judged({ text, context }: PostSet['rows'][number], index: number) {
  return { post: loosePost({ id: `${index}`, body: text }), context };
}

/** Texts made to be slow. */
export async function benchLong(shelf: Shelf) {
  const verdictOn = createVerdict(shelf);
  const rows = [];
  for (const { name, make } of floodsOf(shelf.rules)) {
    const body = make(megabyte);
    const used = process.cpuUsage();
    await verdictOn({ post: loosePost({ id: 'long', body }), context: [] });
    const { user, system } = process.cpuUsage(used);
    const milliseconds = (user + system) / 1000;
    const megabytes = Buffer.byteLength(body) / megabyte;
    rows.push({
      输入: name,
      字数: body.length,
      '兆字节（UTF-8）': megabytes.toFixed(1),
      '毫秒（CPU）': Math.round(milliseconds),
      '毫秒/兆字节': Math.round(milliseconds / megabytes),
    });
  }
  return rows;
}

function createVerdict(shelf: Shelf): (judged: Pick<Reading, 'post' | 'context'>) => Promise<Verdict> {
  const detector = createTextDetector(shelf);
  const signal = new AbortController().signal;
  const template = shelf.templates.get('机关');
  if (!template) throw new Error('expected the template 机关, found none');
  return async ({ post, context }) => {
    const passage = { from: 'body', file: null, via: 'text', where: '正文', text: post.body } as const;
    const reading = { post, passages: [passage], gaps: [], context };
    const findings = await detector.detect(reading, signal);
    return decide({ reading, findings, failures: [], template, mode: 'live', record: 0, isMark: () => true });
  };
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

import { join } from 'node:path';
import { loadavg } from 'node:os';
import type { Template } from '#model/policy.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { decide } from '#decide/decide.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { benchMatch } from '#cli/bench-match.ts';
import { loosePost } from '#cli/judge.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { readSampleFolder, type SampleRow } from '#cli/samples.ts';
import { drawTable } from '#cli/table.ts';

const rounds = 5;
const megabyte = 1_000_000;

export interface BenchOptions {
  readonly shelf: Shelf;
  readonly root: string;
  readonly part: string | undefined;
  readonly json: boolean;
  readonly output: Output;
}

/** `bench detect`: the speed of matching and of a whole verdict on text, on one core, as tables. */
export async function bench({ shelf, root, part, json, output }: BenchOptions): Promise<ExitCode> {
  if (part !== 'detect')
    throw new UsageError(`bench: expected "bench detect" or "bench quiz", got ${JSON.stringify(part ?? 'nothing')}`);
  const match = await benchMatch();
  const verdicts = await benchVerdicts(shelf, readSampleFolder(join(root, 'data', 'samples')));
  const long = await benchLong(shelf);
  const load = loadavg()[0]?.toFixed(2) ?? '?';
  if (json) output.line(JSON.stringify({ load, match, verdicts, long }));
  else {
    output.line(`负载 ${load}；${rounds} 轮取中位数，单线程\n\n多词匹配`);
    output.line(drawTable(match.rows.map((row) => ({ ...row }))));
    for (const name of match.notInstalled) output.line(`  未安装，无法对比：${name}`);
    output.line('\n一条消息从规范化到判定');
    output.line(drawTable(verdicts));
    output.line('\n一百万字的输入（毫秒）');
    output.line(drawTable(long));
  }
  return 0;
}

type Verdict = (row: Pick<SampleRow, 'text' | 'context'>) => Promise<unknown>;

function verdictOf(shelf: Shelf): Verdict {
  const detector = createTextDetector(shelf);
  const signal = new AbortController().signal;
  const template: Template | undefined = shelf.templates.get('机关');
  if (!template) throw new Error('expected the template 机关, found none');
  return async ({ text, context }) => {
    const reading = {
      post: loosePost({ id: 'bench', body: text }),
      passages: [{ from: 'body', file: null, via: 'text', where: '正文', text }] as const,
      gaps: [],
      context,
    };
    const findings = await detector.detect(reading, signal);
    return decide({ reading, findings, failures: [], template, mode: 'live', record: 0, isMark: () => true });
  };
}

/** The shipped samples as posts: ordinary talk, and with everything that is wrong among it. */
async function benchVerdicts(shelf: Shelf, samples: readonly SampleRow[]) {
  const verdict = verdictOf(shelf);
  const sets = [
    ['日常闲谈', samples.filter(({ label }) => label === 'elsewhere')],
    ['全部样本（半数违规）', samples.filter(({ label }) => label !== 'elsewhere')],
  ] as const;
  const rows = [];
  for (const [name, posts] of sets) {
    const totals: number[] = [];
    let each: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      each = [];
      const startedAt = process.cpuUsage();
      for (const post of posts) {
        const from = performance.now();
        await verdict(post);
        each.push(performance.now() - from);
      }
      const { user, system } = process.cpuUsage(startedAt);
      // The first round only warms up.
      if (round > 0) totals.push((user + system) / 1e6);
    }
    const units = posts.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, posts.length);
    rows.push({
      消息: name,
      条数: posts.length,
      平均字数: units.toFixed(0),
      '条/秒': Math.round(posts.length / at(totals, 0.5)),
      'p50 毫秒': at(each, 0.5).toFixed(3),
      'p99 毫秒': at(each, 0.99).toFixed(3),
    });
  }
  return rows;
}

/** Texts made to be slow. */
async function benchLong(shelf: Shelf) {
  const verdict = verdictOf(shelf);
  const floods = [
    ['同一个密级词', '机密'],
    ['数字', '1234567890'],
    ['零宽字符', '机\u200b密'],
    ['公文', '关于做好下周会议材料准备工作的通知，请各科室按要求报送。'],
    ['拼音', 'jimi jue mi '],
  ] as const;
  const rows = [];
  for (const [name, piece] of floods) {
    const text = piece.repeat(Math.ceil(megabyte / piece.length));
    const from = performance.now();
    await verdict({ text, context: [] });
    rows.push({ 输入: name, 字数: text.length, 毫秒: Math.round(performance.now() - from) });
  }
  return rows;
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

import { basename, join } from 'node:path';
import { loadavg } from 'node:os';
import type { Shelf } from '#assembly/shelf.ts';
import { benchMatch } from '#cli/bench-match.ts';
import { benchLong, benchVerdicts, shippedSets } from '#cli/bench-verdicts.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { readSampleFolder, readSamples } from '#cli/samples.ts';
import { drawTable } from '#cli/table.ts';

export interface BenchOptions {
  readonly shelf: Shelf;
  readonly root: string;
  readonly part: string | undefined;
  /** More sets of posts to measure a verdict on. */
  readonly files: readonly string[];
  readonly json: boolean;
  readonly output: Output;
}

/** `bench detect [FILE...]`: the speed of matching and of a whole verdict on text, on one core, as tables. */
export async function bench({ shelf, root, part, files, json, output }: BenchOptions): Promise<ExitCode> {
  if (part !== 'detect')
    throw new UsageError(`bench: expected "bench detect" or "bench quiz", got ${JSON.stringify(part ?? 'nothing')}`);
  const given = files.map((file) => ({ name: basename(file), rows: readSamples(file) }));
  const verdicts = await benchVerdicts(shelf, [
    ...shippedSets(readSampleFolder(join(root, 'data', 'samples'))),
    ...given,
  ]);
  const long = await benchLong(shelf);
  const match = await benchMatch();
  const load = loadavg()[0]?.toFixed(2) ?? '?';
  if (json) output.line(JSON.stringify({ load, match, verdicts, long }));
  else {
    output.line(`负载 ${load}；五轮，单线程\n\n多词匹配`);
    output.line(drawTable(match.rows.map((row) => ({ ...row }))));
    for (const name of match.notInstalled) output.line(`  未安装，无法对比：${name}`);
    output.line('\n一条消息从规范化到判定');
    output.line(drawTable(verdicts));
    output.line('\n一百万字的输入');
    output.line(drawTable(long));
  }
  return 0;
}

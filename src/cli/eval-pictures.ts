import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Detector } from '#model/finding.ts';
import type { PictureReader, SeenPicture, UnseenPicture } from '#model/picture.ts';
import type { FileRef, Passage } from '#model/post.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { evalPrints } from '#cli/eval-prints.ts';
import { loosePost } from '#cli/judge.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { contentsOf } from '#extract/ocr/contents.ts';
import { createPictureReader, warm } from '#extract/ocr/reader.ts';
import { editDistance } from '#lib/edit-distance.ts';

export interface EvalPicturesOptions {
  readonly shelf: Shelf;
  readonly json: boolean;
  /** Every n-th picture only. */
  readonly every: number;
  readonly output: Output;
  /** Fingerprints are measured too. */
  readonly prints: boolean;
  /** Called before each picture; nothing in a pipe. */
  readonly progress?: (done: number, of: number) => void;
}

/** A finding at least this sure counts as a mark found (decisions.md, Measures: below it is noise). */
const counts = 0.6;
/** Marks of state secrets: that 内部明电 is found as a work secret is right, and no mark. */
const stateSecret = 'classified.state-secret';

const labelSchema = z.object({
  file: z.string(),
  text: z.string(),
  marks: z.array(z.string()),
  degradation: z.string(),
  page: z.string(),
});
type Label = z.infer<typeof labelSchema>;

interface Row extends Label {
  readonly wrong: number;
  readonly letters: number;
  readonly isFound: boolean;
  readonly confidence: number;
  readonly layout: readonly string[];
  readonly cpu: number;
  readonly headerCpu: number;
  readonly rss: number;
}

/** `eval --pictures DIR`: what is read of labelled pictures (labels.jsonl), what it costs, and which marks the rules find. */
export async function evalPictures(folder: string, options: EvalPicturesOptions): Promise<ExitCode> {
  const labels = labelsIn(folder).filter((_, index) => index % options.every === 0);
  const detector = createTextDetector(options.shelf);
  const [start, startCpu] = [performance.now(), cpuSeconds()];
  await warm();
  const cold = { seconds: (performance.now() - start) / 1000, cpu: cpuSeconds() - startCpu };
  const reader = createPictureReader();
  const rows: Row[] = [];
  try {
    for (const [index, label] of labels.entries()) {
      options.progress?.(index, labels.length);
      rows.push(await examine(folder, label, reader, detector));
    }
  } finally {
    await reader.close();
  }
  options.progress?.(labels.length, labels.length);
  const figures = figuresOf(rows, cold);
  if (options.json)
    options.output.line(JSON.stringify({ figures, rows: rows.map((row) => ({ ...row, text: undefined })) }));
  else for (const line of spoken(figures, rows)) options.output.line(line);
  if (options.prints) await evalPrints(folder, labels, options.output);
  return figures.marksFound === figures.marks && figures.falseMarks === 0 ? 0 : 1;
}

function labelsIn(folder: string): readonly Label[] {
  const path = join(folder, 'labels.jsonl');
  if (!existsSync(path)) throw new UsageError(`--pictures: expected a folder with labels.jsonl, got ${folder}`);
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => labelSchema.parse(JSON.parse(line)));
}

async function examine(folder: string, label: Label, reader: PictureReader, detector: Detector): Promise<Row> {
  const bytes = readFileSync(join(folder, label.file));
  const start = cpuSeconds();
  let headerCpu = 0;
  const seen = await reader.read(bytes, AbortSignal.timeout(120_000), {
    onHeader: () => void (headerCpu ||= cpuSeconds() - start),
  });
  const cpu = cpuSeconds() - start;
  const expected = comparable(label.text);
  return {
    ...label,
    wrong: editDistance(expected, comparable(seen.kind === 'seen' ? textOf(seen) : '')),
    letters: [...expected].length,
    isFound: await isMarkFound(seen, label.file, detector),
    confidence: seen.kind === 'seen' ? seen.confidence : 0,
    layout: seen.kind === 'seen' ? seen.layout : [],
    cpu,
    headerCpu,
    rss: process.memoryUsage.rss() / 1e6,
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function textOf(seen: SeenPicture): string {
  return seen.lines.map(({ text }) => text).join('\n');
}

/** Letters as a reader compares them: no white space, one form of each sign. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[☆✩✭⭐✯]/g, '★')
    .replace(/[•・‧∙]/g, '·')
    .replace(/[“”„〝〞]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[﹒．]/g, '.')
    .replace(/[〈《]/g, '<')
    .replace(/[〉》]/g, '>')
    .replace(/[—–―－一](?=[—–―－])/g, '-');
}

async function isMarkFound(seen: SeenPicture | UnseenPicture, name: string, detector: Detector): Promise<boolean> {
  const file: FileRef = { id: name, name, size: 0, media: 'picture', from: 'body' };
  const passages: readonly Passage[] = contentsOf(seen, file).passages;
  const reading = { post: loosePost({ id: name, files: [file] }), passages, gaps: [], context: [] };
  const findings = await detector.detect(reading, AbortSignal.timeout(60_000));
  return findings.some(({ category, confidence }) => category === stateSecret && confidence >= counts);
}

interface Cold {
  readonly seconds: number;
  readonly cpu: number;
}

interface Figures {
  readonly pictures: number;
  readonly cer: number;
  readonly cerMedian: number;
  readonly marks: number;
  readonly marksFound: number;
  readonly unmarked: number;
  readonly falseMarks: number;
  readonly cpuMedian: number;
  readonly cpuP95: number;
  readonly headerCpuMedian: number;
  readonly headerCpuP95: number;
  readonly rssMegabytes: number;
  /** Until the models are loaded. */
  readonly cold: Cold;
}

function figuresOf(rows: readonly Row[], cold: Cold): Figures {
  const marked = rows.filter(({ marks }) => marks.length > 0);
  const unmarked = rows.filter(({ marks }) => marks.length === 0);
  const cpu = rows.map((row) => row.cpu);
  const header = rows.map(({ headerCpu }) => headerCpu).filter((seconds) => seconds > 0);
  return {
    pictures: rows.length,
    cer: errorRate(rows),
    cerMedian: quantile(
      rows.map((row) => row.wrong / row.letters),
      0.5,
    ),
    marks: marked.length,
    marksFound: marked.filter(({ isFound }) => isFound).length,
    unmarked: unmarked.length,
    falseMarks: unmarked.filter(({ isFound }) => isFound).length,
    cpuMedian: quantile(cpu, 0.5),
    cpuP95: quantile(cpu, 0.95),
    headerCpuMedian: quantile(header, 0.5),
    headerCpuP95: quantile(header, 0.95),
    rssMegabytes: Math.max(0, ...rows.map(({ rss }) => rss)),
    cold,
  };
}

function errorRate(rows: readonly Row[]): number {
  return (
    rows.reduce((sum, { wrong }) => sum + wrong, 0) /
    Math.max(
      1,
      rows.reduce((sum, row) => sum + row.letters, 0),
    )
  );
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

function spoken(figures: Figures, rows: readonly Row[]): readonly string[] {
  const kinds = Map.groupBy(rows, ({ degradation }) => degradation);
  const wrong = rows.filter(({ marks, isFound }) => marks.length > 0 !== isFound);
  return [
    `图片 ${figures.pictures} 张　字错率 ${percent(figures.cer)}（中位 ${percent(figures.cerMedian)}）`,
    `标志 查出 ${figures.marksFound}/${figures.marks}　误报 ${figures.falseMarks}/${figures.unmarked}`,
    `每张 CPU 秒 中位 ${figures.cpuMedian.toFixed(2)} p95 ${figures.cpuP95.toFixed(2)}　版头 中位 ${figures.headerCpuMedian.toFixed(2)} p95 ${figures.headerCpuP95.toFixed(2)}`,
    `常驻内存 ${Math.round(figures.rssMegabytes)} MB　载入模型 ${figures.cold.seconds.toFixed(1)} 秒（CPU ${figures.cold.cpu.toFixed(1)}）`,
    ...[...kinds].map(([kind, of]) => `  ${kind.padEnd(12)} ${of.length} 张　字错率 ${percent(errorRate(of))}`),
    ...wrong.map((row) => `  ${row.marks.length > 0 ? '漏报' : '误报'} ${row.file}`),
  ];
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}

import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Download } from '#model/gateway.ts';
import type { FileRef, Post } from '#model/post.ts';
import type { Verdict } from '#model/verdict.ts';
import { gapWords } from '#model/gap-words.ts';
import { createLayoutDetector } from '#detect/layout/layout-detector.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import { createPool, type Pool } from '#extract/pool/pool.ts';
import { readPost } from '#extract/read-post.ts';
import { createJudge, loosePost, printable } from '#cli/judge.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { looseFile, parsePostLine } from '#cli/posts.ts';
import { createProgress } from '#cli/progress.ts';
import { createExtractors } from '#assembly/extractors.ts';
import type { Shelf } from '#assembly/shelf.ts';

export interface CheckOptions {
  readonly shelf: Shelf;
  readonly json: boolean;
  readonly template: string;
  readonly stdin: Readable;
  readonly output: Output;
}

/** `check FILE...`, or standard input as one text: what would be decided, and why. */
export async function checkFiles(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const template = options.shelf.templates.get(options.template);
  if (!template)
    throw new UsageError(
      `--template: expected one of ${[...options.shelf.templates.keys()].join(', ')}; got ${options.template}`,
    );
  const posts =
    paths.length > 0
      ? paths.map((path) => [path, filePost(path)] as const)
      : [['-', loosePost({ id: '-', body: await readAll(options.stdin) })] as const];
  return withPool((pool) => judgePosts(posts, options, pool));
}

async function judgePosts(
  posts: readonly (readonly [path: string, post: Post])[],
  options: CheckOptions,
  pool: Pool,
): Promise<ExitCode> {
  const judge = judgeOf(options.shelf, pool);
  let exit: ExitCode = 0;
  for (const [path, post] of posts) {
    const verdict = await judge(post, [], options.template);
    if (verdict.outcome !== 'clear') exit = 1;
    options.output.line(options.json ? JSON.stringify(printable(path, verdict)) : spoken(path, verdict, options.shelf));
  }
  return exit;
}

/** `check --posts`: one line in, one line out; a bad line yields an error in its place. */
export function checkPosts(options: CheckOptions): Promise<ExitCode> {
  return withPool((pool) => judgeLines(options, pool));
}

/** The workers end with the command, however it ends. */
async function withPool(run: (pool: Pool) => Promise<ExitCode>): Promise<ExitCode> {
  const pool = createPool();
  try {
    return await run(pool);
  } finally {
    await pool.close();
  }
}

async function judgeLines(options: CheckOptions, pool: Pool): Promise<ExitCode> {
  const judge = judgeOf(options.shelf, pool);
  let exit: ExitCode = 0;
  for await (const line of linesOf(options.stdin)) {
    if (line?.trim() === '') continue;
    const parsed =
      line === null
        ? { id: null, error: 'expected UTF-8, got bytes that are none' }
        : parsePostLine(line, options.shelf.templates);
    if ('error' in parsed) {
      options.output.line(JSON.stringify(parsed));
      exit = 2;
      continue;
    }
    const missing = parsed.post.files.find((file) => sizeOf(pathOf(file)) === null);
    if (missing) {
      options.output.line(
        JSON.stringify({
          id: parsed.id,
          error: `files: expected a readable file, got ${JSON.stringify(missing.name)}`,
        }),
      );
      exit = 2;
      continue;
    }
    const verdict = await judge(parsed.post, parsed.context, parsed.template);
    if (verdict.outcome !== 'clear' && exit === 0) exit = 1;
    options.output.line(JSON.stringify(printable(parsed.id, verdict)));
  }
  return exit;
}

type JudgePost = (post: Post, context: readonly string[], templateName: string) => Promise<Verdict>;

function judgeOf(shelf: Shelf, pool: Pool): JudgePost {
  const judge = createJudge([createTextDetector(shelf), createLayoutDetector(shelf.layout)]);
  const extractors = createExtractors(pool);
  return async (post, context, templateName) => {
    const template = shelf.templates.get(templateName);
    if (!template) throw new Error(`expected a known template, got ${templateName}`);
    const progress = createProgress(process.stderr, post.files[0]?.name ?? '');
    const watch = { onProgress: progress.show };
    const read = await readPost(post, { download, extractors, watch }, AbortSignal.timeout(60_000));
    progress.clear();
    return judge.judge({ post, ...read }, context, template);
  };
}

async function download(file: FileRef): Promise<Download> {
  return { ok: true, file: file.id, bytes: readFileSync(pathOf(file)) };
}

function filePost(path: string): Post {
  const size = sizeOf(path);
  if (size === null) throw new UsageError(`${path}: expected a readable file, found none`);
  return loosePost({ id: path, files: [looseFile(path, size)] });
}

function pathOf(file: FileRef): string {
  return file.id.replace(/^check:/, '');
}

function sizeOf(path: string): number | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.size : null;
}

/** Lines end at LF or CRLF alone (U+2028 may stand inside JSON); null for one that is not UTF-8. */
async function* linesOf(input: Readable): AsyncGenerator<string | null> {
  // One character a byte: the bytes of a line come back whole.
  for await (const line of createInterface({ input: input.setEncoding('latin1'), crlfDelay: Infinity })) {
    const bytes = Buffer.from(line, 'latin1');
    yield isUtf8(bytes) ? new TextDecoder().decode(bytes) : null;
  }
}

async function readAll(input: Readable): Promise<string> {
  const parts: string[] = [];
  for await (const part of input.setEncoding('utf8')) parts.push(String(part));
  return parts.join('');
}

const outcomes = { clear: '放行', review: '待复核', violation: '违规' } as const;
const measures = {
  retract: '撤回',
  'request-recall': '请本人撤回',
  notify: '私下提醒本人',
  flag: '进入复核队列',
  escalate: '上报值班',
} as const;

function spoken(path: string, verdict: Verdict, shelf: Shelf): string {
  const lines = [
    `${path}  ${outcomes[verdict.outcome]}${verdict.category ? `  ${shelf.catalogue.categories.get(verdict.category)?.title ?? verdict.category}  置信度 ${verdict.confidence.toFixed(2)}` : ''}`,
  ];
  for (const reason of verdict.reasons) {
    const title = shelf.catalogue.rules.get(reason.rule)?.title ?? reason.rule;
    const cues = [...reason.raised.map((cue) => `+${cue}`), ...reason.lowered.map((cue) => `-${cue}`)].join(' ');
    lines.push(
      `  ${reason.confidence.toFixed(2)}  ${title}（${reason.rule}，第 ${reason.span[0]}–${reason.span[1]} 字）${cues ? `  ${cues}` : ''}`,
    );
  }
  if (verdict.steps.length > 0)
    lines.push(
      `  处置：${verdict.steps.map((step) => measures[step.do] + (step.otherwise ? `（不成则${measures[step.otherwise]}）` : '')).join('、')}`,
    );
  for (const gap of verdict.gaps)
    lines.push(`  未读：${gap.media === 'picture' ? '图片' : '文件'}${gapWords[gap.why]}`);
  return lines.join('\n');
}

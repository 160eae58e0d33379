import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gapWords } from '#model/gap-words.ts';
import { createPool, type FileContents, type Pool } from '#extract/pool/pool.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { createProgress } from '#cli/progress.ts';

/** `extract FILE...`: every passage the bot can read, and every gap. Exit code 1 where something is left unread. */
export async function extractFiles(paths: readonly string[], isJson: boolean, output: Output): Promise<ExitCode> {
  if (paths.length === 0) throw new UsageError('extract: expected one file or more, got none');
  for (const path of paths)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile())
      throw new UsageError(`${path}: expected a readable file, found none`);
  const pool = createPool();
  let exit: ExitCode = 0;
  try {
    for (const path of paths) {
      const read = await readNamed(pool, path);
      if (read.gaps.length > 0) exit = 1;
      output.line(isJson ? JSON.stringify(printed(path, read)) : table(path, read));
    }
  } finally {
    await pool.close();
  }
  return exit;
}

async function readNamed(pool: Pool, path: string): Promise<FileContents> {
  const name = basename(path);
  const progress = createProgress(process.stderr, name);
  const read = await pool.read(readFileSync(path), AbortSignal.timeout(120_000), { onProgress: progress.show });
  progress.clear();
  return { gaps: read.gaps, texts: [{ kind: 'text', where: '文件名', via: 'text', text: name }, ...read.texts] };
}

/** design.md, The command line is a contract; `where` says which part of a file a gap is. */
function printed(path: string, { texts, gaps }: FileContents) {
  return {
    file: path,
    passages: texts.map(({ where, via, text, layout }) => ({ where, via, text, ...(layout ? { layout } : {}) })),
    gaps: gaps.map(({ where, why }) => ({ file: path, why, where })),
  };
}

const shownChars = 60;

function table(path: string, { texts, gaps }: FileContents): string {
  const rows = texts.map(({ where, via, text }) => {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    const head = [...line].slice(0, shownChars).join('');
    return `  ${where}${via === 'ocr' ? '（识别）' : ''}  ${[...text].length} 字  ${head}${head === line ? '' : '…'}`;
  });
  const missing = gaps.map(({ where, why }) => `  未读：${where === '' ? '整个文件' : where}  ${gapWords[why]}`);
  return [path, ...rows, ...missing].map((row) => row.replaceAll(/\p{Cc}/gu, '')).join('\n');
}

import { readFileSync, statSync } from 'node:fs';
import { readPost } from '#extract/read-post.ts';
import { createPool } from '#extract/pool/pool.ts';
import { loosePost } from '#cli/judge.ts';
import { UsageError } from '#cli/output.ts';
import { looseFile } from '#cli/posts.ts';
import { createExtractors } from '#assembly/extractors.ts';

export interface FileTexts {
  readonly file: string;
  readonly texts: readonly string[];
  /** Why parts of it could not be read. */
  readonly gaps: readonly string[];
}

/** All that can be read of a file, without its name, by the extractors of `check`. */
export async function readFileTexts(path: string): Promise<FileTexts> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError(`${path}: expected a readable file, found none`);
  const post = loosePost({ id: path, files: [looseFile(path, stat.size)] });
  const pool = createPool();
  const sources = {
    extractors: createExtractors(pool),
    download: async ({ id }: { readonly id: string }) => ({ ok: true, file: id, bytes: readFileSync(path) }) as const,
  };
  try {
    const { passages, gaps, failures } = await readPost(post, sources, AbortSignal.timeout(60_000));
    return {
      file: path,
      texts: passages.filter(({ where }) => where !== '文件名').map(({ text }) => text),
      gaps: [...new Set([...gaps.map(({ why }) => why), ...failures])],
    };
  } finally {
    await pool.close();
  }
}

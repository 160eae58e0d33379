import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sources = ['finance-sdk.c', 'finance-aes.h'].map((name) => join(import.meta.dirname, name));

/** Builds the library with the C compiler found and puts a copy into the folder: it serves what lies beside it. */
export function compileFinanceSdk(folder: string, compiler: string): string {
  const text = createHash('sha256');
  for (const source of sources) text.update(readFileSync(source));
  const cache = join(tmpdir(), `zhouzhi-finance-sdk-${process.getuid?.() ?? 0}`);
  const built = join(cache, `${text.digest('hex').slice(0, 16)}.so`);
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  if (!existsSync(built)) {
    const fresh = join(mkdtempSync(join(cache, 'build-')), 'finance.so');
    execFileSync(compiler, [
      '-O2',
      '-shared',
      '-fPIC',
      '-o',
      fresh,
      join(import.meta.dirname, 'finance-sdk.c'),
      '-ldl',
    ]);
    // Tests run side by side: whoever is last wins with the same bytes.
    renameSync(fresh, built);
  }
  const library = join(folder, 'libWeWorkFinanceSdk_C.so');
  copyFileSync(built, library);
  return library;
}

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What runs, without the pages: a house that finds their sources would build them first. */
const parts = ['package.json', 'src', 'rules', 'data'];
const left = [resolve('src/web'), resolve('data/var')];

export interface CopiedHouse {
  readonly root: string;
  /** Replaces words in a file of the copy; the words must be there. */
  change(path: string, from: string, to: string): void;
  remove(): void;
}

/** The installed program as a folder of its own, which a test may break. One nobody breaks is inject('installed'). */
export function copiedHouse(): CopiedHouse {
  const root = mkdtempSync(join(tmpdir(), 'zhouzhi-root-'));
  for (const part of parts) {
    cpSync(resolve(part), join(root, part), { recursive: true, filter: (path) => !left.includes(path) });
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return {
    root,
    change(path, from, to) {
      const text = readFileSync(join(root, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path}: expected ${from} in it, found none`);
      writeFileSync(join(root, path), text.replace(from, to));
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

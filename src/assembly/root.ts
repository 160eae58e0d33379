import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that holds rules/ and data/: beside src. */
export function findRoot(): string {
  const root = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(root, 'rules')))
    throw new Error(`expected the rules folder in ${root}, found none: the installation is incomplete`);
  return root;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { vi } from 'vitest';
import { pagesBuild } from '../../vite.config.ts';

/** The pages as `npm run build` makes them, in a folder of their own. */
export async function buildWeb(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-built-'));
  // Vitest's own value would take in React's development build.
  vi.stubEnv('NODE_ENV', 'production');
  try {
    await build({ ...pagesBuild(resolve('src/web'), folder), configFile: false, logLevel: 'error' });
  } finally {
    vi.unstubAllEnvs();
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

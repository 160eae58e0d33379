import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';
import { inject, vi } from 'vitest';
import { pagesBuild } from '../../vite.config.ts';

/** The pages as `npm run build` makes them, built once in a run, where the installed program has them; nobody changes them. */
export async function builtWeb(): Promise<string> {
  const web = join(inject('installed'), 'dist', 'web');
  if (existsSync(web)) return web;
  mkdirSync(dirname(web), { recursive: true });
  const folder = mkdtempSync(`${web}-`);
  // Vitest's own value would take in React's development build.
  vi.stubEnv('NODE_ENV', 'production');
  try {
    await build({ ...pagesBuild(resolve('src/web'), folder), configFile: false, logLevel: 'error' });
  } finally {
    vi.unstubAllEnvs();
  }
  putThere(folder, web);
  return web;
}

/** Two files may begin at once: both build, one is kept. */
function putThere(folder: string, web: string): void {
  try {
    renameSync(folder, web);
  } catch (error) {
    if (!existsSync(web)) throw error;
    rmSync(folder, { recursive: true });
  }
}

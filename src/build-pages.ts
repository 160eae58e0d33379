import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether dist/web is absent or older than its sources. */
export function arePagesStale(root: string): boolean {
  const sources = join(root, 'src', 'web');
  if (!existsSync(sources)) return false;
  const built = join(root, 'dist', 'web', 'sandbox', 'index.html');
  return !existsSync(built) || newest(sources) > statSync(built).mtimeMs;
}

/** Builds the pages in this process; without the build tool (an image, a bundle) the pages must have come built. */
export async function buildPages(root: string): Promise<void> {
  const { build } = await import('vite');
  await build({ logLevel: 'warn', configFile: join(root, 'vite.config.ts') });
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    }),
  );
}

import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

/** The oldest browsers the pages promise to run in: the web views of WeCom and the long-lived Chromiums of offices. */
const browserFloor = ['chrome87', 'edge88', 'firefox78', 'safari14'];

/** One build; each folder of `root` with an index.html is a page and loads only its own. */
export function pagesBuild(root: string, outDir: string): UserConfig {
  const pages = globSync('*/index.html', { cwd: root });
  const input: Record<string, string> = Object.fromEntries(pages.map((html) => [dirname(html), join(root, html)]));
  return {
    root,
    publicDir: false,
    plugins: [react()],
    // The chunk of the charts is loaded after the page, and alone.
    build: { outDir, emptyOutDir: true, target: browserFloor, chunkSizeWarningLimit: 600, rolldownOptions: { input } },
  };
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(pagesBuild(here('src/web'), here('dist/web')));

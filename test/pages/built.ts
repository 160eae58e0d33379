import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse, tokTypes, type Token } from 'acorn';
import { build } from 'vite';
import { vi } from 'vitest';
import { pagesBuild } from '../../vite.config.ts';

export interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

/** Addresses that are names, never fetched: XML namespaces, and where React explains its error numbers. */
const namesOnly = /^https?:\/\/(www\.w3\.org\/|react\.dev\/errors\/)/;

/** What in a built file is newer than the browser floor: Chrome 87, Firefox 78 and Safari 14 all read ES2020. */
export function tooNew({ path, text }: BuiltFile): readonly string[] {
  if (path.endsWith('.css')) return /[{;}]\s*&/.test(text) ? [`${path}: nested CSS`] : [];
  if (!path.endsWith('.js')) return [];
  const tokens: Token[] = [];
  try {
    parse(text, { ecmaVersion: 2020, sourceType: 'module', onToken: tokens });
  } catch (error) {
    return [`${path}: ${String(error)}`];
  }
  const looksBehind = ({ type, start, end }: Token): boolean =>
    type === tokTypes.regexp && /\(\?<[=!]/.test(text.slice(start, end));
  return tokens.some(looksBehind) ? [`${path}: a regular expression that looks behind`] : [];
}

/** Builds every page under `root` as `npm run build` does. */
export async function buildPages(root: string): Promise<readonly BuiltFile[]> {
  const out = mkdtempSync(join(tmpdir(), 'zhouzhi-pages-'));
  // Vitest's own value would take in React's development build.
  vi.stubEnv('NODE_ENV', 'production');
  try {
    await build({ ...pagesBuild(resolve(root), out), configFile: false, logLevel: 'error' });
    return readBuilt(out);
  } finally {
    vi.unstubAllEnvs();
    rmSync(out, { recursive: true, force: true });
  }
}

/** Addresses in a built file that lead to another origin. */
export function foreignAddresses({ path, text }: BuiltFile): readonly string[] {
  const absolute = text.match(/https?:\/\/[^\s"'`)<>\\]+/g) ?? [];
  const schemeless = text.match(/(?<=\b(?:src|href)="|url\(["']?)\/\/[^\s"')]+/g) ?? [];
  return [...absolute, ...schemeless]
    .filter((address) => !namesOnly.test(address))
    .map((address) => `${path}: ${address}`);
}

/** Bytes over the wire, gzipped, that the page loads before its first paint. */
export function pageWeight(page: BuiltFile, files: readonly BuiltFile[]): number {
  const loaded = [...page.text.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path);
  return files
    .filter((file) => file === page || loaded.includes(file.path))
    .reduce((sum, file) => sum + gzipSync(file.text).length, 0);
}

function readBuilt(folder: string): readonly BuiltFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(html|js|css)$/.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

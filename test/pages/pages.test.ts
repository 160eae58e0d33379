import { beforeAll, expect, it } from 'vitest';
import { buildPages, foreignAddresses, pageWeight, tooNew, type BuiltFile } from './built.ts';

let files: readonly BuiltFile[];

beforeAll(async () => {
  files = await buildPages('src/web');
}, 120_000);

it('every page parses in the oldest browser promised', () => {
  expect(files.map(({ path }) => path)).toContain('sandbox/index.html');
  expect(files.flatMap(tooNew)).toEqual([]);
});

it('no page refers to another origin', () => {
  expect(files.flatMap(foreignAddresses)).toEqual([]);
});

it('each page weighs at most 110 KB before its first paint, the console 320 KB', () => {
  const weights = files
    .filter(({ path }) => path.endsWith('/index.html'))
    .map((page) => ({ page: page.path, kilobytes: Math.ceil(pageWeight(page, files) / 1000) }));
  const allowed = (page: string): number => (page.startsWith('console/') ? 320 : 110);
  expect(weights.filter(({ page, kilobytes }) => kilobytes > allowed(page))).toEqual([]);
  expect(Math.min(...weights.map(({ kilobytes }) => kilobytes))).toBeGreaterThan(1);
});

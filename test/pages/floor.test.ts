import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildPages, foreignAddresses, tooNew } from './built.ts';

it('the build lowers syntax that is newer than the browser floor', async () => {
  const script = readFileSync('test/pages/fixture/modern/main.tsx', 'utf8').replaceAll(/\?: number|: number/g, '');
  const style = readFileSync('test/pages/fixture/modern/page.css', 'utf8');
  const written = [
    { path: 'main.js', text: script },
    { path: 'page.css', text: style },
  ];
  expect(written.flatMap(tooNew)).toEqual([expect.stringContaining('main.js: SyntaxError'), 'page.css: nested CSS']);

  const built = await buildPages('test/pages/fixture');
  const names = built.map(({ path }) => path.replace(/-[\w-]+\./, '.'));
  expect(names).toEqual(['assets/modern.css', 'assets/modern.js', 'modern/index.html']);
  expect(built.flatMap(tooNew)).toEqual([]);
});

it('finds a regular expression that looks behind, which Safari 14 cannot read', () => {
  const text = 'f(/(?<=a)b/, "(?<=a)")';
  expect(tooNew({ path: 'a.js', text })).toEqual(['a.js: a regular expression that looks behind']);
});

it.each([
  ['a.html', '<script src="https://cdn.example/x.js"></script><link href="//cdn.example/y.css">', 2],
  ['a.css', '@import "http://a.example/b"; b{background:url(//c.example/d.png)}', 2],
  ['a.js', 'import("https://a.example/b.js"); const svg = "http://www.w3.org/2000/svg"; // ok', 1],
  ['a.html', '<script src="/assets/x.js"></script>', 0],
])('finds the addresses of another origin in %s: %s', (path, text, count) => {
  expect(foreignAddresses({ path, text })).toHaveLength(count);
});

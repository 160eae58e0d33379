import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Folder for pictures of what is looked at, where somebody wants to see it. */
const shots = process.env['ZHOUZHI_SHOTS'];
/** Pixels of a long page that are worth a look. */
const tallest = 2200;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** No sideways scrolling, nothing serious that axe finds; the page's policy forbids injected scripts, so it runs through the debugger. */
export async function isSound(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  if (shots) {
    const clip = { x: 0, y: 0, width, height: tallest };
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, clip });
  }
  await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then((all) => all.violations)`,
  );
  const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect([name, serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`), wide <= width]).toEqual(
    [name, [], true],
  );
}

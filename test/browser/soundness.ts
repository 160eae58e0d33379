import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFaults } from './serious-faults.ts';

/** Folder for pictures of what is looked at, where somebody wants to see it. */
const shots = process.env['ZHOUZHI_SHOTS'];
/** Pixels of a long page that are worth a look. */
const tallest = 2200;

/** No sideways scrolling, nothing serious that axe finds. */
export async function isSound(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  if (shots) {
    const clip = { x: 0, y: 0, width, height: tallest };
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, clip });
  }
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect([name, await seriousFaults(page), wide <= width]).toEqual([name, [], true]);
}

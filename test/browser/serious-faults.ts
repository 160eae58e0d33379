import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What fades in is pale until it has: everything that moves is brought to its end, or taken away where it never ends. */
const stilled = `(async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  for (const one of document.getAnimations())
    if (one.effect?.getComputedTiming().endTime === Infinity) one.cancel();
    else one.finish();
})()`;

/** Brings everything that moves to its end. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(stilled);
}

/** The page's policy forbids injected scripts, so axe runs in the page's own context through the debugger. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await still(page);
  await page.evaluate(`${axe}; undefined`);
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

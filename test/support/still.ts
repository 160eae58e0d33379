import type { Page } from 'playwright-core';

/** What fades in is pale until it has: everything that moves is brought to its end, or taken away where it never ends. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    for (const one of document.getAnimations())
      if (one.effect?.getComputedTiming().endTime === Infinity) one.cancel();
      else one.finish();
  })()`);
}

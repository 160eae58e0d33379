import type { Browser, BrowserContext } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { aConsole } from './digest-house.ts';
import { isSound } from './soundness.ts';

describe.skipIf(!browserNeed.available)(`digests in a browser${browserNeed.reason}`, () => {
  it('are read, chosen and taken away at the console, and read by an owner on his phone', async () => {
    const [house, browser] = [await aConsole(await builtWeb()), await launchBrowser()];
    try {
      const desk = await visitor(browser, { width: 1440, height: 900 });
      await desk.addCookies([{ ...house.cookie, url: house.url }]);
      const page = await desk.newPage();
      await page.goto(`${house.url}/console/digests`);
      await page.getByRole('radio', { name: '月报' }).check();
      await page.getByRole('article', { name: '周知月报 2026年10月' }).waitFor();
      expect(await page.getByRole('combobox', { name: '时期' }).inputValue()).toBe('周知月报 2026年10月');
      await page.getByRole('heading', { name: '和上期相比' }).waitFor();
      await page.waitForFunction(`document.querySelector('.digest-chart img')?.naturalWidth > 100`);
      await isSound(page, 'digests');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出 PDF' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^unit\.month\.\d+\.pdf$/);
      expect((await house.store.ledger.latest(1)).map(({ event }) => event)).toEqual(['digest-exported']);

      const phone = await visitor(browser, { width: 390, height: 844 });
      const owner = await phone.newPage();
      await owner.goto(house.url + house.ownersLink);
      await owner.getByRole('heading', { name: '您的群' }).waitFor();
      await isSound(owner, 'digest-owner-phone');
      await owner.goto(`${house.url}/digest/forged.link`);
      await owner.getByText('链接无效或已过期').waitFor();
      await isSound(owner, 'digest-no-link-phone');
      await phone.addCookies([{ ...house.cookie, url: house.url }]);
      await owner.goto(`${house.url}/console/digests`);
      await owner.getByRole('heading', { name: '和上期相比' }).waitFor();
      await isSound(owner, 'digests-phone');
    } finally {
      await browser.close();
      house.close();
    }
  }, 120_000);
});

function visitor(browser: Browser, viewport: { width: number; height: number }): Promise<BrowserContext> {
  return browser.newContext({ viewport, locale: 'zh-CN' });
}

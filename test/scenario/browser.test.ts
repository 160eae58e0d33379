import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#config.ts';
import { buildPages, arePagesStale } from '#build-pages.ts';
import { startHouse, type House } from '#main.ts';
import { freePort } from '../support/free-port.ts';
import { drawnPdf } from '../support/pdf.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';

const password = 'a-long-password';

/** Nothing stands in for anything here: the house as `npm start` assembles it, and a visitor. */
describe.skipIf(!browserNeed.available)(`a visitor of the sandbox${browserNeed.reason}`, () => {
  let house: House;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-scenario-'));

  beforeAll(async () => {
    const root = resolve('.');
    if (arePagesStale(root)) await buildPages(root);
    const env = { ZHOUZHI_DATA: folder, ZHOUZHI_PORT: String(await freePort()), ZHOUZHI_LOG: 'silent' };
    house = await startHouse({ config: readConfig(env, root), root });
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('posts a leak, sees it withdrawn, reads the private notice, and finds the case in the console', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(30_000);
    await page.goto(house.url);
    await page.getByRole('button', { name: /普通通知/ }).click();
    await page.getByRole('button', { name: /人事事项/ }).click();
    await page.getByRole('log').getByText('拟提拔').waitFor();
    await page.getByRole('button', { name: /带密级标志的文件/ }).click();
    await page.getByText('“周知”撤回了你的一条消息').waitFor();
    // Of the letters the one about what was taken back: others arrive when they are ready.
    const letters = page.getByRole('complementary', { name: /私信/ }).locator('article');
    const card = letters.filter({ hasText: '已由系统撤回' });
    await card.getByText(/编号/).waitFor();
    const said = await page.getByRole('log').innerText();
    expect([said.includes('安全生产例会'), said.includes('拟提拔'), said.includes('专题会议')]).toEqual([
      true,
      true,
      false,
    ]);

    const long = { name: '长文件.pdf', mimeType: 'application/pdf', buffer: drawnPdf(8) };
    await page.locator('input[type=file]').last().setInputFiles(long);
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByText(/正在检查附件 [1-7]\/8/).waitFor({ timeout: 30_000 });
    await page.getByText('已检查').waitFor({ timeout: 30_000 });

    const [notice] = await Promise.all([page.waitForEvent('popup'), card.getByRole('link').click()]);
    await notice.getByText('消息已撤回').first().waitFor();
    await notice.getByText('正确的做法').waitFor();
    const id = /编号 (\S+)/.exec(await notice.locator('.notice-line').innerText())?.[1] ?? '';
    expect(await notice.locator('body').innerText()).not.toContain('专题会议');
    await notice.close();

    await page.goto(house.setupLink ?? 'no setup link');
    await page.getByLabel('登录名').fill('管理员');
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.getByLabel('再输一次密码').fill(password);
    for (const step of ['下一步', '下一步', '完成设置']) await page.getByRole('button', { name: step }).click();
    await page.getByRole('link', { name: '去控制台登录' }).click();
    await page.getByLabel('登录名').fill('管理员');
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('link', { name: id }).click();
    await page.getByText('距报告截止').waitFor();
    const shown = await page.getByRole('main').innerText();
    expect([shown.includes('林小雨'), shown.includes('专题会议')]).toEqual([true, false]);
  });
});

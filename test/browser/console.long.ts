import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { pick } from '../support/pick.ts';
import { seriousFaults } from './serious-faults.ts';
import { isSound } from './soundness.ts';
import { startStubHouse, type StubHouse } from './stub-house.ts';
import { script } from './stub-case-wires.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

describe.skipIf(!browserNeed.available)(`the console in a browser${browserNeed.reason}`, () => {
  let browser: Browser;
  let house: StubHouse;
  let webDir: string;

  beforeAll(async () => {
    webDir = await builtWeb();
    [house, browser] = await Promise.all([startStubHouse(webDir), launchBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  /** Signed in, at a page below /console; what the browser complains about, its content policy included, fails the test. */
  async function visit(path: string, viewport: typeof desk, refused: readonly number[] = []): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    await context.addCookies([{ name: 'seat', value: 'stub', url: house.url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const isMeant = refused.some((status) => message.text().includes(`status of ${status}`));
      if (message.type() === 'error' && !isMeant) complaints.push(message.text());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(`${house.url}/console/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  it.each([
    ['overview', 'overview', desk, '近 30 天走势'],
    ['overview', 'overview', phone, '近 30 天走势'],
    ['cases', 'cases', desk, 'ZZ-7K2Q'],
    ['cases', 'cases', phone, 'ZZ-7K2Q'],
    ['groups', 'groups', desk, '尚未告知，暂不检查'],
    ['reports', 'reports', desk, '可能是案件'],
    ['digests', 'digests', desk, '还没有简报'],
    ['case', 'cases/ZZ-7K2M', desk, '同样内容的流转'],
    ['case', 'cases/ZZ-7K2M', phone, '同样内容的流转'],
    ['audit', 'audit', desk, '核对整条链'],
    ['system', 'system', desk, '保存期限'],
  ] as const)('%s is readable by machine and as wide as its window: %s %o', async (name, path, viewport, words) => {
    const page = await visit(path, viewport);
    await page.getByText(words).first().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await isSound(page, `console-${name}-${viewport.width}`);
  });

  it.each([
    ['overview', '待我办理'],
    ['cases', 'ZZ-7K2Q'],
    ['cases/ZZ-7K2M', '为什么这样判'],
    ['groups', '群主'],
    ['system', '保存期限'],
  ] as const)('%s weighs at most 320 KB before it is useful, its own part included', async (path, words) => {
    const page = await visit(path, desk);
    await page.getByText(words).first().waitFor();
    const names = await page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
    const later = /\/(chart|evidence)-/;
    const assets = names.filter((name) => name.includes('/assets/') && !later.test(name));
    const weight = assets.reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(webDir, new URL(name).pathname))).length,
      0,
    );
    expect(Math.ceil(weight / 1000)).toBeLessThanOrEqual(320);
    expect(weight).toBeGreaterThan(100_000);
  });

  it('overview: what waits for me leads to its case; a chart has its numbers beside it as a table', async () => {
    const page = await visit('overview', desk);
    await page.getByRole('img', { name: /近 30 天走势/ }).waitFor();
    await page.getByText('看表格').first().click();
    expect(await page.getByRole('row').count()).toBeGreaterThan(30);
    expect(await page.getByRole('link', { name: '2 道小题' }).getAttribute('href')).toBe(
      '/console/quiz?part=items&view=waiting',
    );
    await page.getByRole('link', { name: 'ZZ-7K2N' }).click();
    await page.getByRole('link', { name: '‹ 全部案件' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/cases/ZZ-7K2N');
  });

  it('overview: a group leads to its page by its row of the table, and by its bar', async () => {
    const page = await visit('overview', desk, [404]);
    const groups = page.locator('section').filter({ hasText: '按群和类别' });
    await groups.getByRole('img').waitFor();
    await groups.getByText('看表格').click();
    const [first, second] = await groups.getByRole('table').getByRole('link').all();
    const links = [await first?.getAttribute('href'), await second?.getAttribute('href')];
    await first?.click();
    await page.waitForURL(`**${links[0]}`);
    await page.goBack();
    await groups.getByRole('img').waitFor();
    await groups.getByRole('img').click({ position: { x: 60, y: 48 + 40 + 20 } });
    await page.waitForURL(`**${links[1]}`);
    expect(links).toEqual([
      expect.stringMatching(/^\/console\/groups\/sandbox/),
      expect.stringMatching(/^\/console\/groups\/sandbox/),
    ]);
  });

  it('cases: a filter stands in the address and reaches the server; rows are walked by keyboard', async () => {
    const page = await visit('cases', desk);
    const asked = page.waitForRequest(/\/cases\?.*waiting=me.*kinds=classified|kinds=classified.*waiting=me/);
    await page.getByRole('radio', { name: '待我办理' }).check();
    await pick(page, '类别', '疑似涉密');
    await asked;
    expect(new URL(page.url()).search).toBe('?desk=mine&kind=classified');
    await page.getByRole('link', { name: 'ZZ-7K2M' }).focus();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('ZZ-7K2N');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /ZZ-7K2N|案件/ }).waitFor();
  });

  it('cases: what is typed is searched when typing rests; the tabs say how many there are, and the words are gone again at once', async () => {
    const page = await visit('cases', desk);
    await page.getByRole('radio', { name: '待我办理 3' }).waitFor();
    const asked = page.waitForRequest(/\/cases\?.*q=%E6%9E%97/);
    await page.getByRole('searchbox', { name: '找编号或发送人' }).fill('林');
    await asked;
    await pick(page, '部门', '石桥镇政府');
    await pick(page, '时限', '已超期');
    await page.waitForFunction(`location.search.includes('due=late')`);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      q: '林',
      department: '石桥镇政府',
      due: 'late',
    });
    await page.getByText('申诉答复已超期 1 个工作日').waitFor();
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.waitForFunction(`location.search === ''`);
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    await page.getByRole('button', { name: '下一页' }).click();
    await page.getByText('共 36 件，第 2 页').waitFor();
  });

  it('the kit by keyboard: a list by arrows, a dialog keeps the focus and gives it back, nothing serious while they are open', async () => {
    const page = await visit('groups', desk);
    const focused = (): Promise<string> =>
      page.evaluate<string>('document.activeElement.getAttribute("id") ?? document.activeElement.textContent');
    await page.getByRole('button', { name: '登记', exact: true }).first().press('Enter');
    const dialog = page.getByRole('dialog', { name: /^群登记：/ });
    const first = dialog.getByRole('textbox', { name: '用途' });
    await expect.poll(focused).toBe(await first.getAttribute('id'));
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('登记');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(await first.getAttribute('id'));
    await dialog.getByRole('switch').press(' ');
    expect(await dialog.getByRole('switch').getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused()).toBe('登记');

    await page.getByRole('link', { name: '案件', exact: true }).click();
    const kind = page.getByRole('combobox', { name: '类别' });
    await kind.press('ArrowDown');
    await page.getByRole('option', { name: '疑似涉密', exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.waitForFunction(`location.search === '?kind=solicitation'`);
    expect(await kind.inputValue()).toBe('疑似拉拢套取');
    await kind.press(' ');
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await page.getByRole('radio', { name: /^未办结/ }).press('ArrowRight');
    await page.waitForFunction(`location.search.includes('desk=withdrawn')`);
  });

  it('what an address carries is shown as it stands at most, and never run: filter, case and page', async () => {
    const page = await visit('cases', desk, [404]);
    const filter = new URLSearchParams({ q: script, department: script, group: script }).toString();
    for (const path of [`cases?${filter}`, `cases/${encodeURIComponent(script)}`, encodeURIComponent(script)]) {
      await page.goto(`${house.url}/console/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect([await page.title(), await page.locator('img[src=x]').count()]).toEqual(['周知 · 控制台', 0]);
    }
  });

  it('case: it explains itself, is given to somebody, commented, and its report draft is fetched', async () => {
    const page = await visit('cases/ZZ-7K2M', desk);
    await page.getByText('▲ 星号后有期限').waitFor();
    await page.getByText('▼ 像是引用法条').waitFor();
    await page.getByText(script).waitFor();
    expect(await page.title()).toBe('周知 · 控制台');
    await page.getByRole('img', { name: /流转图/ }).waitFor();
    const before = house.asked.length;
    await pick(page, '承办人', '徐明');
    await page.getByText('已指定承办人').waitFor();
    await page.getByLabel('写备注').fill('已当面核实，按要求处理。');
    await page.getByRole('button', { name: '保存备注' }).click();
    await page.getByText('备注已保存').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /下载报告底稿/ }).click();
    expect((await download).suggestedFilename()).toBe('报告底稿-ZZ-7K2M.docx');
    expect(house.asked.slice(before)).toEqual([
      { path: '/cases/ZZ-7K2M/assign', body: { to: 'a2' } },
      { path: '/cases/ZZ-7K2M/comment', body: { text: '已当面核实，按要求处理。' } },
      { path: '/cases/ZZ-7K2M/report.docx', body: {} },
    ]);
    const ledger = page.waitForRequest(/\/audit\?.*case=ZZ-7K2M/);
    await page.getByRole('link', { name: '在台账里看' }).click();
    await ledger;
    await page.getByRole('button', { name: '清除条件' }).waitFor();
    expect(new URL(page.url()).search).toBe('?case=ZZ-7K2M');
  });

  it('on a phone the menu stands behind a button, and closes when a page is chosen', async () => {
    const page = await visit('overview', phone);
    await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('link', { name: '案件', exact: true }).click();
    await page.getByRole('heading', { name: '案件', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '菜单' }).getAttribute('aria-expanded')).toBe('false');
  });
});

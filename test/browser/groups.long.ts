import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { aGroupsHouse, office } from './groups-house.ts';
import { isSound } from './soundness.ts';

const [desk, phone] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const page1 = `groups/${encodeURIComponent(office)}`;

describe.skipIf(!browserNeed.available)(
  `the register of groups and the page of one in a browser${browserNeed.reason}`,
  () => {
    let house: Awaited<ReturnType<typeof aGroupsHouse>>;
    let browser: Browser;

    beforeAll(async () => {
      [house, browser] = await Promise.all([aGroupsHouse(await builtWeb()), launchBrowser()]);
    }, 240_000);
    afterAll(async () => {
      await browser.close();
      await house.close();
    });

    async function visit(path: string, viewport: typeof desk): Promise<Page> {
      const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
      await context.addCookies([house.cookie]);
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      onTestFinished(async () => {
        await context.close();
        expect(complaints).toEqual([]);
      });
      await page.goto(`${house.url}/console/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    }

    const part = (page: Page, name: string) => {
      const parts = page.getByLabel('看什么');
      const [named, radio] = [{ name, exact: true }, parts.getByRole('radio', { name, exact: true })];
      return parts.getByRole('button', named).or(radio).click();
    };

    it('a group is found by search, opened by keyboard, its settings and members are seen, and it is turned live', async () => {
      const page = await visit('groups', desk);
      await page.getByText('共 59 个群，第 1 / 2 页').waitFor();
      const first = page.getByRole('row').nth(1);
      expect(await first.getByRole('link').textContent()).toBe('重点项目推进联络群');
      await isSound(page, 'groups');
      await page.getByRole('searchbox', { name: '按群名或群主查找' }).fill('综合科工作');
      await page.getByText('共 1 个群').waitFor();
      expect(decodeURIComponent(new URL(page.url()).search)).toBe('?sought=综合科工作');
      await page.getByRole('link', { name: '发改局综合科工作群' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '发改局综合科工作群' }).waitFor();
      await page.getByRole('img', { name: /近十二周/ }).waitFor();
      await isSound(page, 'group');
      await part(page, '设置');
      await page.getByText('值班表、排班、调休').first().waitFor();
      await page.getByText('第 3 版').first().waitFor();
      await isSound(page, 'group-settings');
      await part(page, '成员');
      await page.getByRole('link', { name: '何远（合作单位）' }).waitFor();
      await isSound(page, 'group-members');
      await part(page, '案件');
      await page.getByRole('link', { name: 'K1M0-QX4D' }).waitFor();
      await isSound(page, 'group-cases');
      await part(page, '台账');
      await page.getByText('查看群详情').first().waitFor();
      await isSound(page, 'group-ledger');
      await page.getByRole('link', { name: '这个群的全部记录' }).click();
      await page.getByRole('heading', { name: '台账', exact: true }).waitFor();
      await page.getByRole('combobox', { name: '群' }).waitFor();
      await isSound(page, 'ledger-of-group');
      await page.getByText('查看群详情').first().waitFor();
      expect(new URL(page.url()).search).toBe(`?group=${encodeURIComponent(office)}`);
      await page.goBack();
      await page.getByRole('button', { name: '转为全部生效' }).click();
      await page.getByRole('button', { name: '确定转为全部生效' }).click();
      await page.getByText('正式运行').first().waitFor();
      expect(await house.store.groups.find(office)).toMatchObject({ mode: 'live' });
    }, 240_000);

    it('the office takes its register back, and two versions are compared', async () => {
      const page = await visit(`${page1}?part=settings`, desk);
      await page.getByText('比较两个版本').click();
      await page
        .getByRole('list', { name: '两版的不同' })
        .getByText(/^外部人员/)
        .waitFor();
      await page.getByRole('button', { name: '取回最近一次登记' }).click();
      await page.getByRole('button', { name: '确定取回' }).click();
      await page.getByText('第 4 版').first().waitFor();
      await page.getByText('外部人员：不应有 → 可以有').waitFor();
      expect((await house.store.groups.settings(office))[0]).toMatchObject({
        version: 4,
        settings: { outsiders: 'expected' },
      });
    }, 120_000);

    it('the register is filtered by what waits, and taken away as a file that the ledger knows of', async () => {
      const page = await visit('groups?need=term', desk);
      await page.getByRole('link', { name: '防汛演练临时群' }).waitFor();
      await page.getByText('共 1 个群').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出登记册' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('群登记册.xlsx');
      expect(await house.store.ledger.latest(1)).toMatchObject([{ event: 'register-exported', detail: { groups: 1 } }]);
    }, 120_000);

    it('both are as wide as a phone, and names stay readable', async () => {
      const page = await visit('groups', phone);
      await page.getByRole('link', { name: '重点项目推进联络群' }).waitFor();
      await isSound(page, 'groups-phone');
      const other = await visit(page1, phone);
      await other.getByRole('img', { name: /近十二周/ }).waitFor();
      await isSound(other, 'group-phone');
      for (const [name, words, shot] of [
        ['设置', '单位的底线', 'settings'],
        ['成员', '何远（合作单位）', 'members'],
        ['案件', 'K1M0-QX4D', 'cases'],
      ] as const) {
        await part(other, name);
        await other.getByText(words).first().waitFor();
        await isSound(other, `group-${shot}-phone`);
      }
      expect([page, other].map((one) => one.viewportSize()?.width)).toEqual([390, 390]);
    }, 240_000);
  },
);

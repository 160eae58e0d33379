import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { seriousFaults } from './serious-faults.ts';
import { startStubHouse, type StubHouse } from './stub-house.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

describe.skipIf(!browserNeed.available)(`the pages in a browser${browserNeed.reason}`, () => {
  let browser: Browser;
  let house: StubHouse;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startStubHouse(await builtWeb()), launchBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  /** A fresh visitor; anything the browser complains about, its content policy included, fails the test. */
  async function visit(path: string, viewport = desk): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(`${house.url}${path}`);
    return page;
  }

  async function signIn(page: Page): Promise<void> {
    await page.getByLabel('登录名').fill('杨静');
    await page.getByLabel('密码').fill('right-password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '总览' }).waitFor();
  }

  it.each([
    ['sandbox', '/', '青禾县发改局综合科工作群（演示）'],
    ['console', '/console', '本系统不处理国家秘密'],
    ['notice', '/notice/token-of-the-sender', '请尽快处理一条消息'],
    ['about', '/about', '您的权利'],
    ['mine', '/mine/token-of-the-member', '与我有关的记录'],
    ['setup', '/setup#token=t', '首次设置'],
    ['sign-in', '/sign-in?why=no-account&page=console', '还没有绑定控制台账号'],
  ])(
    '%s shows itself on a phone without sideways scrolling, and is readable by machine',
    async (_page, path, words) => {
      const page = await visit(path, phone);
      await page.getByText(words).first().waitFor();
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect([width <= phone.width, await seriousFaults(page)]).toEqual([true, []]);
    },
  );

  it('a post with a mark goes, an ordinary one stays, and the notice is private', async () => {
    const page = await visit('/');
    await page.getByRole('button', { name: /普通通知/ }).click();
    await page.getByRole('log').getByText('安全生产例会').waitFor();
    await page.getByRole('button', { name: /带密级标志的文件/ }).click();
    await page.getByText('“周知”撤回了你的一条消息').waitFor();
    await page.getByRole('complementary', { name: /私信/ }).getByText('一条消息已被撤回').waitFor();
    const words = await page.getByRole('log').innerText();
    expect([words.includes('安全生产例会'), words.includes('专题会议'), words.includes('互联网')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a post is written, quoted and taken back by keyboard alone', async () => {
    const page = await visit('/');
    const box = page.getByRole('textbox', { name: /发言/ });
    await box.fill('第一行');
    await box.press('Shift+Enter');
    await box.pressSequentially('第二行');
    await box.press('Enter');
    await page.getByRole('log').getByText('第二行').waitFor();
    const menu = page
      .getByRole('log')
      .getByRole('button', { name: /引用、转发、撤回/ })
      .last();
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '引用' }).press('Enter');
    await page.getByText(/引用 .*第一行/).waitFor();
    await menu.focus();
    await page.keyboard.press('Enter');
    for (let item = 0; item < 3; item += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('你撤回了一条消息').last().waitFor();
    expect(await page.getByRole('log').innerText()).not.toContain('第二行');
  });

  it('a file is shown before it is sent and hangs in the chat afterwards', async () => {
    const page = await visit('/');
    const file = { name: '值班表.txt', mimeType: 'text/plain', buffer: Buffer.from('周一 甲') };
    await page.locator('input[type=file]').last().setInputFiles(file);
    await page.getByRole('button', { name: '去掉 值班表.txt' }).waitFor();
    await page.getByRole('button', { name: '发送' }).click();
    const link = page.getByRole('log').getByRole('link', { name: /值班表.txt/ });
    expect(await link.innerText()).toContain('10 B');
  });

  it('the switch decides whether the bot may take posts back', async () => {
    const page = await visit('/');
    const button = page.getByRole('switch', { name: '机器人可撤回' });
    await button.click();
    await page.locator('[role=switch][aria-checked=false]').first().waitFor();
    expect(house.platform.chat.state().groups[0]?.retracts).toBe(false);
    await button.click();
    await page.locator('[role=switch][aria-checked=true]').first().waitFor();
  });

  it('the sender answers the notice, and appeals by a ticked reason; he need not write', async () => {
    const page = await visit('/notice/token-of-the-sender', phone);
    await page.getByRole('button', { name: '撤不回' }).click();
    await page.getByText('已告知保密办，请电话联系').waitFor();
    await page.getByRole('button', { name: '我认为有误' }).click();
    await page.getByText('请勿输入、粘贴或上传真实文件内容').waitFor();
    await page.getByText('已公开发布').click();
    await page.getByRole('button', { name: '提交申诉' }).click();
    await page.getByText('已收到，会由人工答复').waitFor();
    expect(house.asked.slice(-2)).toEqual([
      { path: '/notice/token-of-the-sender/cannot-withdraw', body: {} },
      { path: '/notice/token-of-the-sender/appeal', body: { reason: 'published' } },
    ]);
  });

  it('a reviewer rules only with a reason', async () => {
    const page = await visit('/console');
    await signIn(page);
    await page.getByRole('link', { name: 'ZZ-7K2M' }).click();
    await page.getByRole('button', { name: '不属于应报告' }).click();
    await page.getByText('请勿输入、粘贴或上传真实文件内容').waitFor();
    await page.getByRole('button', { name: '确定不属于应报告' }).click();
    await page.getByText('必填，至少 2 个字').waitFor();
    await page.getByRole('textbox', { name: '理由' }).fill('经核实不属于国家秘密');
    await page.getByRole('button', { name: '确定不属于应报告' }).click();
    await page.getByText('不属于应报告：已登记。').waitFor();
    expect(house.asked.at(-1)).toEqual({
      path: '/cases/ZZ-7K2M/report',
      body: { what: 'not-reportable', note: '经核实不属于国家秘密' },
    });
  });

  it('sealed material opens in the browser with the reviewer’s key, and the key stays there', async () => {
    const page = await visit('/console');
    await signIn(page);
    await page.getByRole('link', { name: 'ZZ-7K2M' }).click();
    const before = house.asked.length;
    await page.getByRole('button', { name: '领取密文' }).click();
    await page.getByLabel('保密办密钥').fill('AGE-SECRET-KEY-1WRONG');
    await page.getByRole('button', { name: '打开' }).click();
    await page.getByText('打不开：密钥格式不对').waitFor();
    await page.getByRole('button', { name: '填入演示密钥' }).click();
    await page.getByRole('button', { name: '打开' }).click();
    await page.getByText('样张：封存的一句话').waitFor();
    expect(house.asked.slice(before)).toEqual([]);
  });

  it('the first account is made in three steps, and each says what is missing', async () => {
    const page = await visit('/setup#token=one-time');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('密码至少 10 个字符').waitFor();
    await page.getByLabel('登录名').fill('管理员');
    await page.getByLabel('密码', { exact: true }).fill('long-password');
    await page.getByLabel('再输一次密码').fill('long-password');
    await page.getByRole('button', { name: '下一步' }).click();
    for (const label of ['单位名称', '机要室', '签收地点']) await page.getByLabel(label, { exact: true }).fill('演示');
    for (const label of ['保密工作机构电话', '值班电话', '机要电话', '上一级电话'])
      await page.getByLabel(label).fill('0000-101（演示）');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('1. 值班员').selectOption('杨静');
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByText('设置已完成').waitFor();
    expect(house.asked.at(-1)).toMatchObject({
      path: '/setup',
      body: {
        token: 'one-time',
        admin: { name: '管理员', person: null },
        unit: { roster: [{ person: 'p1', title: '值班员' }] },
      },
    });
  });
});

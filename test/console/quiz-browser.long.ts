import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { read, utils } from '@e965/xlsx';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { consoleRoutes } from '#console/console.ts';
import { signToken } from '#lib/signed-token.ts';
import { builtWeb } from '../support/built-web.ts';
import { pick } from '../support/pick.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { still } from '../support/still.ts';
import { aHouse, noon, password, type House } from './house.ts';
import { learnedHouse } from './learned.ts';
import { served } from '../support/served.ts';

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 860 };
const shots = process.env['ZHOUZHI_SHOTS'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!browserNeed.available)(`the quiz pages in a browser${browserNeed.reason}`, () => {
  let house: House;
  let browser: Browser;
  let url: string;
  let link: string;
  let webDir: string;
  const ends: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    webDir = await builtWeb();
    house = await aHouse({ atEnd: (close) => ends.push(close) });
    const { member } = await learnedHouse(house);
    const token = (ref: string) => signToken(house.parts.linkKey, { use: 'quiz', ref, person: member, exp: noon * 2 });
    const pages = await served({ routers: [{ path: '/api/v1', router: consoleRoutes(house.parts) }], webDir });
    [url, link] = [pages.url, `/q/${token('remedial-1')}`];
    browser = await launchBrowser();
    ends.push(pages.close, () => browser.close());
  }, 120_000);
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  /** A fresh visitor at the house's hour; anything the browser complains about, its content policy included, fails the test. */
  async function visit(path: string, viewport = phone): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.clock.setFixedTime(noon);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    onTestFinished(async () => {
      await context.close();
      expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
    });
    await page.goto(`${url}${path}`);
    return page;
  }

  /** Nothing that a person who cannot see it, or has no mouse, would stumble over; and nothing to scroll sideways. */
  async function isClean(page: Page, name: string): Promise<void> {
    await still(page);
    await page.evaluate(axe);
    const found = await page.evaluate<string>(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])))`,
    );
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    expect({ name, found, isWide: width > (page.viewportSize()?.width ?? 0) }).toEqual({
      name,
      found: '[]',
      isWide: false,
    });
  }

  it('a question is answered by keyboard alone, and at once it says what is right and why', async () => {
    const page = await visit(link);
    await page.getByRole('group', { name: /第一步|怎么/ }).waitFor();
    const before = await page.content();
    await isClean(page, 'quiz-open');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const verdict = page.getByRole('heading', { name: /答对了|没有选对/ });
    await verdict.waitFor();
    expect({
      key: before.includes('正确'),
      focused: await page.evaluate<string>('document.activeElement.tagName'),
      parts: await page.getByRole('heading').count(),
      article: await page.getByText('依据：').count(),
      lines: await page.locator('.timeline li').count(),
    }).toEqual({ key: false, focused: 'H1', parts: 4, article: 1, lines: 3 });
    await isClean(page, 'quiz-answered');
    await page.reload();
    await page.getByText('您选的').waitFor();
  }, 120_000);

  it('who doubts an item ticks a reason, once', async () => {
    const page = await visit(link);
    await page.getByRole('button', { name: '这题有问题' }).click();
    await page.getByRole('radio', { name: '题目或选项说不清楚' }).check();
    await isClean(page, 'quiz-doubt');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('保密办会核对这道题').waitFor();
    await page.reload();
    await page.getByText('您的意见已收到').waitFor();
    expect(await page.getByRole('button', { name: '这题有问题' }).count()).toBe(0);
  }, 120_000);

  it('the own page leads from the question to what is due, the hours and their certificate', async () => {
    const page = await visit(link);
    await page.getByRole('link', { name: '我的学习记录' }).click();
    await page.getByRole('heading', { name: '王敏的学习记录' }).waitFor();
    await isClean(page, 'quiz-own');
    expect(await page.getByText('待答 1 题').count()).toBe(1);
    await page.getByLabel('到哪天为止').fill('2026-12-04');
    await page.getByRole('button', { name: '请假' }).click();
    await page.getByText('为止不发小题，也不算漏答').waitFor();
    await page.getByRole('button', { name: '提前销假' }).click();
    await page.getByLabel('到哪天为止').waitFor();
    const bytes = await saved(page, '下载学时证明（PDF）');
    const { text, pages } = await opened(bytes, shots ? join(shots, 'certificate.png') : null);
    expect({ pages, has: ['学 时 证 明', '王敏', '2026年度', '核验码'].map((word) => text.includes(word)) }).toEqual({
      pages: 1,
      has: [true, true, true, true],
    });
  }, 120_000);

  it('a link that is not signed opens nothing', async () => {
    const page = await visit('/q/forged.token');
    await page.getByRole('alert').getByText('链接无效或已过期').waitFor();
    await isClean(page, 'quiz-refused');
    expect(await page.getByRole('group').count()).toBe(0);
  });

  it('before the first useful paint the quiz page is at most 110 KB', async () => {
    const page = await visit(link);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const names = await page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
    const assets = names.filter((name) => name.includes('/assets/')).map((name) => new URL(name).pathname);
    const weight = assets.reduce((sum, path) => sum + gzipSync(readFileSync(join(webDir, path))).length, 0);
    expect(weight).toBeLessThan(110 * 1024);
  });

  it('the office sees figures without persons, answers doubts, and takes tables along', async () => {
    await house.register('admin');
    const page = await visit('/console/quiz', desk);
    await page.getByLabel('登录名').fill('admin');
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '掌握程度' }).waitFor();
    await isClean(page, 'office-figures');
    const words = (await page.getByRole('table').allInnerTexts()).join('\n');
    expect([words.includes('王敏'), words.includes('值班小组'), words.includes('其他（合并）')]).toEqual([
      false,
      false,
      true,
    ]);
    await pick(page, '群', '值班小组');
    await page.getByText('已并入全单位统计').waitFor();
    await pick(page, '群', '全单位');
    await page.getByRole('heading', { name: '掌握程度' }).waitFor();
    const report = await opened(await saved(page, '下载报告（PDF）'), shots ? join(shots, 'report.png') : null);
    expect(report.text).toContain('掌握程度');
    await page.setViewportSize(phone);
    await isClean(page, 'office-figures-phone');
    await page.setViewportSize(desk);

    await page.getByRole('radio', { name: '题库' }).check();
    await pick(page, '显示', /^有待答复的异议/);
    const doubted = page.getByRole('group').filter({ hasText: '待答复的异议' }).first();
    await doubted.locator('summary').click();
    await isClean(page, 'office-items');
    await doubted.getByRole('button', { name: '答复' }).click();
    await page.getByRole('radio', { name: '对照现行条文' }).check();
    await isClean(page, 'office-doubt');
    await page.getByRole('dialog').getByRole('button', { name: '答复' }).click();
    await page.getByText('已答复提出的人').waitFor();

    await page.getByRole('radio', { name: '各群安排' }).check();
    await page.getByRole('button', { name: '现在出一题' }).first().waitFor();
    await isClean(page, 'office-groups');
    await page.getByRole('button', { name: '改时间' }).first().click();
    await page.getByRole('dialog').getByRole('checkbox', { name: '周五' }).check();
    await isClean(page, 'office-group-hours');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('周三、五 10:00').waitFor();

    await page.getByRole('radio', { name: '人员' }).check();
    await page.getByRole('combobox', { name: '所在的群' }).click();
    await page.getByRole('option').first().click();
    await pick(page, '姓名', '王敏');
    await page.getByLabel('请假到').fill('2026-12-04');
    await page.getByRole('button', { name: '登记' }).click();
    await page.getByText('请假，到 12月4日').waitFor();
    await isClean(page, 'office-people');
    await page.getByRole('button', { name: '恢复' }).click();
    await page.getByText('已恢复向王敏发小题').waitFor();

    await page.getByRole('radio', { name: '学时' }).check();
    await page.getByRole('cell', { name: '王敏' }).first().waitFor();
    await isClean(page, 'office-hours');
    const { Sheets: sheets, SheetNames: names } = read(await saved(page, '导出 Excel'));
    const rows: unknown[] = utils.sheet_to_json(sheets[names[0] ?? ''] ?? {}, { header: 1 });
    expect([rows[0], rows.length > 40]).toEqual([
      ['姓名', '部门', '群', '作答', '答对', '分钟', '学时', '最近作答', '核验码'],
      true,
    ]);
  }, 120_000);
});

async function saved(page: Page, label: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download', { timeout: 45_000 });
  await page.getByRole('link', { name: label }).click();
  return readFileSync(await (await waiting).path());
}

async function opened(bytes: Buffer, shot: string | null): Promise<{ readonly text: string; readonly pages: number }> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const pages = [...document.pages()];
  const text = pages.map((page) => page.getText()).join('\n');
  if (shot)
    for (const [at, page] of pages.entries()) {
      const { data, width, height } = await page.render({ scale: 1.4, render: 'bitmap' });
      const { default: sharp } = await import('sharp');
      await sharp(data, { raw: { width, height, channels: 4 } })
        .png()
        .toFile(shot.replace('.png', `-${at}.png`));
    }
  document.destroy();
  library.destroy();
  return { text, pages: pages.length };
}

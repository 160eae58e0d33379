import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { pick } from '../support/pick.ts';
import { noon } from '../support/store-rows.ts';
import { aBankHouse, group, type ClerkId } from './bank-house.ts';
import { builtWeb } from '../support/built-web.ts';
import { isSound } from './soundness.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const stem = '领到急件已是深夜，怎样通知值班的同事最稳妥？';

describe.skipIf(!browserNeed.available)(`items and cases of the office in a browser${browserNeed.reason}`, () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof aBankHouse>>;

  beforeAll(async () => {
    [house, browser] = [await aBankHouse(await builtWeb()), await launchBrowser()];
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  /** Anything the browser complains about fails the test. */
  async function visit(as: ClerkId, path: string, viewport: typeof desk): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    await context.addCookies([{ ...house.cookieOf(as), url: house.url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.clock.setFixedTime(noon);
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

  /** One of the kit's lists. */
  async function choose(page: Page, label: string, option: string): Promise<void> {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  it('an item is written, its fault told at its field, mended, kept, approved by another person and asked in a group', async () => {
    const page = await visit('zhou', 'quiz?part=items', desk);
    await page.getByRole('button', { name: '新题' }).click();
    await page.getByRole('heading', { name: '新题' }).waitFor();
    await isSound(page, 'bank-new');
    await choose(page, '出自哪个案例', '深夜急件拍照发群');
    await page.getByLabel('题干').fill(stem);
    const choices = ['打电话请他来办公室看', '把首页拍下来发给他', '把首页拍下来发给他', '扫描后发他的邮箱'];
    for (const [at, words] of choices.entries())
      await page.getByLabel(`选项 ${String.fromCharCode(65 + at)}`, { exact: true }).fill(words);
    await page.getByRole('checkbox', { name: 'A 正确' }).check();
    await page.getByLabel('解析').fill('电话里只说来看文件，不说内容；拍照、打字、扫描传的都是内容。');
    await choose(page, '依据', '《中华人民共和国保守国家秘密法》第二十九条第二款');
    await page.getByText('有两个选项一样').waitFor();
    await page.getByRole('button', { name: '提交批准' }).click();
    await page.getByText('还有 1 处要改').waitFor();
    await isSound(page, 'bank-wrong');
    await page.getByLabel('选项 C', { exact: true }).fill('把要点打成文字发群里');
    await page.getByText('有两个选项一样').waitFor({ state: 'detached' });
    const preview = page.getByRole('region', { name: '成员看到的样子' });
    await preview.getByRole('button', { name: '把要点打成文字发群里' }).click();
    await preview.getByRole('heading', { name: '答对了' }).waitFor();
    await isSound(page, 'bank-preview');
    await page.getByRole('button', { name: '存草稿' }).click();
    await page.getByText('第 1 版由 周敏 写，还是草稿').waitFor();
    await page.getByLabel('为何这样写').fill('值班常问');
    await page.getByRole('button', { name: '提交批准' }).click();
    await page.getByText('写的人不能自己批准').waitFor();
    await isSound(page, 'bank-waiting');

    const office = await visit('xu', 'quiz?part=items', desk);
    await pick(office, '显示', /^待批准/);
    await office.getByText(stem).click();
    await isSound(office, 'bank-list');
    await office.getByRole('link', { name: '打开、修改、停用' }).click();
    await office.getByRole('heading', { name: '请您批准' }).waitFor();
    await isSound(office, 'bank-approve');
    await office.getByRole('button', { name: '批准', exact: true }).click();
    await office.getByText('已批准，现在起可以出这道题').waitFor();
    await isSound(office, 'bank-live');

    const asked = await house.quiz.runNow(group, { kind: 'account', account: 'xu' });
    const shown = asked.ok ? await house.quiz.page(asked.round.id, 'p1') : null;
    expect([asked.ok && asked.round.item, shown?.stem, shown?.choices.length]).toEqual(['own-01@1', stem, 4]);
  }, 120_000);

  it('a shipped item is changed as a version of the unit’s own, compared, retired and restored; an auditor looks', async () => {
    const page = await visit('zhou', 'quiz/item%2Fmidnight-photo-01', desk);
    await page.getByText('随产品提供的不会被改动').waitFor();
    await page.getByLabel('解析').fill('照片一拍下就已经是复制件：禁止的是非法复制、记录、存储，和发不发没有关系。');
    await page.getByLabel('为何这样写').fill('说得更短');
    await page.getByRole('button', { name: '提交批准' }).click();
    await page.getByText('写的人不能自己批准').waitFor();
    await page.getByRole('button', { name: '看这一版改了什么' }).click();
    const difference = page.getByRole('region', { name: '从“随产品提供的”到“第 1 版”的改动' });
    expect(await difference.locator('ins').allInnerTexts()).toEqual([
      '解析：照片一拍下就已经是复制件：禁止的是非法复制、记录、存储，和发不发没有关系。',
    ]);
    await isSound(page, 'bank-diff');
    await page.getByLabel('理由').fill('规定已变');
    await page.getByRole('button', { name: '停用', exact: true }).click();
    await page.getByText('周敏 于').waitFor();
    await page.getByRole('button', { name: '恢复' }).click();
    await page.getByText('已恢复，记入台账').waitFor();
    const auditor = await visit('he', 'quiz/item%2Fmidnight-photo-01', phone);
    await auditor.getByRole('heading', { name: '各版' }).waitFor();
    await isSound(auditor, 'bank-auditor-phone');
    expect(await auditor.getByRole('button', { name: /批准|停用|草稿/ }).count()).toBe(0);
  }, 120_000);

  it('a case is told in the same way', async () => {
    const page = await visit('zhou', 'quiz?part=cases', desk);
    await page.getByRole('link', { name: '深夜急件拍照发群' }).waitFor();
    await isSound(page, 'bank-cases');
    await page.getByRole('button', { name: '新案例' }).click();
    await page.getByLabel('标题').fill('邻县的一次转发');
    await page.getByRole('button', { name: '提交批准' }).click();
    await page.getByText('请写公开的出处').waitFor();
    await isSound(page, 'bank-case-wrong');
    await page.goto(`${house.url}/console/quiz/case%2Fmidnight-photo`);
    await page.getByRole('button', { name: '存草稿' }).waitFor();
    await isSound(page, 'bank-case');
    const small = await visit('zhou', 'quiz/case%2Fmidnight-photo', phone);
    await small.getByRole('button', { name: '存草稿' }).waitFor();
    await isSound(small, 'bank-case-phone');
    await small.goto(`${house.url}/console/quiz/item%2Fmidnight-photo-02`);
    await small.getByRole('button', { name: '存草稿' }).waitFor();
    await isSound(small, 'bank-item-phone');
    await small.goto(`${house.url}/console/quiz?part=items`);
    await small.getByRole('button', { name: '新题' }).waitFor();
    await isSound(small, 'bank-list-phone');
    expect(await house.store.bank.versions()).toHaveLength(2);
  }, 120_000);
});

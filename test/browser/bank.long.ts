import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { consoleRoutes } from '#console/console.ts';
import { createApp, listen } from '#http.ts';
import type { Group } from '#model/group.ts';
import { aHouse, noon, type House, type Visitor } from '../console/house.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { bank } from '../support/quiz-room.ts';
import { buildWeb } from './built-web.ts';
import { isSound } from './soundness.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const group: Group = {
  id: 'sandbox:g1',
  name: '综合科工作群',
  owner: null,
  members: 12,
  outsiders: 0,
  abilities: { sees: 'every-post', retracts: true, recallWindow: null, ownerRecalls: false },
  template: '机关',
  mode: 'live',
  purpose: '',
  endsAt: null,
  joinedAt: 1,
  introducedAt: 2,
  answeredAt: 3,
  state: 'active',
};
const stem = '领到急件已是深夜，怎样通知值班的同事最稳妥？';

describe.skipIf(!browserNeed.available)(`items and cases of the office in a browser${browserNeed.reason}`, () => {
  let browser: Browser;
  let house: House;
  let url: string;
  let seats: { readonly writer: Visitor; readonly other: Visitor; readonly auditor: Visitor };
  const ends: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    const web = await buildWeb();
    house = await aHouse({ atEnd: (close) => ends.push(close) });
    await house.store.record({ groups: [group] });
    // Everything shipped was asked yesterday: what comes next is new.
    await house.store.record({
      quiz: {
        rounds: bank.items.map(({ id, teaches }) => ({
          id: `q-${id}`, version: 0, group: group.id, item: id, category: teaches, openedAt: noon - 86_400_000, closesAt: noon - 1,
          state: 'closed', by: 'hand', asked: 0, skip: [], message: null, reminders: 0,
        })),
      },
    }); // prettier-ignore
    seats = {
      writer: await house.seated('reviewer', { name: 'zhoumin' }),
      other: await house.seated('admin', { name: 'xuming' }),
      auditor: await house.seated('auditor', { name: 'hejing' }),
    };
    const { server, at } = await serve(house, web.folder);
    url = at;
    browser = await launchBrowser();
    ends.push(
      web.remove,
      () => {
        server.closeAllConnections();
        server.close();
      },
      () => browser.close(),
    );
  }, 120_000);
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  /** Anything the browser complains about fails the test; what the server refuses on purpose is named. */
  async function visit(
    as: Visitor,
    path: string,
    viewport: typeof desk,
    refused: readonly number[] = [],
  ): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    const [name = '', value = ''] = as.cookie.split('=');
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.clock.setFixedTime(noon);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const isOurs = refused.some((status) => message.text().includes(`status of ${status}`));
      if (message.type() === 'error' && !isOurs) complaints.push(message.text());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(`${url}/console/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  /** One of the kit's lists. */
  async function choose(page: Page, label: string, option: string): Promise<void> {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  it('an item is written, its fault told at its field, mended, kept, approved by another person and asked in a group', async () => {
    const page = await visit(seats.writer, 'quiz?part=items', desk);
    await page.getByRole('button', { name: '新题' }).click();
    await page.getByRole('heading', { name: '新题' }).waitFor();
    await isSound(page, 'bank-new');
    await choose(page, '出自哪个案例', '深夜急件拍照发群');
    await page.getByLabel('题干').fill(stem);
    const choices = ['打电话请他来办公室看', '把首页拍下来发给他', '把首页拍下来发给他', '扫描后发他的邮箱'];
    for (const [at, words] of choices.entries())
      await page.getByLabel(`选项 ${String.fromCharCode(65 + at)}`, { exact: true }).fill(words);
    await page.getByText('A 正确').click();
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
    await page.getByText('第 1 版由 zhoumin 写，还是草稿').waitFor();
    await page.getByLabel('为何这样写').fill('值班常问');
    await page.getByRole('button', { name: '提交批准' }).click();
    await page.getByText('写的人不能自己批准').waitFor();
    await isSound(page, 'bank-waiting');

    const office = await visit(seats.other, 'quiz?part=items', desk);
    await office.getByLabel('显示').selectOption('waiting');
    await office.getByText(stem).click();
    await isSound(office, 'bank-list');
    await office.getByRole('link', { name: '打开、修改、停用' }).click();
    await office.getByRole('heading', { name: '请您批准' }).waitFor();
    await isSound(office, 'bank-approve');
    await office.getByRole('button', { name: '批准', exact: true }).click();
    await office.getByText('已批准，现在起可以出这道题').waitFor();
    await isSound(office, 'bank-live');

    await office.goto(`${url}/console/quiz?part=groups`);
    await office.getByRole('button', { name: '现在出一题' }).click();
    await office.getByRole('button', { name: '确定现在出一题' }).click();
    await expect
      .poll(async () => (await house.store.quiz.openRound(group.id))?.item, { timeout: 10_000 })
      .toBe('own-01@1');
    const round = await house.store.quiz.openRound(group.id);
    const asked = await house.parts.quiz.page(round?.id ?? '', house.people.li);
    expect([asked?.stem, asked?.choices.length]).toEqual([stem, 4]);
  }, 120_000);

  it('a shipped item is changed as a version of the unit’s own, compared, retired and restored; an auditor looks', async () => {
    const page = await visit(seats.writer, 'quiz/item%2Fmidnight-photo-01', desk);
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
    await page.getByText('zhoumin 于').waitFor();
    await page.getByRole('button', { name: '恢复' }).click();
    await page.getByText('已恢复，记入台账').waitFor();
    const auditor = await visit(seats.auditor, 'quiz/item%2Fmidnight-photo-01', phone);
    await auditor.getByRole('heading', { name: '各版' }).waitFor();
    await isSound(auditor, 'bank-auditor-phone');
    expect(await auditor.getByRole('button', { name: /批准|停用|草稿/ }).count()).toBe(0);
  }, 90_000);

  it('a case is told in the same way', async () => {
    const page = await visit(seats.writer, 'quiz?part=cases', desk);
    await page.getByRole('link', { name: '深夜急件拍照发群' }).waitFor();
    await isSound(page, 'bank-cases');
    await page.getByRole('button', { name: '新案例' }).click();
    await page.getByLabel('标题').fill('邻县的一次转发');
    await page.getByRole('button', { name: '提交批准' }).click();
    await page.getByText('请写公开的出处').waitFor();
    await isSound(page, 'bank-case-wrong');
    await page.goto(`${url}/console/quiz/case%2Fmidnight-photo`);
    await page.getByRole('button', { name: '存草稿' }).waitFor();
    await isSound(page, 'bank-case');
    const small = await visit(seats.writer, 'quiz/case%2Fmidnight-photo', phone);
    await small.getByRole('button', { name: '存草稿' }).waitFor();
    await isSound(small, 'bank-case-phone');
    await small.goto(`${url}/console/quiz/item%2Fmidnight-photo-02`);
    await small.getByRole('button', { name: '存草稿' }).waitFor();
    await isSound(small, 'bank-item-phone');
    await small.goto(`${url}/console/quiz?part=items`);
    await small.getByRole('button', { name: '新题' }).waitFor();
    await isSound(small, 'bank-list-phone');
    expect(await house.store.bank.versions()).toHaveLength(2);
  }, 90_000);
});

async function serve(house: House, webDir: string) {
  const app = createApp({
    gateways: [],
    receive: async () => undefined,
    rang: () => undefined,
    routers: [{ path: '/api/v1', router: consoleRoutes(house.parts) }],
    webDir,
    hasSandbox: false,
    isHttps: false,
    ready: async () => ({ isReady: true, says: 'ok' }),
    metrics: async () => '',
    onError: (error) => {
      throw error;
    },
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0, tls: null });
  const address = server.address();
  return { server, at: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
}

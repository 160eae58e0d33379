import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { aPeopleHouse } from './people-house.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { drawnPage, prose } from '../support/drawn.ts';
import { pick } from '../support/pick.ts';
import { requires } from '../support/requires.ts';
import { isSound } from './soundness.ts';

const [desk, phone] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const paper =
  '办公用房调整方案：综合科搬到三楼东侧四间，财务科留在二楼，档案室并入一楼西侧库房，空出的房间交机关事务中心统一安排。';

const font = requires('font');

describe.skipIf(!browserNeed.available)(`people and fingerprints in a browser${browserNeed.reason}`, () => {
  let house: Awaited<ReturnType<typeof aPeopleHouse>>;
  let browser: Browser;

  beforeAll(async () => {
    [house, browser] = await Promise.all([aPeopleHouse(await builtWeb()), launchBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function visit(path: string, viewport: typeof desk, refused = 0): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    await context.addCookies([house.cookie]);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes(`status of ${refused}`))
        complaints.push(message.text());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(`${house.url}/console/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  it('a person is found, opened by keyboard, and an account is bound to him', async () => {
    const page = await visit('people', desk);
    await page.getByRole('button', { name: '下一页' }).waitFor();
    await isSound(page, 'people');
    await page.getByRole('radio', { name: '外部人员' }).check();
    await page.getByText('共 3 人').waitFor();
    await page.getByRole('radio', { name: '全部', exact: true }).check();
    await pick(page, '部门', '综合科');
    await page.getByLabel('按姓名或部门查找').fill('张敏');
    await page.getByText('共 1 人').waitFor();
    expect(decodeURIComponent(new URL(page.url()).search)).toBe('?sought=张敏&department=综合科');
    await page.getByRole('link', { name: '张敏' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '张敏' }).waitFor();
    await page.getByRole('link', { name: 'C7Q2-88XD' }).waitFor();
    await page.getByText('未结 1 件，近 90 天计入记录 1 件').waitFor();
    await pick(page, '绑定账号', '周敏（复核员）');
    await page.getByRole('button', { name: '绑定', exact: true }).click();
    await page.getByText('已把账号 周敏 绑定到张敏').waitFor();
    await page.getByRole('button', { name: '解除绑定' }).waitFor();
    await isSound(page, 'person');
    const events = (await house.store.ledger.latest(2)).map(({ event }) => event);
    expect([events, (await house.store.accounts.findByName('周敏'))?.person]).toEqual([
      ['account-bound', 'person-looked'],
      house.zhang,
    ]);
  }, 120_000);

  it('a document is registered by its file and known again; one with a mark is refused and nothing of it kept', async () => {
    const page = await visit('fingerprints', desk, 422);
    await page.getByText('干部调整方案（征求意见稿）').waitFor();
    await page.getByRole('button', { name: '登记文件' }).click();
    const file = (text: string) => ({ name: '用房.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByLabel('文件', { exact: true }).setInputFiles(file(`机密★10年\n${paper}`));
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('alert').getByText('带有密级标志').waitFor();
    await isSound(page, 'fingerprints-dialog');
    await page.getByLabel('文件', { exact: true }).setInputFiles(file(paper));
    await page.getByLabel('名称', { exact: true }).fill('用房方案');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已登记“用房方案”').waitFor();
    await page.getByRole('cell', { name: /^用房方案/ }).waitFor();
    await isSound(page, 'fingerprints');
    await page.getByRole('button', { name: '试一试' }).click();
    await page.getByLabel('一段文字').fill(`请看：${paper.slice(0, 50)}`);
    await page.getByRole('button', { name: '比对' }).click();
    await page.getByRole('dialog').getByText('用房方案').waitFor();
    await isSound(page, 'try-dialog');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '删除 用房方案' }).click();
    await page.getByRole('button', { name: '确定删除' }).click();
    await page.getByText('指纹已删除').waitFor();
    expect((await house.store.ledger.latest(4)).map(({ event }) => event)).toEqual([
      'fingerprint-removed',
      'fingerprint-tested',
      'fingerprint-added',
      'fingerprint-refused',
    ]);
  }, 120_000);

  it.skipIf(!font.available)(
    `a document is registered by a picture of it and known by another one${font.reason}`,
    async () => {
      const page = await visit('fingerprints', desk);
      const picture = await drawnPage(prose(5));
      const copy = await sharp(picture).resize({ width: 760 }).jpeg({ quality: 80 }).toBuffer();
      await page.getByRole('button', { name: '登记文件' }).click();
      await page
        .getByLabel('文件', { exact: true })
        .setInputFiles({ name: '扫描.png', mimeType: 'image/png', buffer: picture });
      await page.getByText('会识别图里的文字').waitFor();
      await page.getByRole('button', { name: '登记', exact: true }).click();
      await page.getByText('图片和文字没有保存').waitFor({ timeout: 90_000 });
      await page.getByRole('button', { name: '试一试' }).click();
      await page.getByLabel('或者一份文件').setInputFiles({ name: '翻拍.jpg', mimeType: 'image/jpeg', buffer: copy });
      await page.getByRole('button', { name: '比对' }).click();
      await page.getByRole('dialog').getByText('相同', { exact: false }).last().waitFor({ timeout: 90_000 });
      await isSound(page, 'try-picture');
      expect(await page.getByRole('dialog').getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringContaining('扫描'),
      ]);
    },
    240_000,
  );

  it('both pages and a person are as wide as a phone', async () => {
    const page = await visit('people', phone);
    await page.getByRole('link', { name: '李强' }).waitFor();
    await isSound(page, 'people-phone');
    await page.getByRole('link', { name: '李强' }).click();
    await page.getByText('单位负责人：他的案件须两人办理').waitFor();
    await isSound(page, 'person-phone');
    const other = await visit('fingerprints', phone);
    await other.getByText('干部调整方案（征求意见稿）').waitFor();
    await isSound(other, 'fingerprints-phone');
    expect([page, other].map((one) => one.viewportSize()?.width)).toEqual([390, 390]);
  }, 120_000);
});

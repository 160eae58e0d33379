import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { readConfig } from '#config.ts';
import { startHouse, type House } from '#main.ts';
import type { SandboxCard, SandboxLine, SandboxLines } from '#model/sandbox-wire.ts';
import { builtWeb } from '../support/built-web.ts';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { isSound } from './soundness.ts';
import { until } from '../support/running-house.ts';

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };
const password = 'a-long-password';
const [owner, sender, colleague] = ['sandbox:member-11', 'sandbox:member-13', 'sandbox:member-14'];
const group = 'sandbox:group-office';
/** Out of scope by its words; that it has been published no machine can know. */
const flagged =
  '小王提拔副科长的事局党组昨天已经通过了，下周公示，岗位是综合科，原来的老李调到后勤中心任主任科员，大家先别往外说。';

/** Nothing stands in for anything: the house as `npm start` assembles it, shared by the pages of owners and members. */
describe.skipIf(!browserNeed.available)(`owners and members in a browser${browserNeed.reason}`, () => {
  let house: House;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-owner-'));

  beforeAll(async () => {
    await builtWeb();
    const root = inject('installed');
    const env = { ZHOUZHI_DATA: folder, ZHOUZHI_PORT: String(await freePort()), ZHOUZHI_LOG: 'silent' };
    house = await startHouse({ config: readConfig(env, root), root });
    browser = await launchBrowser();
    await until('the owners have chosen', async () => (await house.store.groups.find(group))?.answeredAt !== null);
    await until('the group is introduced', async () => (await house.store.groups.find(group))?.introducedAt !== null);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Anything the browser complains about, its content policy included, fails the test; what the server refuses on purpose is named. */
  async function visit(url: string, viewport = phone, refused: readonly number[] = []): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
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
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  async function sandbox<Answer>(path: string, body?: object): Promise<Answer> {
    const request = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer: Answer = JSON.parse(await (await fetch(`${house.url}/sandbox/api/${path}`, request)).text());
    return answer;
  }
  const cards = async (member: string): Promise<readonly (SandboxLine & SandboxCard)[]> => {
    const { lines } = await sandbox<SandboxLines>(`lines?member=${member}&limit=200`);
    return lines.flatMap((line) => (line.kind === 'card' ? [line] : []));
  };
  /** The link of the card with that title, as soon as the bot has sent it. */
  async function linkOf(member: string, title: string): Promise<string> {
    let url = '';
    await until(`the card ${title}`, async () => {
      url = (await cards(member)).findLast((card) => card.title === title)?.link?.url ?? '';
      return url !== '';
    });
    return url;
  }
  const outcomes = async () => (await house.store.groups.traces(group, 0)).map(({ outcome }) => outcome);

  it('wrongly flagged, appealed, overturned: and the same post passes', async () => {
    const page = await visit(house.url, desk);
    const say = async (): Promise<void> => {
      await page.getByRole('textbox', { name: /发言/ }).fill(flagged);
      await page.getByRole('button', { name: '发送' }).click();
    };
    await say();
    const direct = page.getByRole('complementary', { name: /私信/ });
    await direct.getByRole('button', { name: '可以公开' }).click();
    await direct.getByText('请点选最接近的理由').waitFor();
    await direct.getByRole('button', { name: '认错了' }).waitFor();
    const mine = await visit(await linkOf(sender, '请选一个理由'), phone, [422]);
    const id = /编号 (\S+)/.exec(await mine.locator('.notice-line').innerText())?.[1] ?? '';
    await mine.getByRole('button', { name: '我认为有误' }).click();
    await mine.getByLabel('已公开发布').check();
    await mine.getByLabel('公开发布的网址（可不填）').fill('机密★10年 关于某事项的请示');
    await mine.getByRole('button', { name: '提交申诉' }).click();
    await mine.getByText('补充的话里像是有不能写在这里的内容，没有保存').waitFor();
    await isSound(mine, 'appeal');
    await mine.getByLabel('公开发布的网址（可不填）').fill('网站公示栏上周五已登出');
    await mine.getByRole('button', { name: '提交申诉' }).click();
    await mine.getByText('您的申诉由没有经手过的复核人员在').waitFor();
    expect((await house.store.cases.find(id))?.appeal).toMatchObject({
      reason: 'published',
      note: '网站公示栏上周五已登出',
    });

    const office = await setUp(await visit(house.setupLink ?? 'no setup link', desk));
    await office.goto(`${house.url}/console/cases/${id}`);
    await office.getByRole('button', { name: '撤销处置' }).click();
    await office.getByRole('textbox', { name: '理由' }).fill('经核实，网站上周五已公示');
    await office.getByRole('button', { name: '确定撤销处置' }).click();
    await office.getByRole('heading', { name: '改写成样本' }).waitFor();
    await office.getByLabel('改写后的话').fill('食堂换了新的师傅，下周一起来尝尝');
    await office.getByRole('button', { name: '存为样本' }).click();
    await office.getByText('已存为样本').waitFor();
    await office.goto(`${house.url}/console/rules`);
    await office.getByRole('button', { name: '采纳', exact: true }).click();
    await office.getByText('已采纳，记入台账').waitFor();
    expect(readFileSync(join(folder, 'samples', 'overturned.jsonl'), 'utf8')).toContain(`"id":"own-${id}"`);

    await mine.reload();
    await mine.getByText('您发的消息没有问题，是我们判断错了，对不起').waitFor();
    await mine.getByRole('heading', { name: '复核结果：是我们判断错了' }).waitFor();
    await mine.getByText('同样的内容不会再被拦').waitFor();
    await isSound(mine, 'overturned');
    expect(await outcomes()).toEqual(['violation']);
    await say();
    await until('the second post is examined', async () => (await outcomes()).length === 2);
    expect([
      (await outcomes()).toSorted(),
      await house.store.cases.record((await house.store.cases.find(id))?.sender ?? '', Date.now()),
    ]).toEqual([['clear', 'violation'], 0]);
    await page.getByRole('log').getByText('小王提拔').nth(1).waitFor();
    expect((await cards(sender)).filter(({ title }) => title.startsWith('提醒'))).toHaveLength(1);
  }, 120_000);

  it('an owner sees the floor, tries a post, sees what a change would do, saves and undoes', async () => {
    await sandbox('ask', { as: owner, text: '设置' });
    const page = await visit(await linkOf(owner, '您的群设置'));
    await page.getByText('密级标志、内部标志和类似的形式').waitFor();
    await page.getByText('请勿输入、粘贴或上传真实文件内容').waitFor();
    await page.getByLabel('编一条消息，看看会怎样').fill('下周开会的内容先别外传，王局在会上明确反对这个方案');
    await page.getByRole('button', { name: '试一试' }).click();
    await page
      .locator('.note')
      .getByText(/私下提醒本人|交保密办/)
      .waitFor();
    await page.getByLabel('编一条消息，看看会怎样').fill('机密★10年 关于某事项的请示');
    await page.getByRole('button', { name: '试一试' }).click();
    await page.getByText('可能不宜在这里传递，没有保存').waitFor();
    expect(await page.getByLabel('编一条消息，看看会怎样').inputValue()).toBe('');

    await page.getByRole('button', { name: '+ 值班表' }).click();
    await page.getByRole('switch', { name: '只允许几种文件' }).click();
    await page.getByRole('switch', { name: '只在规定时间发消息' }).click();
    await isSound(page, 'owner');
    await page.getByRole('button', { name: '看影响并保存' }).click();
    await page.getByText('话题的改动无法回算').waitFor();
    await page.getByText(/最近 14 天本群有 \d+ 条消息/).waitFor();
    await page.getByRole('button', { name: '先试运行三天' }).waitFor();
    await isSound(page, 'owner-save');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('允许的话题：没有 → 值班表').waitFor();
    const saved = await house.store.groups.find(group);
    expect([saved?.topics?.allowed, saved?.settings?.fileKinds]).toEqual([
      [{ words: ['值班表'], until: null }],
      ['document', 'sheet', 'picture'],
    ]);
    await page.getByRole('button', { name: '撤销上一次改动' }).click();
    await page.getByText('已恢复到上一次的设置。').waitFor();
    expect((await house.store.groups.find(group))?.settings?.fileKinds).toBeNull();
    await isSound(page, 'owner-history');
  }, 120_000);

  it('a member reports by choice, without writing, and is thanked', async () => {
    await sandbox('posts', { as: colleague, group, text: '明天上午九点在二楼会议室开会' });
    await until('it is examined', async () => (await outcomes()).filter((outcome) => outcome === 'clear').length > 1);
    await sandbox('ask', { as: colleague, text: '举报' });
    const page = await visit(await linkOf(colleague, '反映一条消息'));
    expect(await page.locator('textarea, input[type=text], input[type=file]').count()).toBe(0);
    await page.getByLabel('一小时内').check();
    await page.getByLabel('谁发的（可不选）').selectOption({ label: '林小雨' });
    await page.getByLabel('像是还不能公开的内部事项').check();
    await isSound(page, 'report');
    await page.getByRole('button', { name: '告诉保密办' }).click();
    await page.getByText('处理完会告诉您').first().waitFor();
    await isSound(page, 'report-thanks');
    const [report] = await house.store.reports.list(1);
    expect(report).toMatchObject({ group, kind: 'internal', state: 'waiting' });
    await linkOf(colleague, '反映一条消息');
    const reporter = await house.store.reports.reporter(report?.id ?? '');
    expect(JSON.stringify(await house.store.ledger.latest(20))).not.toContain(reporter ?? 'nobody');
  }, 120_000);

  it.each(['owner', 'report'])('without a link /%s says where to get one', async (path) => {
    const page = await visit(`${house.url}/${path}`);
    await isSound(page, `${path}-without-link`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('请从机器人给您的链接打开');
  });

  async function setUp(page: Page): Promise<Page> {
    await page.getByLabel('登录名').fill('管理员');
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.getByLabel('再输一次密码').fill(password);
    for (const step of ['下一步', '下一步', '完成设置']) await page.getByRole('button', { name: step }).click();
    await page.getByRole('link', { name: '去控制台登录' }).click();
    await page.getByLabel('登录名').fill('管理员');
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('navigation').first().waitFor();
    return page;
  }
});

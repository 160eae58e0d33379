import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { browserNeed, launchBrowser } from '../support/chromium.ts';
import { builtWeb } from '../support/built-web.ts';
import { aRulesHouse } from './rules-house.ts';
import { isSound } from './soundness.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const leak = '食堂新开的小炒窗口采购价还没公布';

describe.skipIf(!browserNeed.available)(`rules and policies in a browser${browserNeed.reason}`, () => {
  let browser: Browser;
  let house: Awaited<ReturnType<typeof aRulesHouse>>;

  beforeAll(async () => {
    [house, browser] = [await aRulesHouse(await builtWeb()), await launchBrowser()];
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  /** Anything the browser complains about fails the test; what the server refuses on purpose is named. */
  async function visit(path: string, viewport: typeof desk, refused: readonly number[] = []): Promise<Page> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === phone, locale: 'zh-CN' });
    await context.addCookies([{ ...house.cookie, url: house.url }]);
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
    await page.goto(`${house.url}/console/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  it('a rule of the unit’s own is begun, mended by line, tried in shadow, published, compared and taken back', async () => {
    const page = await visit('rules', desk);
    await page.getByLabel('新规则的编号').fill('canteen-price');
    await page.getByRole('button', { name: '新建规则' }).click();
    const area = page.getByLabel('文本（YAML）');
    const written = (await area.inputValue())
      .replace('谈到某某事项', '谈到采购价')
      .replace('[某某事项]', '[采购价]')
      .replace('某某事项的进度大家看一下', leak)
      .replace('      - 明天上午开会', '      - 采购价公示栏在一楼');
    await area.fill(written);
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByRole('button', { name: '第 13 行' }).click();
    expect(
      await area.evaluate((box: { value: string; selectionStart: number; selectionEnd: number }) =>
        box.value.slice(box.selectionStart, box.selectionEnd),
      ),
    ).toBe('      - 采购价公示栏在一楼');
    await isSound(page, 'rule-wrong-line');
    const right = written.replace('采购价公示栏在一楼', '食堂明天开门');
    await area.fill(right);
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByText('没有发现问题').waitFor();

    const why = page.getByLabel('为何这样改');
    await why.fill('先看命中');
    await page.getByRole('button', { name: '试运行', exact: true }).click();
    await page.getByText('已试运行，记入台账').waitFor();
    expect(house.finds(leak)).not.toContain('canteen-price');
    await why.fill('命中都对');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('已发布，记入台账').waitFor();
    expect(house.finds(leak)).toContain('canteen-price');

    await area.fill(
      right
        .replace('confidence: 0.7', 'confidence: 0.75')
        .replace('    mark: false\n', '    # 不是标志\n    mark: false\n'),
    );
    const difference = page.getByRole('region', { name: /从“第 3 版（发布）”到“编辑框里的文本”/ });
    await difference.waitFor();
    expect([
      await difference.locator('del').allInnerTexts(),
      await difference.locator('ins').allInnerTexts(),
      await difference.locator('ins mark').allInnerTexts(),
    ]).toEqual([['    confidence: 0.7'], ['    confidence: 0.75', '    # 不是标志'], ['5']]);
    await isSound(page, 'rule-diff');
    await page.getByRole('button', { name: '看这一版改了什么' }).last().click();
    await page.getByRole('region', { name: /从“第 1 版（草稿）”到“第 2 版（试运行）”/ }).waitFor();

    await page.getByRole('button', { name: '取回这一版' }).first().click();
    expect(await area.inputValue()).toBe(right);
    await why.fill('不再需要');
    await page.getByRole('button', { name: '停用', exact: true }).click();
    await page.getByText('已停用，记入台账').waitFor();
    expect(house.finds(leak)).not.toContain('canteen-price');
    const rows = (await house.store.ledger.latest(9)).filter(({ event }) => event === 'rules-changed');
    expect(rows.map(({ detail }) => detail?.stage)).toEqual(['off', 'live', 'shadow', 'draft']);

    const small = await visit('rules/rule%2Fcanteen-price', phone);
    await small.getByRole('button', { name: '看这一版改了什么' }).nth(2).click();
    await small.getByRole('region', { name: /改动/ }).waitFor();
    await isSound(small, 'rule-diff-phone');
  });

  it('a rewritten example is taken over; one the rule does not pass is told, and goes into a draft to change the rule by', async () => {
    const rule = 'dealing-unpublished';
    const lesson = { rule, template: '机关', account: 'a2', at: 1, state: 'proposed', use: null } as const;
    const harmless = '食堂换了新的师傅，下周一起来尝尝';
    const stubborn = '咱们下周聚餐的底价是人均八十，先别跟老板说';
    await house.store.record({ lesson: { ...lesson, case: 'ZZ-7K2M', text: harmless } });
    await house.store.record({ lesson: { ...lesson, case: 'ZZ-7K2N', text: stubborn, at: 2 } });
    const page = await visit('rules', desk, [422]);
    const box = (text: string) => page.getByRole('listitem').filter({ hasText: text });
    await box(harmless).getByText('徐明改写于').waitFor();
    await box(harmless).getByRole('button', { name: '采纳', exact: true }).click();
    await page.getByText('已采纳，记入台账').waitFor();
    await box(harmless).waitFor({ state: 'detached' });
    await box(stubborn).getByRole('button', { name: '采纳', exact: true }).click();
    await box(stubborn)
      .getByText(/规则没有通过检查：第 \d+ 行，这条例句应当放过，却被命中/)
      .waitFor();
    await isSound(page, 'rules-lessons');

    await page.getByRole('button', { name: '用已采纳的样本重新训练' }).click();
    await page.getByRole('progressbar', { name: '训练进度' }).waitFor();
    house.endTraining();
    await page.getByText('训练完成，已生效').waitFor();
    const small = await visit('rules', phone);
    await small.getByText(stubborn).waitFor();
    await isSound(small, 'rules-phone');

    await box(stubborn).getByRole('button', { name: '放进草稿，去改规则' }).click();
    await page.getByLabel('文本（YAML）').waitFor();
    expect(await page.getByLabel('文本（YAML）').inputValue()).toContain(`"${stubborn}"`);
    expect((await house.store.lessons.list()).map(({ state, use }) => [state, use])).toEqual([
      ['taken', 'both'],
      ['taken', 'both'],
    ]);
  });
});

import { PDFiumLibrary } from '@hyzyla/pdfium';
import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { Chart, Paper } from '#model/paper.ts';
import { createPress } from '#paper/press.ts';

const press = createPress();
const madeAt = Date.UTC(2026, 10, 26);
const chart: Chart = {
  kind: 'rows',
  title: '掌握程度',
  labels: ['疑似国家秘密', '要求翻拍、扫描或摘抄文件'],
  series: [
    { name: '此前', values: [40, null] },
    { name: '此后', values: [72, 88] },
  ],
  unit: '%',
  most: 100,
};
const paper: Paper = {
  title: '季度学习报告',
  author: '保密办',
  madeAt,
  layout: 'portrait',
  watermark: '内部资料',
  footer: '示例单位',
  isFramed: true,
  blocks: [
    { is: 'heading', level: 1, text: '季度学习报告' },
    { is: 'facts', lines: [['期间', '第三季度']] },
    { is: 'list', lines: ['第一条'] },
    { is: 'chart', chart },
    { is: 'chart', chart: { ...chart, kind: 'bars' } },
    { is: 'chart', chart: { ...chart, kind: 'lines' } },
    {
      is: 'table',
      columns: [
        { title: '部门', width: 1 },
        { title: '说明', width: 3 },
      ],
      rows: [...Array.from({ length: 40 }, (_, at) => [`第${at}科`, '按时完成']), ['长科', '很长。'.repeat(900)]],
    },
  ],
};

describe('the press', () => {
  const printed = press.print(paper);

  it('prints the same paper in the same bytes, on numbered pages, with every word of it', async () => {
    const [bytes, again] = [await printed, await press.print(paper)];
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(again))).toBe(0);
    const pages = await textsOf(bytes);
    const count = pages.length;
    const whole = pages.join('').replaceAll(/\s/g, '');
    expect({
      isLong: count > 4,
      feet: pages.filter((text, at) => text.includes(`第 ${at + 1} 页，共 ${count} 页`)).length,
      heads: pages.filter((text) => text.includes('部门')).length > 3,
      rows: Array.from({ length: 40 }, (_, at) => whole.includes(`第${at}科`)).every(Boolean),
      long: whole.split('很长').length - 1,
      chart: ['此前', '72%', '扫描或摘抄文件'].map((word) => whole.includes(word)),
    }).toEqual({ isLong: true, feet: count, heads: true, rows: true, long: 900, chart: [true, true, true] });
  });

  it('needs no font of the system: each font is inside, and only the characters used', async () => {
    const bytes = await printed;
    const source = Buffer.from(bytes).toString('latin1');
    const fonts = [...source.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name);
    const inside = [...source.matchAll(/\/FontFile3? /g)].length;
    expect({ fonts: [...new Set(fonts)].toSorted(), inside, isSmall: bytes.length < 300_000 }).toEqual({
      fonts: [
        expect.stringMatching(/^\w{6}\+NotoSansHans-Bold$/),
        expect.stringMatching(/^\w{6}\+NotoSansHans-Regular$/),
      ],
      inside: 2,
      isSmall: true,
    });
    const [first] = await picturesOf(bytes);
    expect(first).toBeGreaterThan(20_000);
  });

  it('draws a chart in the same bytes whatever was drawn before it', async () => {
    const svg = await press.draw({ ...chart, kind: 'lines' });
    await press.draw(chart);
    expect(await press.draw({ ...chart, kind: 'lines' })).toBe(svg);
    expect(svg).not.toMatch(/style>|class=|zr\d/);
  });

  it.each([
    ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
    ['+1', `'+1`],
    ['-2', `'-2`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['＝1', `'＝1`],
    ['王敏', '王敏'],
    ['3-5科', '3-5科'],
  ])('binds %j as text, never as a formula', async (given, kept) => {
    const columns = [
      { title: '姓名', width: 12 },
      { title: '学时', width: 8 },
    ];
    const book = {
      title: '学时',
      madeAt,
      sheets: [
        {
          name: '学时[2026]',
          columns,
          rows: [
            [given, 1.5],
            [null, -2],
          ],
        },
      ],
    };
    const bytes = await press.bind(book);
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(await press.bind(book)))).toBe(0);
    const { Sheets: sheets, SheetNames: names } = read(bytes, { cellFormula: true });
    const sheet = sheets['学时 2026 '];
    expect(names).toEqual(['学时 2026 ']);
    expect(sheet && utils.sheet_to_json(sheet, { header: 1 })).toEqual([
      ['姓名', '学时'],
      [kept, 1.5],
      [undefined, -2],
    ]);
    expect(JSON.stringify(sheet)).not.toContain('"f":');
  });
});

async function textsOf(bytes: Uint8Array): Promise<readonly string[]> {
  return withPages(bytes, (page) => Promise.resolve(page.getText()));
}

/** How many points of each page are not white: pdfium has no fonts of its own here, so text shows only if its font is inside. */
async function picturesOf(bytes: Uint8Array): Promise<readonly number[]> {
  return withPages(bytes, async (page) => {
    const { data } = await page.render({ scale: 1, render: 'bitmap' });
    return data.filter((value, at) => at % 4 === 0 && value < 200).length;
  });
}

type Page = ReturnType<Awaited<ReturnType<PDFiumLibrary['loadDocument']>>['getPage']>;

async function withPages<Found>(bytes: Uint8Array, look: (page: Page) => Promise<Found>): Promise<readonly Found[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const found: Found[] = [];
  for (const page of document.pages()) found.push(await look(page));
  document.destroy();
  library.destroy();
  return found;
}

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findRoot } from '#assembly/root.ts';
import { fingerprint } from '#cli/fingerprint.ts';
import { helpText } from '#cli/help.ts';
import { keyRing } from '#lib/keys.ts';
import { drawnPage, prose } from '../support/drawn.ts';
import { openTestStore } from '../support/open-store.ts';
import { scannedPdf } from '../support/pdf.ts';
import { requires } from '../support/requires.ts';
import { runZhouzhi } from '../support/zhouzhi.ts';

const texts = { name: { type: 'string' }, category: { type: 'string' } } as const;
const font = requires('font');
const key = Buffer.alloc(32, 3);
const paper =
  '办公用房调整方案：综合科搬到三楼东侧四间，财务科留在二楼，档案室并入一楼西侧库房，空出的房间交机关事务中心统一安排。';

/** A stopped house with a database, and what `zhouzhi` says there. */
async function stoppedHouse() {
  const { store, options } = openTestStore({ keys: keyRing(key) });
  await store.close();
  const folder = dirname(options.file);
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const env = { ZHOUZHI_DATA: folder, ZHOUZHI_KEY: key.toString('hex') };
  return {
    options,
    folder,
    file,
    run: (...args: readonly string[]) => runZhouzhi(['fingerprint', ...args], { env }),
    rows: async () => {
      const { store: opened } = openTestStore(options);
      const rows = { list: await opened.fingerprints.list(), ledger: await opened.ledger.latest(9) };
      await opened.close();
      return rows;
    },
  };
}

describe('fingerprint', { timeout: 60_000 }, () => {
  it('stands in the help', () => {
    for (const word of [
      'fingerprint add FILE...',
      '--name N',
      '--category C',
      'fingerprint list',
      'fingerprint remove ID',
    ])
      expect(helpText).toContain(word);
  });

  it('adds a document, lists it and removes it; the ledger hears of both and no word of it is kept', async () => {
    const { run, file, rows, folder } = await stoppedHouse();
    const source = file('房间.txt', paper);
    const added = await run('add', source, '--name', '用房方案', '--category', 'scope.draft', '--json');
    const told: { readonly id: string } = JSON.parse(added.out);
    expect([added.code, told]).toEqual([
      0,
      {
        file: source,
        id: expect.stringMatching(/^\w{4}-\w{4}$/),
        name: '用房方案',
        category: 'scope.draft',
        pieces: expect.any(Number),
      },
    ]);
    const listed = await run('list');
    expect([listed.code, listed.out]).toEqual([0, expect.stringMatching(`^${told.id}  .*登记  用房方案  .*长期\n$`)]);
    for (const name of readdirSync(folder).filter((one) => one.startsWith('zhouzhi.db')))
      expect(readFileSync(join(folder, name)).includes('综合科搬到')).toBe(false);
    const removed = await run('remove', told.id);
    expect([removed.code, removed.out]).toEqual([0, `指纹 ${told.id} 已删除；台账中留有记录。\n`]);
    const again = await run('remove', told.id);
    expect([again.code, again.err]).toEqual([1, `没有指纹 ${told.id}。\n`]);
    const { list, ledger } = await rows();
    const detail = { fingerprint: told.id, category: 'scope.draft', source: 'registered' };
    expect([list, ledger.map((row) => [row.event, row.detail])]).toEqual([
      [],
      [
        ['fingerprint-removed', detail],
        ['fingerprint-added', detail],
      ],
    ]);
  });

  it('refuses what bears a mark, what cannot be read and what is too short, says why and keeps the rest only', async () => {
    const { run, file, rows } = await stoppedHouse();
    const marked = ['机密★5年', '关于开展专项工作的通知', paper].join('\n');
    const files = [
      file('带标志.txt', marked),
      file('样张.txt', `样张\n${marked}`),
      file('图.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3)),
      file('短.txt', '明天上午开会'),
      file('谈标志.txt', `${paper}标有密级的文件严禁拍照、严禁发到群里。`),
    ];
    const { code, out, err } = await run('add', ...files);
    expect([code, err.trim().split('\n')]).toEqual([
      1,
      [
        expect.stringMatching(/带标志\.txt：没有登记：名称或内容带有密级标志。.*联系保密办/),
        expect.stringMatching(/图\.txt：没有登记：有读不出的内容（/),
        expect.stringMatching(/短\.txt：没有登记：文字不足三十个/),
      ],
    ]);
    expect(out).not.toContain('综合科');
    const { list, ledger } = await rows();
    expect(list.map(({ name }) => name).toSorted()).toEqual(['样张.txt', '谈标志.txt']);
    const refused = ledger.filter(({ event }) => event === 'fingerprint-refused');
    expect(refused.map(({ detail }) => detail?.['why'])).toEqual(['short', 'unread', 'marked']);
  });

  it.skipIf(!font.available)(
    `reads a picture as the console does: a page is registered, one with a mark is not, nor is a scan of it${font.reason}`,
    async () => {
      const { run, file, rows } = await stoppedHouse();
      const head = { text: '样本县办公室文件', y: 200, x: 180, size: 56, colour: '#d00' };
      const page = await drawnPage([head, ...prose(5)]);
      const marked = await drawnPage([{ text: '机密★10年', y: 110, size: 34 }, head, ...prose(6)]);
      const scan = await sharp(marked).jpeg({ quality: 60 }).toBuffer();
      const { code, out, err } = await run(
        'add',
        file('一页.png', page),
        file('带标志.png', marked),
        file('扫描.pdf', scannedPdf(scan, { width: 900, height: 1200 })),
      );
      expect([code, out, err.trim().split('\n')]).toEqual([
        1,
        expect.stringMatching(/^已登记“一页\.png”，编号 .*\n$/),
        [
          expect.stringMatching(/带标志\.png：没有登记：.*联系保密办/),
          expect.stringMatching(/扫描\.pdf：没有登记：.*联系保密办/),
        ],
      ]);
      expect((await rows()).list.map(({ name }) => name)).toEqual(['一页.png']);
    },
    120_000,
  );

  it('refuses a name that bears a mark', async () => {
    const { run, file, rows } = await stoppedHouse();
    const { code, err } = await run('add', file('a.txt', paper), '--name', '机密★5年方案');
    expect([code, err, (await rows()).list]).toEqual([1, expect.stringContaining('密级标志'), []]);
  });

  it.each<[readonly string[], RegExp]>([
    [[], /fingerprint: expected "fingerprint add"/],
    [['add'], /expected one file or more, got nothing/],
    [['add', 'none.txt'], /none\.txt: expected a readable file, found none/],
    [['add', 'a', 'b', '--name', 'x'], /--name: expected one file to name, got 2/],
    [['add', 'a', '--category', 'classified.state-secret'], /涉密文件不得在本机登记/],
    [['add', 'a', '--category', 'nope'], /--category: expected one of classified\.work-secret, .*; got "nope"/],
    [['remove'], /expected the number of a fingerprint, got nothing/],
  ])('%j is wrong usage', async (words, says) => {
    const { values, positionals } = parseArgs({ args: [...words], options: texts, allowPositionals: true });
    const output = { line: () => undefined, problem: () => undefined };
    const call = fingerprint({ ...values, words: positionals, json: false, root: findRoot(), output });
    await expect(call).rejects.toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringMatching(says) }),
    );
  });

  it('beside a running house it lists, and adds nothing but says what to do', async () => {
    const { run, file, options } = await stoppedHouse();
    const source = file('a.txt', paper);
    const { store } = openTestStore(options);
    const [listed, added] = [await run('list', '--json'), await run('add', source)];
    expect([listed.code, listed.out, added.code, added.err]).toEqual([
      0,
      '[]\n',
      2,
      expect.stringMatching(/^StoreError: .*另一个周知进程使用，请先停止它/),
    ]);
    await store.close();
  });
});

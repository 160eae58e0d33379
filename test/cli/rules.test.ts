import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UnitSheet } from '#model/unit-sheet.ts';
import { findRoot } from '#assembly/root.ts';
import { checkFiles } from '#cli/check.ts';
import { exportRules } from '#cli/export-rules.ts';
import { helpText } from '#cli/help.ts';
import { importRules } from '#cli/import-rules.ts';
import { UsageError, type Output } from '#cli/output.ts';
import { testRules } from '#cli/rules.ts';
import { openUnitShelf, tellUnitShelf } from '#cli/unit-shelf.ts';
import { keyRing } from '#lib/keys.ts';
import { SheetError } from '#lib/sheet.ts';
import { openTestStore, tempFolder } from '../support/open-store.ts';
import { runZhouzhi } from '../support/zhouzhi.ts';

const key = Buffer.alloc(32, 3);
const root = findRoot();
const post = '食堂采购价还没公布，底价是三块二，大家别往外说';
const rule = `# 本单位的
rules:
  - id: canteen-menu
    category: scope.money
    title: 谈到食堂采购价
    why: [secrets-31]
    instead: 请改用{办公系统}。
    keywords:   [食堂采购价]
    confidence: 0.8
    mark: false
    violates: [${post}]
    passes: [食堂今天开门]   # 说的是开门
`;
const template = readFileSync(join(root, 'rules/policies/jiguan.yaml'), 'utf8');
const sheet = (more: Partial<UnitSheet>): UnitSheet => ({
  kind: 'rule',
  id: 'canteen-menu',
  version: 1,
  text: rule,
  stage: 'live',
  over: null,
  at: 1,
  by: 'a1',
  why: '试',
  ...more,
});

/** A stopped house whose database holds these sheets; the command line is told of it by its environment. */
async function stoppedHouse(sheets: readonly UnitSheet[]) {
  const { store, options } = openTestStore({ keys: keyRing(key) });
  await store.record({ sheets });
  await store.close();
  const env = { ZHOUZHI_DATA: dirname(options.file), ZHOUZHI_KEY: key.toString('hex') };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const sheetsNow = async () => {
    const { store: opened } = openTestStore(options);
    const all = await opened.sheets.list();
    await opened.close();
    return all;
  };
  return { env, sheetsNow };
}
afterEach(() => vi.unstubAllEnvs());

function hearing() {
  const [lines, problems]: [string[], string[]] = [[], []];
  const output: Output = { line: (text) => void lines.push(text), problem: (text) => void problems.push(text) };
  return { output, lines, problems };
}

describe('the unit’s rules on the command line', () => {
  it('stand in the help, in both languages', () => {
    for (const word of ['rules export [DIR]', 'rules import FILE...', '--shipped', '--all', 'the unit’s sheets'])
      expect(helpText).toContain(word.replace('’', "'"));
  });

  it('judge a post as the house does, are named on stderr, and are left out on demand', async () => {
    const { env } = await stoppedHouse([
      sheet({}),
      sheet({ id: 'contract', version: 3, stage: 'draft' }),
      sheet({ kind: 'template', id: '机关', text: template }),
    ]);
    const spoken = await runZhouzhi(['check', '--json'], { env, input: post });
    expect([spoken.code, spoken.out.includes('canteen-menu'), spoken.err]).toEqual([
      1,
      true,
      expect.stringMatching(/^连同本单位的：规则 canteen-menu（第 1 版）、模板 机关（第 1 版）。.*--shipped/),
    ]);
    const { output, lines, problems } = hearing();
    const unit = await openUnitShelf(root, true);
    tellUnitShelf(unit, output);
    const stdin = Readable.from([Buffer.from(post)]);
    await checkFiles([], { shelf: unit.shelf, json: true, template: '机关', stdin, output });
    expect([lines.length, lines.join('').includes('canteen-menu'), problems]).toEqual([1, false, []]);
  });

  it('are tested with the shipped ones: what is set aside and a loosened mark are told with file and line', async () => {
    const mark = 'grade-star-term-in-place';
    await stoppedHouse([
      sheet({}),
      sheet({ id: mark, text: 'rules:\n  - id: x\n' }),
      sheet({ id: 'classified-heading', stage: 'off' }),
    ]);
    const { output, lines } = hearing();
    const exit = await testRules({ root, json: true, shipped: false, output });
    const told: { readonly unit: readonly UnitSheet[]; readonly problems: readonly { readonly file: string }[] } =
      JSON.parse(lines.join(''));
    const ours = told.problems.filter(({ file }) => file.startsWith('unit/'));
    expect([exit, told.unit.map(({ id }) => id), ours]).toEqual([
      1,
      ['canteen-menu', 'classified-heading', mark],
      [{ file: `unit/rule/${mark}`, line: 2, rule: mark, says: expect.stringMatching(/expected id grade-star/) }],
    ]);
  });

  it('go out as files of just their text, and come back byte for byte: a rule to shadow, a template as a draft', async () => {
    const from = await stoppedHouse([
      sheet({}),
      sheet({ version: 2, stage: 'draft', text: `${rule}# 二\n` }),
      sheet({ id: 'old-rule', stage: 'off', text: rule.replace('canteen-menu', 'old-rule') }),
      sheet({ kind: 'template', id: '机关', text: template }),
    ]);
    const folder = join(tempFolder(), 'out');
    const { output, lines } = hearing();
    expect(await exportRules({ folder, all: true, json: true, output })).toBe(0);
    const files = lines.map((line) => String(JSON.parse(line).file));
    expect(files.map((file) => file.slice(folder.length)).toSorted()).toEqual([
      '/draft/rule/canteen-menu.yaml',
      '/live/rule/canteen-menu.yaml',
      '/live/template/机关.yaml',
      '/off/rule/old-rule.yaml',
    ]);
    const sameText = (await from.sheetsNow()).every(({ text }) =>
      files.some((file) => readFileSync(file).equals(Buffer.from(text))),
    );
    expect(sameText).toBe(true);
    await expect(exportRules({ folder, all: false, json: false, output })).rejects.toThrow(
      /expected a new or an empty/,
    );

    const to = await stoppedHouse([]);
    const again = hearing();
    const live = files.filter((file) => file.includes('/live/'));
    const call = { files: live, why: '从分局带来', root, json: false, output: again.output };
    expect([await importRules(call), await importRules(call), again.problems]).toEqual([0, 0, []]);
    expect(again.lines.slice(2).every((line) => line.includes('没有改动'))).toBe(true);
    expect((await to.sheetsNow()).map(({ kind, stage, text, why }) => [kind, stage, text, why])).toEqual([
      ['rule', 'shadow', rule, '从分局带来'],
      ['template', 'draft', template, '从分局带来'],
    ]);
  });

  it('are refused with file, line and reason, and nothing is kept', async () => {
    const { sheetsNow } = await stoppedHouse([]);
    const folder = tempFolder();
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const { output, problems } = hearing();
    const call = (...files: readonly string[]) => importRules({ files, why: undefined, root, json: false, output });
    const wrong = file('wrong.yaml', rule.replace('scope.money', 'scope.lunch'));
    const marked = file('marked.yaml', rule.replace('食堂今天开门', '机密★10年'));
    expect([await call(wrong, marked), problems]).toEqual([
      1,
      [
        expect.stringMatching(`^${wrong}:3: category: expected .*scope.lunch`),
        expect.stringMatching(`^${marked}:12: .*样张`),
      ],
    ]);
    await expect(call(file('list.yaml', '- a\n'))).rejects.toThrow(SheetError);
    await expect(call(join(folder, 'none.yaml'))).rejects.toThrow(UsageError);
    await expect(call()).rejects.toThrow(/expected one file or more/);
    expect(await sheetsNow()).toEqual([]);
  });
});

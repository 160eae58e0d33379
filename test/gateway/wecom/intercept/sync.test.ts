import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, describe, expect, test } from 'vitest';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { createApi } from '#gateway/wecom/api/client.ts';
import { memoryShelf } from '#gateway/wecom/api/tokens.ts';
import { compareIntercept, syncIntercept } from '#gateway/wecom/intercept/sync.ts';
import type { InterceptSettings } from '#gateway/wecom/intercept/settings.ts';
import { wordFault } from '#gateway/wecom/intercept/words.ts';
import { readSettings } from '#gateway/wecom/settings.ts';
import { startWecom } from '../../../simulator/wecom/start.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
const chosen = (words: readonly string[], more: Partial<InterceptSettings> = {}): InterceptSettings => ({
  'words-go-to-the-vendor': '已知悉',
  words: [...words],
  blocks: false,
  also: [],
  users: [],
  departments: [],
  ...more,
});
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `内部词语${n}`);

async function staged({ mayCustomers = true } = {}) {
  const wecom = await startWecom({
    agents: [{ agentid: 1, secret: 'app-1', mayCustomers }],
    corp: { corpid: 'wwcorp', people: [{ userid: 'zhangsan' }, { userid: 'lisi', department: [2] }] },
  });
  onTestFinished(() => wecom.stop());
  const api = createApi({
    exchange: createExchanger(wecom.url),
    corpId: 'wwcorp',
    secrets: { app: 'app-1' },
    shelf: memoryShelf(),
    clock: Date.now,
    onAlarm: () => undefined,
  });
  const { rules, judge } = wecom.customers;
  return { wecom, api, rules, judge, names: () => [...rules.values()].map(({ rule_name }) => rule_name) };
}

describe('聊天敏感词', () => {
  test('a list is told in rules of at most 300 words, and a second time changes nothing', async () => {
    const { api, rules, judge, names } = await staged();
    const first = await syncIntercept(api, chosen(many(650), { also: ['phone'] }), signal());
    const second = await syncIntercept(api, chosen(many(650).toReversed(), { also: ['phone'] }), signal());
    expect([first, second, names(), [...rules.values()].map(({ word_list }) => word_list.length)]).toEqual([
      { ok: true, rules: 3, words: 650, changed: 3 },
      { ok: true, rules: 3, words: 650, changed: 0 },
      ['周知-01', '周知-02', '周知-03'],
      [300, 300, 50],
    ]);
    expect([judge('zhangsan', '请看内部词语7'), judge('zhangsan', '开会')]).toEqual(['warned', 'sent']);
  });

  test('it holds for whom the unit named, and stops where it wants that', async () => {
    const { api, judge } = await staged();
    await syncIntercept(api, chosen(['内部词语'], { blocks: true, users: ['lisi'] }), signal());
    expect([judge('lisi', '内部词语'), judge('zhangsan', '内部词语')]).toEqual(['blocked', 'sent']);
  });

  test('what somebody changed in the admin console is set right, and told before', async () => {
    const { api, rules } = await staged();
    const settings = chosen(['甲词', '乙词'], { users: ['zhangsan'] });
    await syncIntercept(api, settings, signal());
    const [rule] = rules.values();
    if (!rule) throw new Error('expected a rule, found none');
    rule.word_list = ['甲词', '别的词'];
    rule.applicable_range = { user_list: ['lisi'], department_list: [2] };
    const compared = await compareIntercept(api, settings, signal());
    const untouched = rule.word_list;
    await syncIntercept(api, settings, signal());
    expect([compared, untouched, [...rules.values()]]).toMatchObject([
      { ok: true, changed: 1 },
      ['甲词', '别的词'],
      [{ word_list: ['乙词', '甲词'].toSorted(), applicable_range: { user_list: ['zhangsan'], department_list: [] } }],
    ]);
  });

  test('a shorter list takes rules away, none takes all of ours, and those of others stay', async () => {
    const { api, rules, names } = await staged();
    const range = { user_list: ['lisi'], department_list: [] };
    rules.set('theirs', {
      rule_id: 'theirs',
      rule_name: '市场部',
      word_list: ['返点'],
      semantics_list: [],
      intercept_type: 1,
      applicable_range: range,
      create_time: 0,
    });
    await syncIntercept(api, chosen(many(301)), signal());
    const before = names();
    await syncIntercept(api, chosen(many(10)), signal());
    const shorter = names();
    const off = await syncIntercept(api, null, signal());
    expect([before, shorter, off, names()]).toEqual([
      ['市场部', '周知-01', '周知-02'],
      ['市场部', '周知-01'],
      { ok: true, rules: 0, words: 0, changed: 1 },
      ['市场部'],
    ]);
  });

  test('more than a hundred rules in all is refused before anything is told', async () => {
    const { api, rules } = await staged();
    expect([await syncIntercept(api, chosen(many(30_001)), signal()), rules.size]).toEqual([
      { ok: false, refused: 'too-many', code: 0 },
      0,
    ]);
  });

  test('an app that may not call this says where to allow it', async () => {
    const { api } = await staged({ mayCustomers: false });
    await expect(syncIntercept(api, chosen(['词']), signal())).rejects.toMatchObject({
      name: 'Transient',
      operator: expect.stringContaining('可调用接口的应用'),
    });
  });
});

test.for([
  ['绝密', true],
  ['内部资料', true],
  ['合同底价', true],
  ['长风工程', false],
  ['猎鹰行动', false],
  ['七〇一工程', false],
  ['863计划', false],
  ['DF-21', false],
  ['歼20代号', false],
  ['61398部队', false],
  ['', false],
  ['长'.repeat(33), false],
  ['换\n行', false],
] as const)('a word that may go to the vendor: %j %s', ([word, may]) => {
  expect(wordFault(word) === null).toBe(may);
});

describe('the operator’s sheet', () => {
  const read = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-sheet-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'wecom.yaml'), text);
    return () => readSettings(join(folder, 'wecom.yaml')).intercept;
  };

  test('says nothing of it: nothing is told', () => {
    expect(read('groups: []')()).toBeNull();
  });

  test('turns it on only with the sentence that it is known to whom the words go', () => {
    expect(read('intercept: { words: [内部资料] }')).toThrow(/words-go-to-the-vendor/);
    expect(read('intercept: { words-go-to-the-vendor: 已知悉, words: [内部资料] }')()).toMatchObject({
      words: ['内部资料'],
      blocks: false,
    });
  });

  test('with a code name in it is refused by its line, without the name', () => {
    const start = read('intercept:\n  words-go-to-the-vendor: 已知悉\n  words:\n    - 内部资料\n    - 长风工程\n');
    expect(start).toThrow(/wecom.yaml:5: .*像代号/);
    expect(start).not.toThrow(/长风/);
  });
});

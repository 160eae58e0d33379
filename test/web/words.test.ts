import { describe, expect, it } from 'vitest';
import type { SandboxPost } from '#model/sandbox-wire.ts';
import { caseSize, clocksOf, termWords } from '#web/console/words.ts';
import { placeOf } from '#web/console/place.ts';
import { blocksOf } from '#web/kit/markdown.tsx';
import { sizeWords } from '#web/kit/size-words.ts';
import { mayRecall, stoodWords, withdrawnWords } from '#web/sandbox/words.ts';
import { draftOf, stepOf, wrongsOf } from '#web/setup/draft.ts';

const post: SandboxPost = {
  kind: 'post',
  sender: { id: 'sandbox:lin', name: '林小雨', role: 'member' },
  text: '',
  quote: null,
  forwarded: [],
  files: [],
  recallableUntil: 1000,
  withdrawn: null,
};

describe('who may take a post back', () => {
  it.each([
    ['the sender in time', 'sandbox:lin', 'member', false, 999, true],
    ['the sender too late', 'sandbox:lin', 'member', true, 1000, false],
    ['the owner where the group allows it', 'sandbox:zhou', 'owner', true, 5000, true],
    ['the owner where it does not', 'sandbox:zhou', 'owner', false, 0, false],
    ['another member', 'sandbox:wu', 'member', true, 0, false],
    ['somebody outside', 'sandbox:yang', null, true, 0, false],
  ] as const)('%s', (_who, me, role, ownerRecalls, now, may) => {
    expect(mayRecall(post, me, role, ownerRecalls, now)).toBe(may);
  });
});

it.each([
  ['bot', 'sandbox:wu', '“周知”撤回了林小雨的一条消息'],
  ['bot', 'sandbox:lin', '“周知”撤回了你的一条消息'],
  ['sender', 'sandbox:lin', '你撤回了一条消息'],
  ['owner', 'sandbox:wu', '群主或管理员撤回了林小雨的一条消息'],
] as const)('a post taken back by the %s, read by %s, says %s', (by, me, says) => {
  expect(withdrawnWords({ ...post, withdrawn: { at: 1, by, name: '' } }, me)).toBe(says);
});

it.each([
  [0, '0.01 秒'],
  [183, '0.18 秒'],
  [12_400, '12 秒'],
  [600_000, '10 分钟'],
])('%i milliseconds in the group read %s', (milliseconds, says) => {
  expect(stoodWords(milliseconds)).toBe(says);
});

it('sizes read as people say them', () => {
  expect([820, 1434, 3_355_443].map(sizeWords)).toEqual(['820 B', '1.4 KB', '3.2 MB']);
});

describe('the clock of a case', () => {
  const row: Parameters<typeof clocksOf>[0] = {
    reportBy: 90_000,
    isReported: false,
    recallBy: 30_000,
    state: 'recall-requested',
    appealDue: null,
    reportReminded: 0,
  };
  const says = (given: typeof row): readonly string[] =>
    clocksOf(given, 10_000).map(({ says: words, isLate, reminded }) => `${words}${isLate ? '!' : ''} ${reminded}`);
  const withdrawn = { ...row, state: 'withdrawn' } as const;
  const appeal = { by: 20_000, workdays: 2, reminded: 0 };
  it.each<[why: string, given: typeof row, expected: readonly string[]]>([
    ['the sooner duty comes first', row, ['撤回剩 20秒 0', '报告剩 1分20秒 0']],
    ['withdrawn is not closed', withdrawn, ['报告剩 1分20秒 0']],
    ['late is said', { ...withdrawn, reportBy: 0, reportReminded: 2 }, ['报告已超过 10秒! 2']],
    ['reported ends it', { ...withdrawn, isReported: true }, []],
    ['closed ends it', { ...row, state: 'closed' }, []],
    [
      'an appeal counts working days',
      { ...withdrawn, appealDue: appeal },
      ['申诉答复剩 2 个工作日 0', '报告剩 1分20秒 0'],
    ],
    [
      'its last day is said by the clock',
      { ...withdrawn, isReported: true, appealDue: { by: 36_000_000, workdays: 0, reminded: 1 } },
      ['申诉今天 18:00 前答复 1'],
    ],
    [
      'over is over, by working days',
      { ...withdrawn, isReported: true, appealDue: { by: 0, workdays: -1, reminded: 2 } },
      ['申诉答复已超期 1 个工作日! 2'],
    ],
  ])('%s', (_why, given, expected) => {
    expect(says(given)).toEqual(expected);
  });
});

it.each([
  ['/console', 'reviewer', { page: 'overview' }],
  ['/console/cases/ZZ-7K%2F2M', 'reviewer', { page: 'cases', id: 'ZZ-7K/2M' }],
  ['/console/audit', 'reviewer', { page: 'overview' }],
  ['/console/audit', 'auditor', { page: 'audit' }],
  ['/console/cases', 'operator', { page: 'groups' }],
] as const)('%s opened by a %s', (path, role, place) => {
  expect(placeOf(path, role)).toEqual(place);
});

it('a document is split into headings, lists, tables and paragraphs', () => {
  expect(blocksOf('# 告知书\n正文\n\n- 一\n- 二\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |')).toEqual([
    { kind: 'heading', level: 1, text: '告知书' },
    { kind: 'paragraph', text: '正文' },
    { kind: 'list', items: ['一', '二'] },
    {
      kind: 'table',
      rows: [
        ['甲', '乙'],
        ['1', '2'],
      ],
    },
  ]);
});

describe('the setup form', () => {
  const unit = {
    name: '青禾县',
    office: '保密办',
    officePhone: '0000-101',
    dutyPhone: '夜里打我手机',
    cipherRoom: '机要室',
    cipherPhone: '0000-103',
    pickupPlace: '二楼',
    upperPhone: '',
    roster: [],
    heads: [],
    template: '机关',
    evidence: 'sealed',
    unsealing: 'two-persons',
    officeHours: [18, 8.5],
  } as const;
  const draft = { ...draftOf({ people: [], templates: [], unit }), name: '杨', password: '123456789', again: '1' };
  it.each([
    [0, { 'admin.name': '请填写，至少 2 个字', 'admin.password': '密码至少 10 个字符', again: '两次输入的密码不一样' }],
    [
      1,
      {
        'unit.dutyPhone': '请填写电话号码，只用数字和 + - ( ) 转',
        'unit.upperPhone': '请填写电话号码，只用数字和 + - ( ) 转',
      },
    ],
    [2, { 'unit.officeHours': '开始须早于结束' }],
  ])('step %i says what is wrong beside each field', (step, wrongs) => {
    expect(wrongsOf(draft, step)).toEqual(wrongs);
  });

  it('what the server finds wrong leads to the first step that holds it', () => {
    expect(
      [{ 'unit.roster': '' }, { 'unit.template': '', 'admin.name': '' }, { 'unit.office': '' }].map(stepOf),
    ).toEqual([2, 0, 1]);
  });
});

it('a term reads in days, minutes or words', () => {
  expect([null, 0, 30 / 1440, 14].map(termWords)).toEqual(['不按天数删除', '到期即删', '30 分钟', '14 天']);
});

it.each([
  ['text', 58, 'characters', ['58 字']],
  ['picture', 187_000, 'bytes', ['182.6 KB']],
  ['forward', 1200, 'characters', ['1,200 字']],
  ['forward', 2_400_000, 'bytes', ['其中的图片、文件共 2.3 MB']],
  ['forward', 187_000, null, []],
  ['picture', 0, 'bytes', []],
] as const)('the size of a %s of %d in %s', (form, size, sizeIn, says) => {
  expect(caseSize({ form, size, sizeIn })).toEqual(says);
});

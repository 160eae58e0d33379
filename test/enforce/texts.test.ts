import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTemplates } from '#decide/templates.ts';
import { cardOf, type Links } from '#enforce/card.ts';
import { fieldsIn, fieldNames } from '#enforce/field-names.ts';
import { fieldsOf, unitFields } from '#enforce/fields.ts';
import { parseTexts } from '#enforce/texts.ts';
import { parseSheet, readSheets } from '#lib/sheet.ts';
import { aCase } from '../support/a-case.ts';
import { aFinding, aGroup, aUnit } from '../support/a-post.ts';
import { tuesday } from '../support/clock.ts';

const rules = join(import.meta.dirname, '..', '..', 'rules');
const texts = parseTexts(readSheets(join(rules, 'texts'), 'rules/texts'));

const good = { id: 'a-text', audience: 'sender', urgency: 'now', title: '请处理', body: "['请看编号 {编号}']" };
function sheet(changes: Readonly<Record<string, string>>) {
  const lines = Object.entries({ ...good, ...changes }).map(
    ([name, value], at) => `${at === 0 ? '- ' : '  '}${name}: ${value}`,
  );
  return parseSheet(lines.join('\n'), 'texts.yaml');
}

test.each<[name: string, changes: Readonly<Record<string, string>>, message: string]>([
  [
    'a field that takes content',
    { body: "['您说：{原文}']" },
    'texts.yaml:1: text a-text: expected a known field, got {原文}',
  ],
  ['content on the page', { page: "['{标题}']" }, 'expected a known field, got {标题}'],
  ['the category in front', { body: "['可能是{大类}']" }, 'expected {大类} on the page only, got it in front'],
  ['the article in front', { body: "['依据{依据}']" }, 'expected {依据} on the page only, got it in front'],
  ['a title with fields', { title: "'{群名}'" }, 'expected a title without fields'],
  [
    'a long title',
    { title: '一二三四五六七八九十一二三四五六七八九' },
    'expected a title of at most 18 characters, got 19',
  ],
  [
    'a long button',
    { buttons: '[{ action: ack, label: 一二三四五六七八九 }]' },
    "expected button labels of at most 8 characters, got '一二三四五六七八九'",
  ],
  ['a verdict in words', { body: '[这是泄密]' }, "expected 疑似 or 初步判断, got '泄密'"],
  ['a grade on the lock screen', { body: '[一条机密消息]' }, "expected a neutral front, got '机密'"],
  [
    'a hint to an owner',
    { audience: 'owner', body: '[一条疑似的消息]' },
    'expected no word on what was found, got 疑似 or 初步判断',
  ],
  ['a page for an owner', { audience: 'owner', page: '[为什么]' }, 'expected no page: only the sender has one'],
  [
    'an audience nobody knows',
    { audience: 'press' },
    "text a-text: audience 'press' is not one of sender, owner, office, group, asker",
  ],
])('%s is refused', (_, changes, message) => {
  expect(() => parseTexts([sheet(changes)])).toThrow(message);
});

const links: Links = {
  notice: (id, person) => `notice/${id}/${person}`,
  case: (id) => `case/${id}`,
  mine: (person) => `mine/${person}`,
  owner: (person) => `owner/${person}`,
  report: (person) => `report/${person}`,
  about: () => 'about',
  quiz: (ref, person) => `quiz/${ref}/${person}`,
  console: () => 'console',
  digests: () => 'console/digests',
  myDigests: (person) => `digest/${person}`,
};

/** A needle in every free text a post could bring: none may come out. */
const needle = '样张机密原文';

test('no text can take content, whatever the case holds', () => {
  const catalogue = {
    rules: new Map([
      [
        'state-mark',
        {
          id: 'state-mark',
          category: 'classified.state-secret' as const,
          title: '密级标志形式',
          why: ['law-29'],
          instead: '打{机要电话}，到{签收地点}当面签收。',
        },
      ],
    ]),
    categories: new Map([
      ['classified.state-secret', { category: 'classified.state-secret' as const, title: '疑似国家秘密' }],
    ]),
  };
  const law = {
    'law-29': {
      id: 'law-29',
      law: '《保守国家秘密法》',
      article: '第二十九条第二款',
      says: needle,
      version: '',
      checkedAt: '',
    },
  };
  const one = aCase({
    kind: 'classified',
    category: 'classified.state-secret',
    reasons: [aFinding()],
    recallBy: tuesday,
    reportBy: tuesday,
  });
  const subject = {
    case: { ...one, body: needle, fingerprint: needle },
    group: { ...aGroup(), purpose: needle },
    unit: aUnit(),
    now: tuesday,
    tz: 'Asia/Shanghai',
    count: 3,
    head: { number: 7, hash: 'ab'.repeat(32) },
  };
  const fields = fieldsOf(subject, { catalogue, law });
  expect(JSON.stringify(fields)).not.toContain(needle);
  for (const text of texts.values()) {
    const card = cardOf(text, fields, { ref: one.id, case: one.id, person: 'p-zhang', group: null }, links);
    expect(JSON.stringify(card), text.id).not.toContain(needle);
    expect(card.body.join('').match(/[{}]|国家秘密|第二十九条/), text.id).toBeNull();
    expect(
      [...text.body, ...text.page].flatMap(fieldsIn).filter((name) => !fieldNames.some((known) => known === name)),
      text.id,
    ).toEqual([]);
  }
});

test('every escalation carries the head of the ledger', () => {
  const escalations = [...texts.values()].filter(({ id }) => id.startsWith('escalation'));
  expect(escalations.map(({ id, body }) => [id, body.some((line) => line.includes('{台账末值}'))])).toEqual(
    escalations.map(({ id }) => [id, true]),
  );
  expect(escalations.length).toBeGreaterThan(2);
});

test('the sender of a suspected secret reads this', () => {
  const text = texts.get('sender-classified');
  const fields = fieldsOf(
    {
      case: aCase({ kind: 'classified', form: 'picture', recallBy: tuesday + 10 * 60_000 }),
      group: aGroup(),
      unit: aUnit(),
      now: tuesday,
      tz: 'Asia/Shanghai',
      count: 0,
      head: { number: 0, hash: '0'.repeat(64) },
    },
    { catalogue: { rules: new Map(), categories: new Map() }, law: {} },
  );
  expect(
    text && cardOf(text, fields, { ref: 'K7M2-QX4D', case: 'K7M2-QX4D', person: 'p-zhang', group: null }, links),
  ).toEqual({
    ref: 'K7M2-QX4D',
    title: '请尽快处理一条消息',
    body: [
      '您10:00在“综合科工作群”发的一条图片，系统初步判断可能不宜在互联网上传递。',
      '请现在长按该消息，选“撤回”（不是“删除”），10:10前完成。',
      '请不要在群里解释，不要再转发或截图；除撤回外，原件、原图和聊天记录保持原样，等保密办联系。',
      '这是机器初判，以人工核实为准，已同时告知保密办值班人员。事情很急？请打 010-5550 1002，有安全的办法送达。',
      '编号 K7M2-QX4D',
    ],
    buttons: [
      { action: 'claim-withdrawn', label: '已撤回' },
      { action: 'cannot-withdraw', label: '撤不回' },
      { action: 'appeal', label: '我认为有误' },
    ],
    link: { label: '查看说明', url: 'notice/K7M2-QX4D/p-zhang' },
  });
});

test('an owner can choose every shipped template', () => {
  const templates = parseTemplates(readSheets(join(rules, 'policies'), 'rules/policies'));
  for (const id of ['template-choice', 'template-reminder']) {
    const actions = texts.get(id)?.buttons.map(({ action }) => action);
    expect(actions?.toSorted()).toEqual([...templates.keys()].map((template) => `template/${template}`).toSorted());
  }
});

test('only escalations and answers to what somebody just did come at any hour', () => {
  const night = [...texts.values()]
    .filter(({ audience, urgency }) => audience === 'office' && urgency === 'now')
    .map(({ id }) => id);
  expect(night).toEqual([
    'escalation',
    'escalation-solicitation',
    'escalation-again',
    'escalation-recall-failed',
    'report-reminder',
    'report-urgent',
    'several-escalations',
  ]);
});

test('the right way every shipped rule names has all its fields filled, and none that is not the unit’s', () => {
  const packs = readSheets(join(rules, 'packs'), 'rules/packs').map(({ value }) => JSON.stringify(value));
  const named = new Set(packs.flatMap(fieldsIn).filter((name) => !/[":,\\^$\d]/.test(name)));
  const known = new Set<string>(Object.keys(unitFields(aUnit())));
  expect(named.size).toBeGreaterThan(3);
  expect([...named].filter((name) => !known.has(name))).toEqual([]);
});

import { expect, test } from 'vitest';
import * as z from 'zod';
import { createBlocks } from './limits.ts';
import { staged, type Staged } from './staged.ts';

const minute = 60_000;
const hour = 60 * minute;
const text = { touser: 'zhangsan', msgtype: 'text', agentid: 1, text: { content: '开会' } };
const buttons = { button_list: [{ text: '已撤回', key: 'done' }] };
const vote = {
  checkbox: { question_key: 'q1', mode: 0, option_list: [{ id: 'A', text: '甲' }] },
  submit_button: { text: '提交', key: 'submit' },
};
const select = {
  select_list: [{ question_key: 'q1', option_list: [{ id: 'a', text: '甲' }] }],
  submit_button: { text: '提交', key: 'submit' },
};
const action = { card_action: { type: 1, url: 'https://example.com' } };
const title = { main_title: { title: '请尽快处理' } };

function card(card_type: string, more: object, touser = 'zhangsan'): object {
  return { touser, msgtype: 'template_card', agentid: 1, template_card: { card_type, ...title, ...more } };
}

const send = (stage: Staged, message: object) => stage.post('/cgi-bin/message/send', message);
const titles = (stage: Staged, userid: string): readonly unknown[] =>
  stage.wecom.people.sees(userid).map((one) => one.body);

test('who got it, who was not there and who has no licence', async () => {
  const stage = await staged();
  stage.wecom.people.add({ userid: 'zhaoliu', isLicensed: false });
  const answer = await send(stage, { ...text, touser: 'ZhangSan|Nobody|zhaoliu', toparty: '2' });
  expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody', unlicenseduser: 'zhaoliu' });
  expect(['zhangsan', 'lisi', 'wangwu', 'zhaoliu'].map((one) => titles(stage, one).length)).toEqual([1, 0, 1, 0]);
});

test('the thirty-first message in a minute is gone without a word, and a minute later all is well', async () => {
  const stage = await staged();
  const codes = [];
  for (let n = 0; n < 32; n++) codes.push((await send(stage, text)).errcode);
  expect([new Set(codes), titles(stage, 'zhangsan').length, stage.wecom.record.dropped.length]).toEqual([
    new Set([0]),
    30,
    2,
  ]);
  stage.pass(minute + 1);
  await send(stage, text);
  expect(titles(stage, 'zhangsan').length).toBe(31);
});

test('the thousand-and-first in an hour too', async () => {
  const stage = await staged();
  for (let n = 0; n < 1001; n++) {
    if (n % 20 === 0) stage.pass(minute);
    await send(stage, text);
  }
  expect([titles(stage, 'zhangsan').length, stage.wecom.record.dropped.length]).toEqual([1000, 1]);
});

test('recipients of a day are counted over all: 45009 beyond account cap × 200', async () => {
  const stage = await staged({
    corp: { corpid: 'wwcorp', people: [{ userid: 'zhangsan' }, { userid: 'lisi' }], accountCap: 0.01 },
  });
  expect((await send(stage, text)).errcode).toBe(0);
  expect((await send(stage, { ...text, touser: 'zhangsan|lisi' })).errcode).toBe(45009);
});

test('the same request twice shows once where asked, after the interval twice', async () => {
  const stage = await staged();
  const once = { ...text, enable_duplicate_check: 1, duplicate_check_interval: 600 };
  const [first, second] = [await send(stage, once), await send(stage, once)];
  expect([first.errcode, second.errcode, titles(stage, 'zhangsan').length]).toEqual([0, 0, 1]);
  stage.pass(601_000);
  await send(stage, once);
  await send(stage, text);
  await send(stage, text);
  expect(titles(stage, 'zhangsan').length).toBe(4);
});

test('a text is cut at 2048 bytes without breaking a character', async () => {
  const stage = await staged();
  await send(stage, { ...text, text: { content: '周'.repeat(700) } });
  expect(titles(stage, 'zhangsan')).toEqual([{ content: '周'.repeat(682) }]);
});

test.for([
  ['text_notice', { ...action }, false],
  ['news_notice', { ...action, card_image: { url: 'https://example.com/a.png' } }, false],
  ['button_interaction', { ...buttons, task_id: 'case_1' }, true],
  ['vote_interaction', { ...vote, task_id: 'quiz_9_u1' }, true],
  ['multiple_interaction', { ...select, task_id: 't@1' }, true],
] as const)('%s goes through, with a response_code where it can be clicked: %o', async ([type, more, isCallable]) => {
  const answer = await send(await staged(), card(type, more));
  expect([answer.errcode, typeof answer['response_code'] === 'string']).toEqual([0, isCallable]);
});

test.for([
  ['a task_id with a blank', 'button_interaction', { ...buttons, task_id: 'a b' }],
  ['no task_id', 'vote_interaction', vote],
  ['a task_id of 129', 'button_interaction', { ...buttons, task_id: 'x'.repeat(129) }],
  ['no button', 'button_interaction', { button_list: [], task_id: 't1' }],
  ['a button of style 5', 'button_interaction', { button_list: [{ text: '好', key: 'k', style: 5 }], task_id: 't1' }],
  ['a button without key', 'button_interaction', { button_list: [{ text: '好' }], task_id: 't1' }],
  [
    'a vote of 21 options',
    'vote_interaction',
    { ...vote, checkbox: { ...vote.checkbox, option_list: options(21) }, task_id: 't1' },
  ],
  [
    'four selectors',
    'multiple_interaction',
    { ...select, select_list: Array.from({ length: 4 }, () => select.select_list[0]), task_id: 't1' },
  ],
  [
    'eleven options in a selector',
    'multiple_interaction',
    { ...select, select_list: [{ question_key: 'q', option_list: options(11) }], task_id: 't1' },
  ],
  [
    'seven rows',
    'text_notice',
    { ...action, horizontal_content_list: Array.from({ length: 7 }, () => ({ keyname: '键' })) },
  ],
  ['four jumps', 'text_notice', { ...action, jump_list: Array.from({ length: 4 }, () => ({ title: '去' })) }],
  ['a notice that leads nowhere', 'text_notice', {}],
  ['a card nobody knows', 'quiz_interaction', {}],
] as const)('a card with %s is refused', async ([, type, more]) => {
  expect((await send(await staged(), card(type, more))).errcode).toBe(40058);
});

test('a task_id serves one card of an app', async () => {
  const stage = await staged();
  const message = card('button_interaction', { ...buttons, task_id: 'case_1' });
  expect([(await send(stage, message)).errcode, (await send(stage, message)).errcode]).toEqual([0, 40058]);
});

test('a response_code updates the cards of those named, once, within 72 hours', async () => {
  const stage = await staged();
  const sent = await send(stage, card('button_interaction', { ...buttons, task_id: 'c1' }, 'zhangsan|lisi'));
  const update = {
    userids: ['zhangsan', 'wangwu'],
    agentid: 1,
    response_code: sent['response_code'],
    button: { replace_name: '已处理' },
  };
  const path = '/cgi-bin/message/update_template_card';
  expect(await stage.post(path, update)).toMatchObject({ errcode: 0, invaliduser: ['wangwu'] });
  expect((await stage.post(path, update)).errmsg).toContain('has been used');
  expect(['zhangsan', 'lisi'].map((one) => stage.wecom.people.sees(one)[0]?.note)).toEqual(['已处理', null]);
  const later = await send(stage, card('button_interaction', { ...buttons, task_id: 'c2' }));
  stage.pass(73 * hour);
  expect((await stage.get('/cgi-bin/getcallbackip')).errcode).toBe(42001);
  const fresh = await stage.call('/cgi-bin/gettoken?corpid=wwcorp&corpsecret=app-1');
  const late = { ...update, response_code: later['response_code'] };
  const again = await stage.call(`${path}?access_token=${z.string().parse(fresh['access_token'])}`, {
    method: 'POST',
    body: JSON.stringify(late),
  });
  expect(again.errmsg).toContain('expired');
});

test('our own message is taken back within 24 hours, once it is older no more', async () => {
  const stage = await staged({ tokenLives: 1_000_000 });
  const [first, second] = [await send(stage, text), await send(stage, text)];
  const recall = (msgid: unknown) => stage.post('/cgi-bin/message/recall', { msgid });
  expect((await recall(first['msgid'])).errcode).toBe(0);
  stage.pass(25 * hour);
  expect([(await recall(second['msgid'])).errcode, titles(stage, 'zhangsan').length]).toEqual([40058, 1]);
});

test('a token lives its time, is the same meanwhile, and its successor differs', async () => {
  const stage = await staged();
  const ask = async () => stage.call('/cgi-bin/gettoken?corpid=wwcorp&corpsecret=app-1');
  const first = await ask();
  stage.pass(hour);
  const second = await ask();
  expect([second['access_token'] === first['access_token'], second['expires_in']]).toEqual([true, 3600]);
  stage.pass(hour + 1);
  expect((await ask())['access_token']).not.toBe(first['access_token']);
});

test('a file goes up by multipart under its Chinese name and comes down whole; after three days it is gone', async () => {
  const stage = await staged({ tokenLives: 1_000_000 });
  const form = new FormData();
  form.set('media', new Blob(['一份通知。']), '通知.txt');
  const up = await stage.call(await stage.pathOf('/cgi-bin/media/upload?type=file', 'app-1'), {
    method: 'POST',
    body: form,
  });
  const path = await stage.pathOf(`/cgi-bin/media/get?media_id=${z.string().parse(up['media_id'])}`, 'app-1');
  const down = await fetch(stage.wecom.url + path);
  expect([await down.text(), down.headers.get('content-disposition')]).toEqual([
    '一份通知。',
    expect.stringContaining(encodeURIComponent('通知.txt')),
  ]);
  stage.pass(73 * hour);
  expect((await stage.call(path)).errcode).toBe(40007);
});

test('the twenty-first message of a webhook robot in a minute answers 45009', async () => {
  const stage = await staged();
  const group = stage.wecom.groups.create({ name: '群', owner: 'zhangsan', members: ['lisi'] });
  const path = `/cgi-bin/webhook/send?key=${stage.wecom.webhooks.add(group)}`;
  const say = (content: string) =>
    stage.call(path, { method: 'POST', body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }) });
  expect((await say('x'.repeat(4097))).errmsg).toContain('markdown.content');
  for (let n = 0; n < 20; n++) await say('每日一题');
  expect([(await say('每日一题')).errcode, stage.wecom.groups.shows(group).length]).toEqual([45009, 20]);
});

test('ten thousand calls of one path in a minute are too many, and the caller is shut out for a minute', () => {
  let at = 0;
  const blocks = createBlocks(() => at, [{ ms: minute, max: 10_000 }]);
  const admitted = (): number => Array.from({ length: 10_001 }, () => blocks.admits('a')).filter(Boolean).length;
  expect(admitted()).toBe(10_000);
  at = minute - 1;
  expect([blocks.admits('a'), blocks.admits('b')]).toEqual([false, true]);
  at = minute;
  expect(admitted()).toBe(10_000);
});

function options(count: number): object[] {
  return Array.from({ length: count }, (_, n) => ({ id: `o${n}`, text: `第${n}项` }));
}

import { expect, test } from 'vitest';
import { errmsgs } from './tables/errcodes.ts';
import { staged, type Answer, type Staged } from './staged.ts';

const text = { touser: 'zhangsan', msgtype: 'text', agentid: 1, text: { content: '开会' } };
const send = (stage: Staged, more: object): Promise<Answer> =>
  stage.post('/cgi-bin/message/send', { ...text, ...more });
const gettoken = (stage: Staged, query: string): Promise<Answer> => stage.call(`/cgi-bin/gettoken?${query}`);
const many = (count: number): string => Array.from({ length: count }, (_, n) => `u${n}`).join('|');
const chat = { name: '群', userlist: ['zhangsan', 'lisi'], chatid: 'chat1' };
const rule = { rule_name: '规则', word_list: ['词'], intercept_type: 1, applicable_range: { user_list: ['zhangsan'] } };

/** What the document gives a cause for, by that cause. */
const causes: readonly (readonly [errcode: number, cause: string, run: (stage: Staged) => Promise<Answer>])[] = [
  [40013, 'another corpid', (stage) => gettoken(stage, 'corpid=ww0&corpsecret=app-1')],
  [40001, 'another secret', (stage) => gettoken(stage, 'corpid=wwcorp&corpsecret=wrong')],
  [40091, 'a secret with a blank in it', (stage) => gettoken(stage, 'corpid=wwcorp&corpsecret=a%20b')],
  [41001, 'no token', (stage) => stage.call('/cgi-bin/getcallbackip')],
  [40014, 'a token nobody gave', (stage) => stage.call('/cgi-bin/getcallbackip?access_token=none')],
  [40029, 'a login code nobody gave', (stage) => stage.get('/cgi-bin/auth/getuserinfo?code=none')],
  [60111, 'somebody who is not there', (stage) => stage.get('/cgi-bin/user/get?userid=nobody')],
  [60011, 'somebody the app does not see', (stage) => stage.get('/cgi-bin/user/get?userid=lisi', 'app-2')],
  [40003, 'no userid', (stage) => stage.get('/cgi-bin/user/get')],
  [60003, 'a department that is not there', (stage) => stage.get('/cgi-bin/department/list?id=9')],
  [40056, 'an agentid that is not there', (stage) => send(stage, { agentid: 9 })],
  [301002, 'another app’s agentid', (stage) => send(stage, { agentid: 2 })],
  [40007, 'a media_id nobody gave', (stage) => send(stage, { msgtype: 'file', file: { media_id: 'none' } })],
  [40008, 'a msgtype that is not there', (stage) => send(stage, { msgtype: 'shout' })],
  [44004, 'an empty text', (stage) => send(stage, { text: { content: '' } })],
  [
    45002,
    'a markdown of 2049 bytes',
    (stage) => send(stage, { msgtype: 'markdown', markdown: { content: 'x'.repeat(2049) } }),
  ],
  [40058, 'a card with seven buttons', (stage) => send(stage, cardOf(7))],
  [81013, 'only people who are not there', (stage) => send(stage, { touser: 'nobody' })],
  [82001, 'nobody addressed', (stage) => send(stage, { touser: '' })],
  [82001, '1001 people addressed', (stage) => send(stage, { touser: many(1001) })],
  [82002, '101 departments addressed', (stage) => send(stage, { toparty: many(101) })],
  [82003, '101 tags addressed', (stage) => send(stage, { totag: many(101) })],
  [
    47001,
    'a body that is no JSON',
    async (stage) => stage.call(await stage.pathOf('/cgi-bin/message/send', 'app-1'), { method: 'POST', body: '{' }),
  ],
  [43002, 'GET for POST', (stage) => stage.get('/cgi-bin/message/send')],
  [48002, 'the archive’s token for sending', (stage) => stage.post('/cgi-bin/message/send', text, 'archive')],
  [301053, 'the app’s token for the archive', (stage) => stage.post('/cgi-bin/msgaudit/get_permit_user_list', {})],
  [
    48002,
    'intercept rules by an app that is not in the list',
    (stage) => stage.post('/cgi-bin/externalcontact/add_intercept_rule', rule, 'app-2'),
  ],
  [
    40058,
    'a rule of 301 words',
    (stage) =>
      stage.post('/cgi-bin/externalcontact/add_intercept_rule', {
        ...rule,
        word_list: Array.from({ length: 301 }, (_, n) => `词${n}`),
      }),
  ],
  [86003, 'a group that is not there', (stage) => stage.get('/cgi-bin/appchat/get?chatid=none')],
  [86001, 'no group named', (stage) => stage.get('/cgi-bin/appchat/get')],
  [
    86004,
    'a group’s name of 51 characters',
    (stage) => stage.post('/cgi-bin/appchat/create', { ...chat, name: '群'.repeat(51) }),
  ],
  [86005, 'an owner who is no member', (stage) => stage.post('/cgi-bin/appchat/create', { ...chat, owner: 'wangwu' })],
  [86006, 'a group of one', (stage) => stage.post('/cgi-bin/appchat/create', { ...chat, userlist: ['lisi'] })],
  [
    86007,
    'a member who is not there',
    (stage) => stage.post('/cgi-bin/appchat/create', { ...chat, userlist: ['lisi', 'nobody'] }),
  ],
  [
    40050,
    'an archived room that is not there',
    (stage) => stage.post('/cgi-bin/msgaudit/groupchat/get', { roomid: 'wr0' }, 'archive'),
  ],
  [
    93000,
    'a webhook key nobody gave',
    (stage) => stage.call('/cgi-bin/webhook/send?key=none', { method: 'POST', body: '{}' }),
  ],
  [84015, 'a user_ticket nobody gave', (stage) => stage.post('/cgi-bin/auth/getuserdetail', { user_ticket: 'none' })],
];

test.for(causes)('%i for %s', async ([errcode, , run]) => {
  expect((await run(await staged())).errcode).toBe(errcode);
});

test('states of the corp answer too: closed app, expired archive, untrusted address, ended tokens, a used-up ticket', async () => {
  const stage = await staged();
  const { wecom } = stage;
  await stage.tokenOf('archive');
  wecom.expireToken('archive');
  expect((await stage.post('/cgi-bin/msgaudit/get_permit_user_list', {}, 'archive')).errcode).toBe(42001);
  wecom.revokeToken('app-2');
  await stage.tokenOf('app-2');
  wecom.revokeToken('app-2');
  expect((await stage.get('/cgi-bin/getcallbackip', 'app-2')).errcode).toBe(40014);
  wecom.trustIp(false);
  const refused = await stage.get('/cgi-bin/getcallbackip');
  expect(refused).toEqual({ errcode: 60020, errmsg: 'from ip: 127.0.0.1. not allow to access from your ip' });
  wecom.trustIp(true);
  const code = wecom.people.login('zhangsan', { isPrivate: true });
  const { user_ticket } = await stage.get(`/cgi-bin/auth/getuserinfo?code=${code}`);
  expect((await stage.get(`/cgi-bin/auth/getuserinfo?code=${code}`)).errcode).toBe(40029);
  stage.pass(31 * 60_000);
  expect((await stage.post('/cgi-bin/auth/getuserdetail', { user_ticket })).errcode).toBe(84014);
  const stranger = await stage.get(`/cgi-bin/auth/getuserinfo?code=${wecom.people.login('lisi')}`, 'app-1');
  expect(stranger).toMatchObject({ errcode: 0, userid: 'lisi' });
  wecom.agent(1).isClosed = true;
  expect((await send(stage, {})).errcode).toBe(50003);
});

test('any code at all can be ordered for the next call, and the deed is not done', async () => {
  const stage = await staged();
  for (const errcode of Object.keys(errmsgs)
    .map(Number)
    .filter((one) => one !== 0)) {
    stage.wecom.failNext('/cgi-bin/message/send', errcode);
    expect((await send(stage, {})).errcode).toBe(errcode);
  }
  expect(stage.wecom.people.sees('zhangsan')).toEqual([]);
  expect((await send(stage, {})).errcode).toBe(0);
});

test('lines break on order: an answer lost after the deed, a proxy’s page, a reset', async () => {
  const stage = await staged();
  await stage.tokenOf('app-1');
  stage.wecom.failNext('/cgi-bin/message/send', 'lost-answer');
  stage.wecom.failNext('/cgi-bin/message/send', 'reset');
  stage.wecom.failNext('/cgi-bin/message/send', 'http-502');
  stage.wecom.failNext('/cgi-bin/message/send', 'not-json');
  for (let n = 0; n < 4; n++) await expect(send(stage, {})).rejects.toBeInstanceOf(Error);
  expect(stage.wecom.people.sees('zhangsan').length).toBe(1);
});

test('a call that hangs is over when the caller has had enough', async () => {
  const stage = await staged();
  const path = await stage.pathOf('/cgi-bin/getcallbackip', 'app-1');
  stage.wecom.failNext('*', 'hang');
  await expect(stage.call(path, { signal: AbortSignal.timeout(200) })).rejects.toThrow('timeout');
  expect((await stage.call(path)).errcode).toBe(0);
});

test('more calls at once than allowed answer 45033', async () => {
  const stage = await staged({ maxConcurrent: 2, answersAfter: 50 });
  await stage.tokenOf('app-1');
  const codes = await Promise.all([1, 2, 3].map(async () => (await stage.get('/cgi-bin/getcallbackip')).errcode));
  expect(codes.toSorted()).toEqual([0, 0, 45033]);
});

function cardOf(buttons: number): object {
  const button_list = Array.from({ length: buttons }, (_, n) => ({ text: `钮${n}`, key: `k${n}` }));
  return {
    msgtype: 'template_card',
    template_card: { card_type: 'button_interaction', main_title: { title: '请处理' }, task_id: 'case_1', button_list },
  };
}

import { expect, test } from 'vitest';
import * as z from 'zod';
import { staged } from './staged.ts';

test('a group of the app is made, changed, read and written to; nobody else’s is', async () => {
  const stage = await staged();
  const made = await stage.post('/cgi-bin/appchat/create', {
    name: '群',
    owner: 'lisi',
    userlist: ['zhangsan', 'lisi'],
  });
  const { chatid } = made;
  const say = (message: object) => stage.post('/cgi-bin/appchat/send', { chatid, ...message });
  expect((await say({ msgtype: 'text', text: { content: '通知', mentioned_list: ['@all'] } })).errcode).toBe(0);
  expect((await say({ msgtype: 'template_card', template_card: {} })).errcode).toBe(40008);
  await stage.post('/cgi-bin/appchat/update', {
    chatid,
    owner: 'wangwu',
    add_user_list: ['wangwu'],
    del_user_list: ['lisi'],
  });
  const read = await stage.get(`/cgi-bin/appchat/get?chatid=${z.string().parse(chatid)}`);
  expect(read['chat_info']).toEqual({
    chatid,
    name: '群',
    owner: 'wangwu',
    userlist: ['zhangsan', 'wangwu'],
    chat_type: 0,
  });
  expect(
    (await stage.post('/cgi-bin/appchat/create', { name: '群', userlist: ['lisi', 'wangwu'] }, 'app-2')).errcode,
  ).toBe(60011);
});

test('intercept rules are kept as the document shapes them, at most a hundred, and bite', async () => {
  const stage = await staged();
  const path = (what: string): string => `/cgi-bin/externalcontact/${what}`;
  const rule = {
    rule_name: '规则',
    word_list: ['报价'],
    semantics_list: [1],
    intercept_type: 1,
    applicable_range: { user_list: ['zhangsan'], department_list: [2] },
  };
  const { rule_id } = await stage.post(path('add_intercept_rule'), rule);
  const change = {
    rule_id,
    word_list: ['底价'],
    extra_rule: { semantics_list: [2] },
    intercept_type: 2,
    remove_applicable_range: { user_list: ['zhangsan'], department_list: [] },
  };
  expect(stage.wecom.customers.judge('zhangsan', '报价单')).toBe('blocked');
  await stage.post(path('update_intercept_rule'), change);
  const { rule: read } = await stage.post(path('get_intercept_rule'), { rule_id });
  expect(read).toEqual({
    rule_id,
    rule_name: '规则',
    word_list: ['底价'],
    extra_rule: { semantics_list: [2] },
    intercept_type: 2,
    applicable_range: { user_list: [], department_list: [2] },
  });
  expect(['zhangsan', 'wangwu'].map((one) => stage.wecom.customers.judge(one, '底价'))).toEqual(['sent', 'warned']);
  for (let n = 1; n < 100; n++) await stage.post(path('add_intercept_rule'), rule);
  expect((await stage.post(path('add_intercept_rule'), rule)).errcode).toBe(40058);
  await stage.post(path('del_intercept_rule'), { rule_id });
  expect(z.array(z.unknown()).parse((await stage.get(path('get_intercept_rule_list')))['rule_list']).length).toBe(99);
});

test('the archive’s API names who is in scope, who agreed, and who is in a room', async () => {
  const stage = await staged();
  const { groups, archive } = stage.wecom;
  const room = groups.create({ name: '客户群', owner: 'zhangsan', members: ['wmOutside'], kind: 'customer' });
  archive.agree('zhangsan', 'wmOutside', 'Agree');
  const ask = (what: string, body: object) => stage.post(`/cgi-bin/msgaudit/${what}`, body, 'archive');
  expect(await ask('get_permit_user_list', { type: 1 })).toMatchObject({ ids: ['zhangsan'] });
  expect(await ask('get_permit_user_list', { type: 2 })).toMatchObject({ ids: [] });
  const pairs = { info: ['wmOutside', 'wmOther'].map((exteranalopenid) => ({ userid: 'zhangsan', exteranalopenid })) };
  expect(await ask('check_single_agree', pairs)).toMatchObject({
    agreeinfo: [{ agree_status: 'Agree' }, { agree_status: 'Disagree' }],
  });
  expect(await ask('check_room_agree', { roomid: room })).toMatchObject({
    agreeinfo: [{ exteranalopenid: 'wmOutside', agree_status: 'Disagree' }],
  });
  expect((await ask('groupchat/get', { roomid: room })).errcode).toBe(40050);
  archive.setExpired(true);
  expect((await ask('get_permit_user_list', {})).errcode).toBe(301052);
});

test('the directory shows an app what it may see, without telephone and mail', async () => {
  const stage = await staged();
  const person = await stage.get('/cgi-bin/user/get?userid=LISI');
  expect(person).toMatchObject({ userid: 'lisi', department: [1], is_leader_in_dept: [0], status: 1 });
  expect(Object.keys(person).filter((key) => ['mobile', 'email', 'avatar', 'gender'].includes(key))).toEqual([]);
  expect(await stage.get('/cgi-bin/department/list')).toMatchObject({
    department: [{ id: 1 }, { id: 2, name: '办公室', department_leader: ['lisi'] }],
  });
  expect(await stage.get('/cgi-bin/user/simplelist?department_id=1&fetch_child=1', 'app-2')).toMatchObject({
    userlist: [{ userid: 'wangwu' }],
  });
  expect(await stage.get('/cgi-bin/tag/get?tagid=7')).toMatchObject({ userlist: [{ userid: 'wangwu' }] });
  expect(await stage.get('/cgi-bin/tag/list')).toMatchObject({ taglist: [{ tagid: 7 }] });
  expect(await stage.get('/cgi-bin/department/get?id=2')).toMatchObject({
    department: { department_leader: ['lisi'] },
  });
  expect(await stage.get('/cgi-bin/agent/get?agentid=2', 'app-2')).toMatchObject({
    agentid: 2,
    close: 0,
    allow_userinfos: { user: [{ userid: 'wangwu' }] },
  });
  expect(await stage.get('/cgi-bin/get_api_domain_ip')).toMatchObject({ ip_list: ['127.0.0.1'] });
});

test('the two-hundred-and-first message of an app’s group in a minute passes a member by', async () => {
  const stage = await staged();
  const { chatid } = await stage.post('/cgi-bin/appchat/create', { name: '群', userlist: ['zhangsan', 'lisi'] });
  const say = () => stage.post('/cgi-bin/appchat/send', { chatid, msgtype: 'text', text: { content: '通知' } });
  for (let n = 0; n < 200; n++) await say();
  expect([(await say()).errcode, stage.wecom.record.dropped.map((one) => one.to)]).toEqual([0, ['zhangsan', 'lisi']]);
});

test('the hundred-and-first ticket of an app in an hour answers 45009', async () => {
  const stage = await staged();
  for (let n = 0; n < 100; n++) await stage.get('/cgi-bin/ticket/get?type=agent_config');
  expect((await stage.get('/cgi-bin/ticket/get?type=agent_config')).errcode).toBe(45009);
  expect((await stage.get('/cgi-bin/get_jsapi_ticket')).errcode).toBe(0);
});

import { expect, onTestFinished, test } from 'vitest';
import { startAppUnderTest } from './app-under-test.ts';
import { flood } from './flood.ts';
import { staged } from './staged.ts';
import type { WecomOptions } from './start.ts';
import { readXml } from './xml.ts';

async function withApp(more: Partial<WecomOptions> = {}) {
  const app = await startAppUnderTest();
  onTestFinished(() => app.stop());
  const stage = await staged({ agents: [{ agentid: 1, secret: 'app-1', callback: app.callback }], ...more });
  return { app, stage, wecom: stage.wecom };
}

const names = (xml: string, ...wanted: readonly string[]): readonly (string | null)[] =>
  wanted.map((name) => readXml(xml, name));

test('an address is saved only where the plain text comes back', async () => {
  const { wecom } = await withApp();
  expect(await wecom.callbacks.verify(1)).toMatchObject({ isSaved: true, status: 200 });
  expect(await wecom.callbacks.verify(1, { token: 'other' })).toMatchObject({ isSaved: false, status: 403 });
});

test('a member’s words reach the app as a bare MsgId beyond a double and a text in CDATA', async () => {
  const { app, wecom } = await withApp();
  const { isAcknowledged } = await wecom.people.write('zhangsan', 1, '能发吗 ]]> <b>&amp;');
  const xml = app.heard[0]?.plain ?? '';
  expect([isAcknowledged, ...names(xml, 'FromUserName', 'MsgType', 'AgentID')]).toEqual([
    true,
    'zhangsan',
    'text',
    '1',
  ]);
  expect(xml).toContain('<MsgId>7000000000000000001</MsgId>');
  expect(xml).toContain('<Content><![CDATA[能发吗 ]]]]><![CDATA[> <b>&amp;]]></Content>');
});

test.for([
  ['identical', 1],
  ['signed-anew', 3],
] as const)(
  'a redirect, a 500 and silence are failures, and the retries bear the same content (%s)',
  async ([retries, nonces]) => {
    const { app, wecom } = await withApp({ callbacks: { patience: 1000, retryAfter: 1, retries } });
    app.answerNext({ status: 302 }, { status: 200, afterMs: 1600 }, { status: 500 }, { status: 200 });
    const delivery = await wecom.people.enterAgent('zhangsan', 1);
    expect(delivery.attempts.map((one) => one.status)).toEqual([302, null, 500, 200]);
    expect(new Set(app.heard.map((one) => one.plain)).size).toBe(1);
    expect(new Set(app.heard.map((one) => one.nonce)).size).toBeGreaterThanOrEqual(nonces);
  },
);

test('after three retries the platform gives up', async () => {
  const { app, wecom } = await withApp({ callbacks: { retryAfter: 1 } });
  app.answerNext(...Array.from({ length: 9 }, () => ({ status: 503 })));
  const delivery = await wecom.people.enterAgent('zhangsan', 1);
  expect([delivery.attempts.length, delivery.isAcknowledged, app.heard.length]).toEqual([4, false, 4]);
});

test('a click brings a fresh response_code, and the passive reply changes the clicker’s card only', async () => {
  const { app, stage, wecom } = await withApp();
  const card = {
    card_type: 'vote_interaction',
    main_title: { title: '每日一题' },
    task_id: 'q1',
    checkbox: {
      question_key: 'q',
      mode: 1,
      option_list: [
        { id: 'A', text: '甲' },
        { id: 'B', text: '乙' },
      ],
    },
    submit_button: { text: '提交', key: 'go' },
  };
  const sent = await stage.post('/cgi-bin/message/send', {
    touser: 'zhangsan|lisi',
    msgtype: 'template_card',
    agentid: 1,
    template_card: card,
  });
  const msgid = String(sent['msgid']);
  app.answerNext({
    status: 200,
    reply:
      '<xml><MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已提交]]></ReplaceName></Button></xml>',
  });
  await wecom.people.click('zhangsan', msgid, 'go', { q: ['A', 'B'] });
  const xml = app.heard[0]?.plain ?? '';
  expect(names(xml, 'Event', 'EventKey', 'TaskId', 'CardType')).toEqual([
    'template_card_event',
    'go',
    'q1',
    'vote_interaction',
  ]);
  expect(xml).toContain(
    '<SelectedItems><SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey><OptionIds><OptionId><![CDATA[A]]></OptionId><OptionId><![CDATA[B]]></OptionId></OptionIds></SelectedItem></SelectedItems>',
  );
  expect(['zhangsan', 'lisi'].map((one) => wecom.people.sees(one)[0]?.note)).toEqual(['已提交', null]);
  await expect(wecom.people.click('zhangsan', msgid, 'go')).rejects.toThrow('no button');
  await wecom.people.click('lisi', msgid, 'go', { q: ['A'] });
  const code = readXml(app.heard[1]?.plain ?? '', 'ResponseCode');
  const update = { userids: ['lisi'], agentid: 1, response_code: code, button: { replace_name: '已收到' } };
  expect((await stage.post('/cgi-bin/message/update_template_card', update)).errcode).toBe(0);
  expect((await stage.post('/cgi-bin/message/update_template_card', update)).errcode).toBe(40058);
  expect(wecom.people.sees('lisi')[0]?.note).toBe('已收到');
});

test('forged, mutilated and foreign callbacks are not genuine; a replayed or late one is', async () => {
  const { app, wecom } = await withApp();
  const plain = '<xml><MsgType><![CDATA[text]]></MsgType></xml>';
  const twists = [
    { signature: '0'.repeat(40) },
    { token: 'another' },
    { truncateTo: 150 },
    { body: 'not xml' },
    { timestamp: 1_409_659_813 },
    { padTo: 3_000_000 },
  ];
  for (const twist of twists) await wecom.callbacks.twisted(1, plain, twist);
  const envelope = wecom.callbacks.envelope(1, plain);
  await wecom.callbacks.replay(envelope);
  await wecom.callbacks.replay(envelope);
  expect(app.heard.map((one) => one.isGenuine)).toEqual([false, false, false, false, true, true, true, true]);
  expect(app.heard.at(-3)?.plain.length).toBe(3_000_000);
  expect(app.heard.at(-1)?.nonce).toBe(app.heard.at(-2)?.nonce);
});

test('a post in an archived group lands in the archive and rings, one in a foreign group does neither', async () => {
  const app = await startAppUnderTest();
  onTestFinished(() => app.stop());
  const stage = await staged({
    notifyAfter: 20,
    corp: {
      corpid: 'wwcorp',
      people: [{ userid: 'zhangsan' }, { userid: 'lisi' }],
      archive: { secret: 'archive', permitted: ['zhangsan'], callback: app.callback },
    },
  });
  const { groups, archive, callbacks } = stage.wecom;
  const other = groups.create({ name: '别的群', owner: 'lisi', members: ['wangwu'] });
  groups.text(other, 'lisi', '与我们无关');
  const ours = groups.create({ name: '我们的群', owner: 'zhangsan', members: ['lisi'] });
  const msgid = groups.text(ours, 'lisi', '开会');
  groups.file(ours, 'lisi', { name: '台账.xlsx', bytes: Buffer.from('PK') });
  groups.revoke(ours, 'lisi', msgid);
  await expect.poll(() => callbacks.deliveries.length).toBe(1);
  expect([archive.seq(), readXml(app.heard[0]?.plain ?? '', 'Event')]).toEqual([3, 'msgaudit_notify']);
  const info = await stage.post('/cgi-bin/msgaudit/groupchat/get', { roomid: ours }, 'archive');
  expect(info).toMatchObject({ errcode: 0, roomname: '我们的群', creator: 'zhangsan' });
});

test('a flood keeps its rate and counts what was acknowledged', async () => {
  const { app, wecom } = await withApp();
  const flooded = await flood({ perSecond: 50, forMs: 400, send: () => wecom.people.enterAgent('zhangsan', 1) });
  expect([flooded.sent, flooded.acknowledged, flooded.retried]).toEqual([app.heard.length, app.heard.length, 0]);
  expect(flooded.sent).toBeGreaterThan(10);
  expect(flooded.p99).toBeGreaterThanOrEqual(flooded.p50);
});

import { afterEach, describe, expect, test } from 'vitest';
import type { Card, Outgoing } from '#model/gateway.ts';
import { createAppMessages } from '#gateway/wecom/send/app-messages.ts';
import { createCardCodes, memoryCodes } from '#gateway/wecom/send/card-codes.ts';
import { memorySends } from '#gateway/wecom/send/quota.ts';
import { createSend } from '#gateway/wecom/send/send.ts';
import type { Robot } from '#gateway/wecom/robot/robot.ts';
import type { WecomGroup } from '#gateway/wecom/settings.ts';
import { localApi, type Handler } from '../local-server.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
const home = 'https://zhouzhi.example.cn/about';
const card: Card = {
  ref: 'wecom:wr1',
  title: '请尽快处理一条消息',
  body: ['第一段', '第二段'],
  buttons: [
    { action: 'claim-withdrawn', label: '已撤回' },
    { action: 'template/机关', label: '机关科室' },
  ],
  link: { label: '查看说明', url: 'https://zhouzhi.example.cn/notice/x' },
};
const plain: Card = { ...card, buttons: [], link: null };
const toMember = (key: string, one: Card = card): Outgoing => ({
  key,
  to: { kind: 'member', id: 'wecom:ZhangSan' },
  card: one,
});
const toGroup = (id: string, key = 'g'): Outgoing => ({ key, to: { kind: 'group', id: `wecom:${id}` }, card });

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

let sent = 0;
const accepted: Handler = () => ({ errcode: 0, errmsg: 'ok', invaliduser: '', msgid: `msg-${++sent}` });

async function door(handler: Handler = accepted) {
  const local = await localApi(handler);
  ({ close } = local);
  const alarms: string[] = [];
  const messages = createAppMessages(local.api, 1000002, (says) => alarms.push(says));
  const group = (id: string, more: Partial<WecomGroup>): [string, WecomGroup] => [
    id,
    { id, kind: 'internal', owner: null, name: null, webhook: null, chat: null, ...more },
  ];
  const settings = {
    recallWindow: null,
    ownerRecalls: false,
    groups: new Map([
      group('wr1', { webhook: 'key-of-wr1' }),
      group('wr2', {}),
      group('own3', { kind: 'app' }),
      group('wr4', { chat: 'chat-4' }),
    ]),
  };
  const pushed: string[][] = [];
  const robot: Pick<Robot, 'push'> = {
    async push(chat, markdown) {
      pushed.push([chat, markdown]);
      return { ok: true, value: null };
    },
  };
  const clock = (): number => local.time.now;
  const codes = createCardCodes(memoryCodes(), clock);
  const send = createSend({ api: local.api, messages, codes, settings, robot, home, clock, sends: memorySends(clock) });
  const calls = () =>
    local.seen
      .filter(({ path }) => path !== '/cgi-bin/gettoken')
      .map(({ path, query, body }) => ({ path, query, body: JSON.parse(String(body)) }));
  return { ...local, pushed, send, messages, calls, told: alarms };
}

describe('a card to a member', () => {
  test('with buttons is a card whose keys carry what they are about', async () => {
    const { send, calls } = await door();
    const receipt = await send(toMember('case-1/notify'), signal());
    expect({ receipt, calls: calls() }).toEqual({
      receipt: { ok: true, id: expect.stringMatching(/^msg-/) },
      calls: [
        {
          path: '/cgi-bin/message/send',
          query: { access_token: 't1' },
          body: {
            touser: 'ZhangSan',
            msgtype: 'template_card',
            agentid: 1000002,
            enable_duplicate_check: 1,
            duplicate_check_interval: 14400,
            template_card: {
              card_type: 'button_interaction',
              source: { desc: '周知', desc_color: 0 },
              main_title: { title: '请尽快处理一条消息' },
              sub_title_text: '第一段\n第二段',
              task_id: expect.stringMatching(/^zz-[0-9A-Za-z_-]{32}$/),
              jump_list: [{ type: 1, title: '查看说明', url: 'https://zhouzhi.example.cn/notice/x' }],
              card_action: { type: 1, url: 'https://zhouzhi.example.cn/notice/x' },
              button_list: [
                { text: '已撤回', style: 1, key: 'claim-withdrawn|wecom%3Awr1' },
                { text: '机关科室', style: 4, key: 'template%2F%E6%9C%BA%E5%85%B3|wecom%3Awr1' },
              ],
            },
          },
        },
      ],
    });
  });

  const choices = (count: number): Card => ({
    ...plain,
    buttons: Array.from({ length: count }, (_, index) => ({ action: `a${index}`, label: `选${index}` })),
  });
  const first = { id: 'a0|wecom%3Awr1', text: '选0' };

  test('with more choices than buttons is a list to pick from', async () => {
    const { send, calls } = await door();
    for (const count of [6, 7, 10, 11, 20]) await send(toMember(`k${count}`, choices(count)), signal());
    const shown = calls().map(({ body }) => body.template_card);
    expect(shown.map((one) => one.card_type)).toEqual([
      'button_interaction',
      'multiple_interaction',
      'multiple_interaction',
      'vote_interaction',
      'vote_interaction',
    ]);
    expect(shown[1]).toMatchObject({
      select_list: [{ question_key: 'pick', title: '请选择', option_list: expect.arrayContaining([first]) }],
      submit_button: { text: '确定', key: 'pick' },
    });
    expect(shown[3]).toMatchObject({
      checkbox: { question_key: 'pick', mode: 0, option_list: expect.arrayContaining([first]) },
      submit_button: { text: '确定', key: 'pick' },
    });
  });

  test('with more choices than the platform takes is refused', async () => {
    const { send, calls } = await door();
    expect([await send(toMember('k', choices(21)), signal()), calls()]).toEqual([
      { ok: false, refused: 'invalid' },
      [],
    ]);
  });

  test('without buttons is a notice that leads somewhere', async () => {
    const { send, calls } = await door();
    await send(toMember('k', plain), signal());
    const [call] = calls();
    expect(call?.body.template_card).toEqual({
      card_type: 'text_notice',
      source: { desc: '周知', desc_color: 0 },
      main_title: { title: '请尽快处理一条消息' },
      sub_title_text: '第一段\n第二段',
      task_id: expect.any(String),
      card_action: { type: 1, url: home },
    });
  });

  test.for([
    ['what fits', ['一'.repeat(100), '二'.repeat(59)], `${'一'.repeat(100)}\n${'二'.repeat(59)}`, undefined],
    ['one letter more', ['一'.repeat(100), '二'.repeat(60)], '一'.repeat(100), '二'.repeat(60)],
    ['one long paragraph', ['长'.repeat(300)], undefined, '长'.repeat(300)],
    ['nothing', [], undefined, undefined],
  ] as const)('no word is lost: %s', async ([, body, above, below]) => {
    const { send, calls } = await door();
    await send(toMember('k', { ...plain, body }), signal());
    const shown = calls()[0]?.body.template_card;
    expect([shown.sub_title_text, shown.quote_area?.quote_text]).toEqual([above, below]);
  });

  test('the same key is sent once and answered as before, another key is another card', async () => {
    const { send, calls } = await door();
    const receipts = [];
    for (const key of ['a', 'a', 'b']) receipts.push(await send(toMember(key), signal()));
    const tasks = calls().map(({ body }) => body.template_card.task_id);
    expect({ same: receipts[0] === receipts[1], tasks: new Set(tasks).size, calls: tasks.length }).toEqual({
      same: true,
      tasks: 2,
      calls: 2,
    });
  });

  test('a repeat by another process is the same request, which the platform drops', async () => {
    const bodies: unknown[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const { send, calls } = await door();
      await send(toMember('a'), signal());
      bodies.push(calls()[0]?.body);
      await close?.();
    }
    expect(bodies[0]).toEqual(bodies[1]);
    close = null;
  });

  test.for([
    ['nobody of that name', { invaliduser: 'zhangsan' }, 'invalid', 0],
    ['somebody without a licence', { unlicenseduser: 'other|zhangsan' }, 'not-allowed', 1],
  ] as const)('success that reached nobody is a refusal: %s', async ([, answer, refused, alarms]) => {
    const { send, told } = await door(() => ({ errcode: 0, errmsg: 'ok', msgid: 'm', ...answer }));
    expect([await send(toMember('k'), signal()), told.length]).toEqual([{ ok: false, refused }, alarms]);
  });

  test('a refusal is not remembered', async () => {
    let turn = 0;
    const { send } = await door(() => (turn++ === 0 ? { errcode: 81013, errmsg: 'x' } : { errcode: 0, msgid: 'm' }));
    expect([await send(toMember('k'), signal()), await send(toMember('k'), signal())]).toEqual([
      { ok: false, refused: 'invalid' },
      { ok: true, id: 'm' },
    ]);
  });

  test('the thirty-first of a minute and the thousand-and-first of an hour wait even where they come first, and none is lost', async () => {
    const { send, time, calls } = await door();
    const startedAt = time.now;
    let delivered = 0;
    const waits: number[] = [];
    for (let index = 0; index < 1001;) {
      const problem = await send({ ...toMember(`k${index}`), isFirst: true }, signal()).then(
        () => null,
        (error: { retryAt: number }) => error.retryAt,
      );
      if (problem === null) index += 1;
      else {
        waits.push((problem - startedAt) / 60_000);
        time.now = problem;
      }
      delivered = index;
    }
    expect({ delivered, calls: calls().length, first: waits[0], last: waits.at(-1) }).toEqual({
      delivered: 1001,
      calls: 1001,
      first: 1,
      last: 60,
    });
  });

  test('another member is not kept waiting', async () => {
    const { send } = await door();
    for (let index = 0; index < 24; index++) await send(toMember(`k${index}`), signal());
    await expect(send(toMember('k24'), signal())).rejects.toMatchObject({ name: 'Transient' });
    const other: Outgoing = { key: 'o', to: { kind: 'member', id: 'wecom:lisi' }, card };
    expect((await send(other, signal())).ok).toBe(true);
  });
});

describe('a card to a group', () => {
  test('goes to its 消息推送, without buttons', async () => {
    const { send, calls } = await door();
    const receipt = await send(toGroup('wr1'), signal());
    expect({ ok: receipt.ok, calls: calls() }).toEqual({
      ok: true,
      calls: [
        {
          path: '/cgi-bin/webhook/send',
          query: { key: 'key-of-wr1' },
          body: {
            msgtype: 'template_card',
            template_card: {
              card_type: 'text_notice',
              source: { desc: '周知', desc_color: 0 },
              main_title: { title: '请尽快处理一条消息' },
              sub_title_text: '第一段\n第二段',
              card_action: { type: 1, url: 'https://zhouzhi.example.cn/notice/x' },
            },
          },
        },
      ],
    });
  });

  test('goes as markdown where the app made the group', async () => {
    const { send, calls } = await door();
    await send(toGroup('own3'), signal());
    expect(calls()).toMatchObject([
      {
        path: '/cgi-bin/appchat/send',
        body: {
          chatid: 'own3',
          msgtype: 'markdown',
          markdown: {
            content: '**请尽快处理一条消息**\n第一段\n第二段\n[查看说明](https://zhouzhi.example.cn/notice/x)',
          },
        },
      },
    ]);
  });

  test('goes by the robot where it was spoken to', async () => {
    const { send, pushed } = await door();
    expect([(await send(toGroup('wr4'), signal())).ok, pushed]).toEqual([
      true,
      [['chat-4', expect.stringMatching(/^\*\*请尽快处理一条消息\*\*\n第一段/)]],
    ]);
  });

  test.for(['wr2', 'wr-unknown'])('is refused where nothing leads into it: %s', async (id) => {
    const { send, calls } = await door();
    expect([await send(toGroup(id), signal()), calls()]).toEqual([{ ok: false, refused: 'not-allowed' }, []]);
  });

  test('the twenty-first of a minute waits', async () => {
    const { send, time } = await door();
    for (let index = 0; index < 20; index++) await send(toGroup('wr1', `k${index}`), signal());
    await expect(send(toGroup('wr1', 'k20'), signal())).rejects.toMatchObject({ retryAt: time.now + 60_000 });
  });

  test('an address of another platform is refused', async () => {
    const { send } = await door();
    const other: Outgoing = { key: 'k', to: { kind: 'member', id: 'sandbox:x' }, card };
    expect(await send(other, signal())).toEqual({ ok: false, refused: 'invalid' });
  });
});

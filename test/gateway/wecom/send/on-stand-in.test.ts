import { onTestFinished, describe, expect, test } from 'vitest';
import type { Card, Outgoing } from '#model/gateway.ts';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { createApi } from '#gateway/wecom/api/client.ts';
import { memoryShelf } from '#gateway/wecom/api/tokens.ts';
import { decodeAesKey } from '#gateway/wecom/crypto.ts';
import { createWecomDoor } from '#gateway/wecom/gateway.ts';
import { createAppMessages } from '#gateway/wecom/send/app-messages.ts';
import { createMediaRoom } from '#gateway/wecom/send/media.ts';
import { startWecom } from '../../../simulator/wecom/start.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
const callback = { url: 'http://127.0.0.1:1/', token: 'QDG6eK', aesKey: 'a'.repeat(43) };
const home = 'https://zhouzhi.example.cn/about';
const hour = 3_600_000;
const card: Card = {
  ref: 'case-1',
  title: '请尽快处理一条消息',
  body: ['第一段', '第二段'],
  buttons: [{ action: 'claim-withdrawn', label: '已撤回' }],
  link: { label: '查看说明', url: 'https://zhouzhi.example.cn/notice/x' },
};
const toZhang = (key: string, more: Partial<Card> = {}): Outgoing => ({
  key,
  to: { kind: 'member', id: 'wecom:zhangsan' },
  card: { ...card, ...more },
});

/** The whole door before the stand-in, with a set clock; callbacks are carried by hand. */
async function staged({ hasCallback = true } = {}) {
  let at = Date.parse('2026-11-26T09:00:00+08:00');
  const clock = (): number => at;
  const wecom = await startWecom({
    clock,
    agents: [{ agentid: 1, secret: 'app-1', ...(hasCallback && { callback }) }],
    corp: { corpid: 'wwcorp', people: [{ userid: 'zhangsan', name: '张三' }, { userid: 'lisi' }] },
  });
  wecom.callbacks.hold();
  onTestFinished(() => wecom.stop());
  const open = () =>
    createWecomDoor({
      account: {
        apiBase: wecom.url,
        corpId: 'wwcorp',
        agentId: 1,
        secret: 'app-1',
        token: callback.token,
        aesKey: decodeAesKey(callback.aesKey) ?? Buffer.alloc(0),
        archive: null,
        robot: null,
      },
      settings: { recallWindow: null, ownerRecalls: false, groups: new Map() },
      home,
      clock,
      chance: (size) => Buffer.alloc(size, 7),
      registered: async () => [],
      onRefused: () => undefined,
      onPulled: () => undefined,
    }).gateway;
  const gateway = open();
  const api = createApi({
    exchange: createExchanger(wecom.url),
    corpId: 'wwcorp',
    secrets: { app: 'app-1' },
    shelf: memoryShelf(),
    clock,
    onAlarm: () => undefined,
  });
  const messages = createAppMessages(api, 1, () => undefined);
  /** What the app is told of what members did since the last time. */
  const heard = async () => {
    const inbound = [];
    for (const { query, body } of wecom.callbacks.take()) {
      const accepted = await gateway.accept?.({ method: 'POST', query, headers: {}, body: Buffer.from(body) });
      inbound.push(...(accepted?.inbound ?? []));
    }
    return inbound;
  };
  const shown = () => wecom.people.sees('zhangsan');
  const press = async (msgid: string, key: string, selected = {}): Promise<void> =>
    void (await wecom.people.click('zhangsan', msgid, key, selected));
  return { wecom, gateway, open, messages, api, clock, heard, shown, press, pass: (ms: number) => void (at += ms) };
}

const buttons = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ action: `a${index}`, label: `选${index}` }));
const question = {
  text: '涉密文件能用微信传吗？',
  options: ['能', '不能', '领导同意就能', '撤回得快就能'],
  many: true,
};

describe('what a member sees', () => {
  test.for<readonly [string, Partial<Card>, string]>([
    ['a notice without buttons', { buttons: [] }, 'text_notice'],
    ['a card with buttons', {}, 'button_interaction'],
    ['a card with a list', { buttons: buttons(8) }, 'multiple_interaction'],
    ['a card with a long list', { buttons: buttons(15) }, 'vote_interaction'],
    ['a question with one answer', { buttons: [], question: { ...question, many: false } }, 'vote_interaction'],
    ['a question with several answers', { buttons: [], question }, 'vote_interaction'],
  ])('%s', async ([, more, type]) => {
    const { gateway, shown } = await staged();
    expect((await gateway.send(toZhang('k', more), signal())).ok).toBe(true);
    expect(shown()).toMatchObject([{ msgtype: 'template_card', body: { card_type: type } }]);
  });

  test.for<readonly [string, Partial<Card>, object]>([
    ['a card with a link', {}, { msgtype: 'textcard', body: { title: card.title, url: card.link?.url } }],
    ['words alone', { link: null }, { msgtype: 'markdown', body: { content: `**${card.title}**\n第一段\n第二段` } }],
    [
      'words too many for that',
      { link: null, body: ['长'.repeat(700)] },
      { msgtype: 'text', body: { content: expect.stringMatching(/^请尽快处理一条消息\n长+…$/) } },
    ],
  ])('where the platform does not take the card it is said in plainer words: %s', async ([, more, expected]) => {
    const { gateway, shown } = await staged({ hasCallback: false });
    expect((await gateway.send(toZhang('k', more), signal())).ok).toBe(true);
    expect(shown()).toMatchObject([expected]);
  });

  test('a question’s answer comes back as the letters that were chosen, and the options are whole', async () => {
    const { gateway, shown, press, heard } = await staged();
    await gateway.send(toZhang('quiz-1', { buttons: [], question }), signal());
    const [one] = shown();
    const box = { key: 'choose|case-1', options: ['C', 'A'] };
    await press(one?.msgid ?? '', box.key, { [box.key]: box.options });
    expect(await heard()).toMatchObject([
      { kind: 'pressed', member: 'wecom:zhangsan', ref: 'case-1', action: 'choose/AC' },
    ]);
    expect(one?.body).toMatchObject({
      sub_title_text: question.text,
      checkbox: {
        mode: 1,
        option_list: [
          { id: 'A', text: 'A. 能' },
          { id: 'B', text: 'B. 不能' },
          { id: 'C', text: 'C. 领导同意就能' },
          { id: 'D', text: 'D. 撤回得快就能' },
        ],
      },
    });
  });

  test('long options stand above whole, and an answer without a choice is none', async () => {
    const { gateway, shown, press, heard } = await staged();
    const options = ['先请示再决定，并在电话里把文件编号和标题念清楚', '直接发到群里'];
    await gateway.send(toZhang('quiz-2', { buttons: [], question: { ...question, options } }), signal());
    const [one] = shown();
    await press(one?.msgid ?? '', 'choose|case-1');
    expect([JSON.stringify(one?.body).includes(`A. ${options[0]}`), await heard()]).toEqual([true, []]);
  });

  test('another process that repeats a key is not seen twice', async () => {
    const { gateway, open, shown } = await staged();
    const receipts = [await gateway.send(toZhang('k'), signal()), await open().send(toZhang('k'), signal())];
    expect([receipts[0], shown().length]).toEqual([receipts[1], 1]);
  });
});

describe('a card that was sent', () => {
  const settled = async (gateway: Awaited<ReturnType<typeof staged>>['gateway'], says = '已撤回') =>
    gateway.settle?.({ key: 'k', to: 'wecom:zhangsan' }, says, signal());

  test('says what became of it, once', async () => {
    const { gateway, shown } = await staged();
    await gateway.send(toZhang('k'), signal());
    const first = await settled(gateway);
    expect([first?.ok, shown()[0]?.note, await settled(gateway, '已办结')]).toEqual([
      true,
      '已撤回',
      { ok: false, refused: 'gone' },
    ]);
  });

  test('says it also after its button was pressed, by the code of the press', async () => {
    const { gateway, shown, press, heard } = await staged();
    await gateway.send(toZhang('k'), signal());
    await press(shown()[0]?.msgid ?? '', 'claim-withdrawn|case-1');
    await heard();
    expect([(await settled(gateway))?.ok, shown()[0]?.note]).toEqual([true, '已撤回']);
  });

  test('does not after 72 hours, nor one nobody sent', async () => {
    const { gateway, pass } = await staged();
    const before = await settled(gateway);
    await gateway.send(toZhang('k'), signal());
    pass(72 * hour);
    expect([before, await settled(gateway)]).toEqual([
      { ok: false, refused: 'gone' },
      { ok: false, refused: 'gone' },
    ]);
  });

  test('is recalled by its id within a day', async () => {
    const { messages, shown, pass } = await staged();
    const say = () => messages.say('zhangsan', { msgtype: 'text', text: { content: '开会' } }, signal());
    const [early, late] = [await say(), await say()];
    if (!early.ok || !late.ok) throw new Error('expected both sent');
    expect([early.id === late.id, await messages.recall(early.id, signal()), shown()]).toEqual([
      true,
      { ok: true, id: early.id },
      [],
    ]);
    pass(5 * hour);
    const another = await say();
    pass(24 * hour + 1);
    expect(another.ok && (await messages.recall(another.id, signal()))).toEqual({ ok: false, refused: 'invalid' });
  });
});

describe('files', () => {
  const file = { kind: 'file', name: '周报.txt', bytes: Buffer.from('一二三四五六') } as const;
  const uploads = (wecom: Awaited<ReturnType<typeof staged>>['wecom']): number =>
    wecom.record.calls('/cgi-bin/media/upload').length;

  test('go up once for several messages, and come down as they went up', async () => {
    const { wecom, api, messages, clock, shown } = await staged();
    const media = createMediaRoom(api, messages, clock);
    const sent = [await media.send('zhangsan', file, signal()), await media.send('lisi', file, signal())];
    const id = await media.put(file, signal());
    const down = id.ok ? await media.get(id.value, signal()) : null;
    expect([
      sent.map(({ ok }) => ok),
      uploads(wecom),
      shown()[0]?.msgtype,
      down?.ok && down.value.equals(file.bytes),
    ]).toEqual([[true, true], 1, 'file', true]);
  });

  test('go up again when their three days are over, or when the platform has forgotten them', async () => {
    const { wecom, api, messages, clock, pass } = await staged();
    const media = createMediaRoom(api, messages, clock);
    await media.send('zhangsan', file, signal());
    pass(3 * 24 * hour);
    await media.send('zhangsan', file, signal());
    wecom.world.media.clear();
    const last = await media.send('lisi', file, signal());
    expect([last.ok, uploads(wecom)]).toEqual([true, 3]);
  });

  test.for([
    ['five bytes', 'file', 5],
    ['a picture of eleven megabytes', 'image', 11 * 1024 * 1024],
    ['a file of twenty-one megabytes', 'file', 21 * 1024 * 1024],
  ] as const)('%s are not sent at all', async ([, kind, size]) => {
    const { wecom, api, messages, clock } = await staged();
    const media = createMediaRoom(api, messages, clock);
    const answer = await media.put({ kind, name: 'x', bytes: Buffer.alloc(size) }, signal());
    expect([answer, uploads(wecom)]).toEqual([{ ok: false, refused: 'invalid', code: 40006 }, 0]);
  });
});

test('quotas leave room for what cannot wait, and the platform drops nothing', async () => {
  const { wecom, gateway, shown } = await staged();
  let waiting = 0;
  const send = (index: number, isFirst: boolean): Promise<unknown> =>
    gateway.send({ ...toZhang(`k${index}`), ...(isFirst && { isFirst }) }, signal()).catch(() => (waiting += 1));
  for (let index = 0; index < 40; index++) await send(index, false);
  for (let index = 40; index < 50; index++) await send(index, true);
  expect([shown().length, waiting, wecom.record.dropped]).toEqual([30, 20, []]);
});

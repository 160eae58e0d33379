import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requires } from '../support/requires.ts';
import { until } from '../support/running-house.ts';
import { startWecomHouse, type WecomHouse } from '../support/wecom-house.ts';

const gcc = requires('gcc');
const asker = 'sandbox:member-13';

describe.skipIf(!gcc.available)(`the group robot in a running house${gcc.reason}`, () => {
  let running: WecomHouse;
  beforeAll(async () => {
    running = await startWecomHouse({ robot: true });
    await until('the robot is there', async () => running.wecom.robot.isSubscribed());
  }, 60_000);
  afterAll(() => running.close());

  const saidIn = (chat: string): readonly string[] =>
    running.wecom.robot.shows(chat).map(({ body }) => JSON.stringify(body));

  test('who opens its chat is welcomed', async () => {
    running.wecom.robot.enterChat('member-13');
    await until('the welcome is there', async () => saidIn('member-13').length === 1);
    expect(saidIn('member-13')[0]).toContain('请不要把拿不准的内容发给我');
  });

  test('a mention is answered privately; the group hears only where', async () => {
    running.wecom.robot.mention('chat-机关科室', 'member-13', '这个能不能发群里');
    const card = await running.awaitCard(asker, '');
    await until('the group has a word', async () => saidIn('chat-机关科室').length === 1);
    expect(saidIn('chat-机关科室')[0]).toContain('已在“周知”应用里私下答复您');
    expect(card.words).not.toContain('能不能发群里');
  });

  test('a quotation is answered privately with the request not to quote, and nothing of it is kept or repeated', async () => {
    const quote = { msgtype: 'text', text: { content: '机密★1年 引用的原话 甲乙丙丁' } } as const;
    const told = running.wecom.robot.mention('chat-机关科室', 'member-12', '这个不合适吧', { quote });
    expect(told.isDelivered).toBe(true);
    const card = await running.awaitCard('sandbox:member-12', '请不要引用或转发');
    expect(card.words).toContain('请不要引用、截图、转发它');
    const shown = running.wecom.world.shown.map(({ body }) => JSON.stringify(body)).join('');
    expect([shown.includes('甲乙丙丁'), running.books.cases(), running.books.inbox().payloads]).toEqual([false, 0, 0]);
  });

  test('a fourth question of a member is heard, because each before it had its word', async () => {
    const heard = [];
    for (const text of ['怎么申诉', '我的信息', '能不能发', '误判了']) {
      heard.push(running.wecom.robot.mention('chat-乡镇政府', 'member-33', text).isDelivered);
      await until('it has its word', async () => saidIn('chat-乡镇政府').length === heard.length);
    }
    expect(heard).toEqual([true, true, true, true]);
  });

  test('bound, a group’s chat says so; a chat nobody knows is told its number', async () => {
    running.wecom.robot.mention('chat-高校院系', 'member-21', '绑定');
    running.wecom.robot.mention('chat-of-nobody', 'member-21', '绑定');
    await until(
      'both are answered',
      async () => saidIn('chat-of-nobody').length + saidIn('chat-高校院系').length === 2,
    );
    expect([saidIn('chat-高校院系')[0], saidIn('chat-of-nobody')[0]]).toEqual([
      expect.stringContaining('本群已登记'),
      expect.stringContaining('本群的会话 ID 是 `chat-of-nobody`'),
    ]);
  });
});

describe('coverage on WeCom', () => {
  let running: WecomHouse;
  const none = { WECOM_ARCHIVE_SECRET: '', WECOM_ARCHIVE_KEYS: '', WECOM_FINANCE_SDK: '' };
  beforeAll(async () => {
    running = await startWecomHouse({ robot: true, isBlind: ['sandbox:group-town'], env: none });
  }, 60_000);
  afterAll(() => running.close());

  test('without an archive a group is mentions only where the robot is bound, and send only elsewhere; the console says so', async () => {
    const { groups } = await running.console.get<{
      readonly groups: readonly { readonly id: string; readonly coverage: string }[];
    }>('/register');
    const of = (seeded: string): string | undefined =>
      groups.find(({ id }) => id === `wecom:${running.room(seeded)}`)?.coverage;
    expect([of('sandbox:group-office'), of('sandbox:group-town')]).toEqual([
      '只看得到@它的消息，不能撤回，改为请本人撤回',
      '看不到消息，只能发送，不能撤回，改为请本人撤回',
    ]);
  });
});

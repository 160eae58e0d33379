import { expect, test } from 'vitest';
import { decodeKey, decrypt } from './crypto.ts';
import { staged } from './staged.ts';
import { createWecomStage } from './stage.ts';
import { readXml } from './xml.ts';

test('what people do on the stage stands in the archive, in chats and in the callbacks held', async () => {
  const { wecom, post } = await staged();
  const stage = createWecomStage(wecom, { agentid: 1, kind: 'internal' });
  const group = await stage.group({ retracts: true });
  const msgid = await stage.post(group.id, group.member, '开会');
  await stage.recall(msgid, group.member);
  const touser = group.member.replace('wecom:', '');
  const card = {
    card_type: 'button_interaction',
    main_title: { title: '请尽快处理' },
    task_id: 'c1',
    button_list: [{ text: '接手', key: 'case-1|ack' }],
  };
  const sent = await post('/cgi-bin/message/send', {
    touser,
    msgtype: 'template_card',
    agentid: 1,
    template_card: card,
  });
  await stage.press(`wecom:${String(sent['msgid'])}`, group.member, 'ack');
  await stage.ask(group.member, '能发吗');
  const plain = (await stage.callbacks()).map(({ body }) => {
    const encrypted = readXml(Buffer.from(body).toString('utf8'), 'Encrypt') ?? '';
    return decrypt(decodeKey('a'.repeat(43)), encrypted).message;
  });
  expect(plain.map((xml) => readXml(xml, 'EventKey') ?? readXml(xml, 'Content') ?? readXml(xml, 'Event'))).toEqual([
    'case-1|ack',
    '能发吗',
    'msgaudit_notify',
  ]);
  const to = { kind: 'member', id: group.member } as const;
  expect([wecom.archive.seq(), await stage.isVisible(msgid), await stage.shown(to)]).toEqual([
    2,
    false,
    ['请尽快处理'],
  ]);
  expect((await stage.callbacks()).length).toBe(0);
  await stage.setOutage(true);
  await expect(post('/cgi-bin/message/recall', { msgid: '' })).rejects.toBeInstanceOf(Error);
  await stage.setOutage(false);
  expect((await post('/cgi-bin/message/recall', { msgid: '' })).errcode).toBe(40058);
});

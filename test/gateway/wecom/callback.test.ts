import { describe, expect, test } from 'vitest';
import type { CallbackRequest } from '#model/gateway.ts';
import { createCallback } from '#gateway/wecom/callback.ts';
import { close, decodeAesKey, open, signatureOf } from '#gateway/wecom/crypto.ts';
import type { Heard } from '#gateway/wecom/heard.ts';
import { parseXml, textAt } from '#gateway/wecom/xml.ts';

const token = 'QDG6eK';
const corpId = 'wx5823bf96d3bd56c7';
const aesKey = decodeAesKey('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C') ?? Buffer.alloc(0);
const now = 1_409_659_813_000;

function door(startAt = now) {
  const refused: [string, number][] = [];
  const heard: Heard[] = [];
  const time = { now: startAt };
  const accept = createCallback({
    token,
    corpId,
    aesKey,
    clock: () => time.now,
    chance: (size) => Buffer.alloc(size, 7),
    onRefused: (why, bytes) => refused.push([why, bytes]),
    onHeard: async (one) => void heard.push(one),
  });
  return { accept, refused, heard, time };
}

interface Wanted {
  readonly at?: number;
  readonly receiver?: string;
  readonly nonce?: string;
}

function callback(
  message: string,
  { at = now, receiver = corpId, nonce = '1372623149' }: Wanted = {},
): CallbackRequest {
  const timestamp = String(Math.floor(at / 1000));
  const encrypted = close(aesKey, message, { receiver, salt: Buffer.alloc(16, 1) });
  const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[218]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
  const query = { msg_signature: signatureOf(token, { timestamp, nonce, encrypted }), timestamp, nonce };
  return { method: 'POST', query, headers: {}, body: Buffer.from(body) };
}

const xml = (fields: string): string =>
  `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1409659813</CreateTime>${fields}</xml>`;
const event = (name: string, more = ''): string =>
  xml(`<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${name}]]></Event>${more}`);
const text = xml(
  '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[能发吗]]></Content><MsgId>4561255354251345929</MsgId>',
);

describe('the app’s callback address', () => {
  test.for([
    ['as it was sent', 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='],
    [
      'with its plus signs lost',
      'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp 4RPcs8TgAE7OaBO FZXvnaqQ==',
    ],
  ] as const)('the URL is verified, %s', async ([, echostr]) => {
    const { accept } = door(1_409_659_589_000);
    const query = {
      msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
      timestamp: '1409659589',
      nonce: '263014780',
      echostr,
    };
    expect(await accept({ method: 'GET', query, headers: {}, body: new Uint8Array() })).toEqual({
      reply: { status: 200, type: 'text/plain', body: '1616140317555161061' },
      inbound: [],
      rang: false,
    });
  });

  const asked = { kind: 'asked', member: 'wecom:zhangsan', group: null, at: now } as const;
  test.for([
    [
      'a text is a question',
      text,
      { inbound: [{ ...asked, key: 'wecom:message:4561255354251345929', text: '能发吗' }] },
    ],
    [
      'a picture is a question without words',
      xml('<MsgType>image</MsgType><PicUrl>http://x</PicUrl><MsgId>45</MsgId>'),
      { inbound: [{ ...asked, key: 'wecom:message:45', text: '' }] },
    ],
    [
      'a link is asked by its title',
      xml('<MsgType>link</MsgType><Title>标题</Title><Description>说明</Description><MsgId>46</MsgId>'),
      { inbound: [{ ...asked, key: 'wecom:message:46', text: '标题\n说明' }] },
    ],
    [
      'a menu’s key is a question',
      event('click', '<EventKey>我的记录</EventKey>'),
      { inbound: [{ ...asked, key: expect.stringMatching(/^wecom:event:[\w-]{32}$/), text: '我的记录' }] },
    ],
    ['the archive’s bell rings', event('msgaudit_notify'), { rang: true }],
    ['a change of the directory is told', event('change_contact', '<ChangeType>delete_user</ChangeType>'), {}],
    ['opening the app brings nothing', event('enter_agent'), {}],
    ['an app that may be switched off brings nothing', event('inactive_alert'), {}],
    ['an unknown event brings nothing', event('from_the_future'), {}],
    ['a key of another house brings nothing', event('template_card_event', '<EventKey>ok</EventKey>'), {}],
  ] as const)('%s', async ([, message, wanted]) => {
    const { accept, refused } = door();
    const accepted = await accept(callback(message));
    expect({ accepted, refused }).toEqual({
      accepted: { reply: { status: 200, type: 'text/plain', body: '' }, inbound: [], rang: false, ...wanted },
      refused: [],
    });
  });

  test('a changed directory and an alarm are handed on', async () => {
    const { accept, heard } = door();
    await accept(callback(event('change_contact')));
    await accept(callback(event('low_active_alert')));
    expect(heard.map(({ contactsChanged, alarm }) => [contactsChanged, alarm !== null])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  const press = event(
    'template_card_event',
    '<EventKey><![CDATA[claim-withdrawn|case-1]]></EventKey><TaskId>t</TaskId><CardType>button_interaction</CardType><ResponseCode>code</ResponseCode>',
  );

  test('a pressed button arrives, and whoever pressed sees that it was taken', async () => {
    const { accept } = door();
    const { inbound, reply } = await accept(callback(press));
    const envelope = parseXml(reply.body);
    if (!envelope) throw new Error('expected a reply');
    const [encrypted, timestamp, nonce] = ['Encrypt', 'TimeStamp', 'Nonce'].map((name) => textAt(envelope, name));
    const signed = { encrypted: encrypted ?? '', timestamp: timestamp ?? '', nonce: nonce ?? '' };
    const plain = parseXml(open(aesKey, signed.encrypted, corpId) ?? '');
    expect({
      inbound,
      isSigned: textAt(envelope, 'MsgSignature') === signatureOf(token, signed),
      says: plain && [textAt(plain, 'ToUserName'), textAt(plain, 'MsgType'), plain.children.at(-1)?.children[0]?.text],
    }).toEqual({
      inbound: [
        {
          kind: 'pressed',
          key: expect.stringMatching(/^wecom:event:/),
          at: now,
          member: 'wecom:zhangsan',
          ref: 'case-1',
          action: 'claim-withdrawn',
        },
      ],
      isSigned: true,
      says: ['zhangsan', 'update_button', '已收到'],
    });
  });

  test('a choice that may be made anew keeps its buttons', async () => {
    const key = encodeURIComponent('template/机关');
    const { inbound, reply } = await door().accept(
      callback(event('template_card_event', `<EventKey>${key}|wecom%3Awr1</EventKey>`)),
    );
    expect({ reply: reply.body, pressed: inbound[0] }).toMatchObject({
      reply: '',
      pressed: { ref: 'wecom:wr1', action: 'template/机关' },
    });
  });

  test('what was picked from a list is what was pressed', async () => {
    const items =
      '<SelectedItems><SelectedItem><QuestionKey>pick</QuestionKey><OptionIds><OptionId>answer%2FA|quiz-9</OptionId></OptionIds></SelectedItem></SelectedItems>';
    const { inbound } = await door().accept(
      callback(event('template_card_event', `<EventKey>pick</EventKey>${items}`)),
    );
    expect(inbound[0]).toMatchObject({ kind: 'pressed', ref: 'quiz-9', action: 'answer/A' });
  });

  test('two events of one second have keys of their own, the same one keeps its key', async () => {
    const { accept } = door();
    const keys = [];
    for (const [index, task] of ['t1', 't2', 't1'].entries()) {
      const message = event('template_card_event', `<EventKey>a|b</EventKey><TaskId>${task}</TaskId>`);
      keys.push((await accept(callback(message, { nonce: `n${index}` }))).inbound[0]?.key);
    }
    expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([false, true]);
  });
});

describe('what is refused at the app’s callback address', () => {
  const genuine = callback(text);
  const big = Buffer.concat([genuine.body, Buffer.alloc(300_000, 0x20)]);
  test.for([
    ['forged', 'signature', { ...genuine, query: { ...genuine.query, msg_signature: '0'.repeat(40) } }],
    [
      'altered',
      'signature',
      {
        ...genuine,
        body: Buffer.from(
          String(genuine.body).replace(/(?<=<Encrypt><!\[CDATA\[)./, (one) => (one === 'A' ? 'B' : 'A')),
        ),
      },
    ],
    ['unsigned', 'incomplete', { ...genuine, query: {} }],
    ['without a body', 'malformed', { ...genuine, body: new Uint8Array() }],
    ['not text', 'malformed', { ...genuine, body: Buffer.from([0xff, 0xfe]) }],
    ['cut off', 'malformed', { ...genuine, body: genuine.body.subarray(0, 200) }],
    ['oversized', 'oversize', { ...genuine, body: big }],
    ['late', 'late', callback(text, { at: now - 301_000 })],
    ['from the future', 'late', callback(text, { at: now + 302_000 })],
    ['for another corporation', 'not-for-us', callback(text, { receiver: 'wx0' })],
    ['signed around something that is no XML', 'malformed', callback('能发吗')],
    ['of another method', 'method', { ...genuine, method: 'PUT' }],
    ['a verification without its text', 'incomplete', { ...genuine, method: 'GET' }],
  ] as const)('%s: %s', async ([, why, request]) => {
    const { accept, refused } = door();
    const { reply, inbound, rang } = await accept(request);
    expect({ inbound, rang, isRefused: reply.status >= 400, body: reply.body, refused }).toEqual({
      inbound: [],
      rang: false,
      isRefused: true,
      body: '',
      refused: [[why, request.body.length]],
    });
  });

  test('the platform’s own repetitions come in, a fifth and a later one do not', async () => {
    const { accept, refused, time } = door();
    const kept = [];
    for (let turn = 0; turn < 5; turn++) kept.push((await accept(genuine)).inbound.length);
    const other = callback(text, { nonce: 'another' });
    await accept(other);
    time.now += 61_000;
    kept.push((await accept(other)).inbound.length);
    expect({ kept, refused: refused.map(([why]) => why) }).toEqual({
      kept: [1, 1, 1, 1, 0, 0],
      refused: ['replayed', 'replayed'],
    });
  });
});

import * as peer from '@wecom/crypto';
import { describe, expect, test } from 'vitest';
import { decodeKey, decrypt, encrypt, signatureOf } from './crypto.ts';

const official = {
  token: 'QDG6eK',
  key: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: 'wx5823bf96d3bd56c7',
};
const community = {
  token: 'kjr2TKI8umCBfVF3wAHk8JiPwma5VBme',
  key: '4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws',
  receiveId: 'ww6a112864f8022910',
};
const helloXml = `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>
<FromUserName><![CDATA[mycreate]]></FromUserName>
<CreateTime>1409659813</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[hello]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>218</AgentID>
</xml>`;

const vectors = [
  {
    ...official,
    name: 'the address verified',
    timestamp: '1409659589',
    nonce: '263014780',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    message: '1616140317555161061',
    random: 'c41b64491c2468d0',
  },
  {
    ...official,
    name: 'a message received',
    timestamp: '1409659813',
    nonce: '1372623149',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    message: helloXml,
    random: '0960688932c47ef1',
  },
  {
    ...community,
    name: 'another library’s test',
    timestamp: '1583940690',
    nonce: 'VHh7ymSeb0jc4lSb',
    signature: '1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011',
    encrypted: '6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==',
    message: '94966531020182955848408',
    random: '5QMsYcwjR95t2vmC',
  },
];

describe('the stand-in’s envelope', () => {
  test.for(vectors)('agrees with the document to the byte: $name', (vector) => {
    const { token, key, receiveId, timestamp, nonce, signature, encrypted, message, random } = vector;
    expect(decrypt(decodeKey(key), encrypted)).toEqual({ message, receiveId });
    expect(encrypt(decodeKey(key), message, receiveId, Buffer.from(random))).toBe(encrypted);
    expect(signatureOf(token, timestamp, nonce, encrypted)).toBe(signature);
  });

  test.for(['', '短', '周'.repeat(4000), 'a'.repeat(12)])(
    'the official package opens what it closes, and the reverse (%#)',
    (message) => {
      const { key, receiveId, token } = official;
      const mine = encrypt(decodeKey(key), message, receiveId);
      expect(peer.decrypt(key, mine)).toMatchObject({ message, id: receiveId });
      expect(decrypt(decodeKey(key), peer.encrypt(key, message, receiveId))).toEqual({ message, receiveId });
      expect(signatureOf(token, '1', '2', mine)).toBe(peer.getSignature(token, '1', '2', mine));
    },
  );
});

import { assert, property, string, stringMatching, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { close, decodeAesKey, isSignature, open, signatureOf } from '#gateway/wecom/crypto.ts';

/** The vectors published with the platform's own samples and by two independent clients. */
const vectors = [
  {
    name: 'the URL verification of the official sample',
    token: 'QDG6eK',
    aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
    receiver: 'wx5823bf96d3bd56c7',
    timestamp: '1409659589',
    nonce: '263014780',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    salt: 'c41b64491c2468d0',
    plain: '1616140317555161061',
  },
  {
    name: 'the message of the official sample',
    token: 'QDG6eK',
    aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
    receiver: 'wx5823bf96d3bd56c7',
    timestamp: '1409659813',
    nonce: '1372623149',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    salt: '0960688932c47ef1',
    plain: `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>
<FromUserName><![CDATA[mycreate]]></FromUserName>
<CreateTime>1409659813</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[hello]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>218</AgentID>
</xml>`,
  },
  {
    name: 'the vector of an independent client',
    token: 'kjr2TKI8umCBfVF3wAHk8JiPwma5VBme',
    aesKey: '4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws',
    receiver: 'ww6a112864f8022910',
    timestamp: '1583940690',
    nonce: 'VHh7ymSeb0jc4lSb',
    signature: '1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011',
    encrypted: '6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==',
    salt: '5QMsYcwjR95t2vmC',
    plain: '94966531020182955848408',
  },
];

function keyOf(encoded: string): Buffer {
  const key = decodeAesKey(encoded);
  if (!key) throw new Error('expected a key');
  return key;
}

describe('the envelope of callbacks', () => {
  test.for(vectors)('$name opens, signs and closes byte for byte', (one) => {
    const { receiver, encrypted } = one;
    const key = keyOf(one.aesKey);
    expect({
      plain: open(key, encrypted, receiver),
      signature: signatureOf(one.token, one),
      closed: close(key, one.plain, { receiver, salt: Buffer.from(one.salt) }),
    }).toEqual({ plain: one.plain, signature: one.signature, closed: encrypted });
  });

  test('a signature is compared whole', () => {
    const good = '1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011';
    const others = ['1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb010', good.slice(0, -1), '', `${good}0`];
    expect([isSignature(good, good), ...others.map((other) => isSignature(good, other))]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test.for(['', 'short', `${'a'.repeat(42)}=`, 'a'.repeat(44), `${'a'.repeat(42)}+`])('%j is no key', (encoded) => {
    expect(decodeAesKey(encoded)).toBe(null);
  });

  const [first] = vectors;
  test.for([
    ['another receiver', first?.encrypted ?? '', 'wx0000000000000000'],
    ['no receiver', first?.encrypted ?? '', ''],
    ['a block cut off', (first?.encrypted ?? '').slice(0, 44), first?.receiver ?? ''],
    ['a part of a block', 'AAAA', first?.receiver ?? ''],
    ['nothing', '', first?.receiver ?? ''],
    ['no base64', '***', first?.receiver ?? ''],
    ['noise', Buffer.alloc(64, 7).toString('base64'), first?.receiver ?? ''],
  ] as const)('%s is not opened', ([, encrypted, receiver]) => {
    expect(open(keyOf(first?.aesKey ?? ''), encrypted, receiver)).toBe(null);
  });

  test('whatever is closed opens again for its receiver', () => {
    const key = keyOf(first?.aesKey ?? '');
    const closing = property(
      string({ unit: 'grapheme', maxLength: 300 }),
      stringMatching(/^\w{0,40}$/),
      uint8Array({ minLength: 16, maxLength: 16 }),
      (text, receiver, salt) => open(key, close(key, text, { receiver, salt: Buffer.from(salt) }), receiver) === text,
    );
    expect(() => assert(closing, { numRuns: 200 })).not.toThrow();
  });
});

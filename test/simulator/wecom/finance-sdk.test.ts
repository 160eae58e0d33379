import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requires } from '../../support/requires.ts';
import { createArchive, type Archive } from './archive.ts';
import { bind, type Line } from './finance-binding.ts';
import { anUnknownRecord, aRecord, aSwitch, recordTypes } from './records.ts';
import { recordBodies } from './tables/record-bodies.ts';

const gcc = requires('gcc');
describe.skipIf(!gcc.available)(`the Finance SDK's stand-in, through its C ABI${gcc.reason}`, () => {
  let archive: Archive;
  let sdk: ReturnType<typeof bind>;
  beforeEach(() => {
    archive = createArchive({ corpid: 'ww1', secret: 'archive-secret', compiler: gcc.path });
    sdk = bind(archive, 'archive-secret');
  });
  afterEach(() => archive.remove());

  test('gives what comes after a seq, at most as much as asked, and nothing at the end', () => {
    archive.addAll([1, 2, 3, 4, 5].map((n) => aRecord('text', { content: `第${n}条` })));
    expect(sdk.pull(0, 2).map((one) => one.seq)).toEqual([1, 2]);
    expect(sdk.pull(2, 2).map((one) => one.seq)).toEqual([3, 4]);
    expect(sdk.pull(2, 1000).map((one) => one.seq)).toEqual([3, 4, 5]);
    expect(sdk.pull(5, 1000)).toEqual([]);
    archive.add(aRecord('text'));
    expect(sdk.pull(5, 1000).map((one) => one.seq)).toEqual([6]);
  });

  test('every record of the appendix opens with its version’s key as it was put in', () => {
    const first = Object.keys(recordBodies)
      .filter(isType)
      .map((type) => aRecord(type));
    archive.addAll(first);
    expect(archive.rotateKey()).toBe(2);
    const later = [
      aSwitch('zhangsan', 1_554_119_421_840),
      anUnknownRecord('solitaire', { solitaire: { title: '接龙' } }),
    ];
    archive.addAll(later);
    const lines = sdk.pull(0, 1000);
    expect(lines.map((line) => JSON.parse(sdk.open(line)))).toEqual(
      [...first, ...later].map((one) => JSON.parse(JSON.stringify(one))),
    );
    expect([lines.at(-1)?.publickey_ver, recordTypes.length]).toEqual([2, 31]);
  });

  test.for([
    ['a limit of 1001', { limit: 1001 }, 10000],
    ['a limit of 0', { limit: 0 }, 10000],
  ] as const)('refuses %s', ([, { limit }, code]) => {
    expect(sdk.pullCode(0, limit)).toBe(code);
  });

  test('faults come in the order they were told, then all is well', () => {
    archive.fail('GetChatData', 10001, 0, 10003);
    expect([1, 2, 3, 4].map(() => sdk.pullCode(0, 10))).toEqual([10001, 0, 10003, 0]);
    archive.trustIp(false);
    expect(sdk.pullCode(0, 10)).toBe(10009);
    archive.trustIp(true);
    archive.answerNext({ errcode: 301052, errmsg: 'msgaudit expired' });
    expect([sdk.pullJson(0, 10).errcode, sdk.pullJson(0, 10).errcode]).toEqual([301052, 0]);
  });

  test.for([10000, 10001, 10002, 10003, 10005, 10006, 10007, 10008, 10009, 10010, 10011])(
    '%i comes on order',
    (code) => {
      archive.fail('GetChatData', code);
      expect([sdk.pullCode(0, 10), sdk.pullCode(0, 10)]).toEqual([code, 0]);
    },
  );

  test('a cut line, a slow one, and a record that is no JSON', () => {
    archive.setOutage(true);
    expect(sdk.pullCode(0, 10)).toBe(10001);
    archive.setOutage(false);
    archive.slow(60);
    const startedAt = performance.now();
    expect(sdk.pullCode(0, 10)).toBe(0);
    expect(performance.now() - startedAt).toBeGreaterThan(55);
    const broken = '{"msgid":"x","text":{"content":"\u0011一\n二"';
    archive.addText(broken);
    expect(sdk.pull(0, 10).map((one) => sdk.open(one))).toEqual([broken]);
  });

  test('damaged records say 10006 and 10008, or do not open at all', () => {
    archive.add(aRecord('text'), 'message');
    archive.add(aRecord('text'), 'not-base64');
    archive.add(aRecord('text'), 'random-key');
    archive.add(aRecord('text'), 'unknown-key');
    const lines = sdk.pull(0, 10);
    expect(lines.slice(0, 2).map((line) => sdk.openCode(line))).toEqual([10006, 10008]);
    expect(() => sdk.openCode(nth(lines, 2))).toThrow('bad pkcs1');
    expect(nth(lines, 3).publickey_ver).toBe(99);
  });

  test('a file of 1.2 MB comes in three chunks and can go on in the middle', () => {
    const bytes = randomBytes(1_200_000);
    const media = archive.addMedia(bytes);
    const chunks = sdk.media(media.sdkfileid);
    expect(chunks.map((one) => one.length)).toEqual([524_288, 524_288, 151_424]);
    expect(createHash('md5').update(Buffer.concat(chunks)).digest('hex')).toBe(media.md5sum);
    archive.fail('GetMediaData', 0, 10001);
    expect(() => sdk.media(media.sdkfileid)).toThrow('10001');
    archive.expireMedia(media.sdkfileid);
    expect(() => sdk.media(media.sdkfileid)).toThrow('10010');
    expect(() => sdk.media('../account')).toThrow('10005');
  });

  test('records older than five days are gone, the rest keep their numbers', () => {
    archive.addAll([1, 2, 3].map(() => aRecord('text')));
    sdk.pull(0, 1);
    archive.expire(2);
    expect(sdk.pull(0, 10).map((one) => one.seq)).toEqual([3]);
    expect(archive.calls().map((call) => call.split(' ').slice(1).join(' ').trim())).toEqual([
      'Init ww1',
      'GetChatData 0 1',
      'GetChatData 0 10',
    ]);
  });

  test('a wrong secret is told in the answer', () => {
    expect(bind(archive, 'other').pullJson(0, 1).errcode).toBe(40001);
  });
});

function isType(name: string): name is keyof typeof recordBodies {
  return name in recordBodies;
}

function nth(lines: readonly Line[], at: number): Line {
  const found = lines[at];
  if (!found) throw new Error(`expected line ${at}`);
  return found;
}

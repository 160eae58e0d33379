import { constants, createHash, privateDecrypt, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import koffi from 'koffi';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { requires } from '../../support/requires.ts';
import { createArchive, type Archive } from './archive.ts';
import { aRecord, aSwitch, recordTypes } from './records.ts';
import { recordBodies } from './tables/record-bodies.ts';

const gcc = requires('gcc');
const chatdata = z.object({
  errcode: z.number(),
  chatdata: z
    .array(
      z.object({
        seq: z.number(),
        msgid: z.string(),
        publickey_ver: z.number(),
        encrypt_random_key: z.string(),
        encrypt_chat_msg: z.string(),
      }),
    )
    .default([]),
});
type Line = z.infer<typeof chatdata>['chatdata'][number];

describe.skipIf(!gcc.available)(`the Finance SDK's stand-in, through its C ABI${gcc.reason}`, () => {
  let archive: Archive;
  let sdk: ReturnType<typeof bind>;
  beforeEach(() => {
    archive = createArchive({ corpid: 'ww1', secret: 'archive-secret', compiler: gcc.path });
    sdk = bind(archive);
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
    const first = [...Object.keys(recordBodies)].filter(isType).map((type) => aRecord(type));
    archive.addAll(first);
    expect(archive.rotateKey()).toBe(2);
    const later = aSwitch('zhangsan', 1_554_119_421_840);
    archive.add(later);
    const lines = sdk.pull(0, 1000);
    expect(lines.map((line) => JSON.parse(sdk.open(line)))).toEqual(
      [...first, later].map((one) => JSON.parse(JSON.stringify(one))),
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

  test('damaged records say 10006 and 10008, or do not open at all', () => {
    archive.add(aRecord('text'), 'message');
    archive.add(aRecord('text'), 'not-base64');
    archive.add(aRecord('text'), 'random-key');
    archive.add(aRecord('text'), 'unknown-key');
    const lines = sdk.pull(0, 10);
    expect(lines.slice(0, 2).map((line) => sdk.openCode(line))).toEqual([10006, 10008]);
    expect(() => sdk.openCode(line(lines, 2))).toThrow('bad pkcs1');
    expect(line(lines, 3).publickey_ver).toBe(99);
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
    expect(bind({ ...archive }, 'other').pullJson(0, 1).errcode).toBe(40001);
  });
});

function isType(name: string): name is keyof typeof recordBodies {
  return name in recordBodies;
}

function line(lines: readonly Line[], at: number): Line {
  const found = lines[at];
  if (!found) throw new Error(`expected line ${at}`);
  return found;
}

/** Bound as the header says, and opened as the document says. */
function bind(archive: Archive, secret = 'archive-secret') {
  const lib = koffi.load(archive.library);
  const init = lib.func('int Init(void* sdk, const char* corpid, const char* secret)');
  const getChatData = lib.func(
    'int GetChatData(void* sdk, uint64_t seq, uint32_t limit, const char* proxy, const char* passwd, int timeout, void* slice)',
  );
  const decryptData = lib.func('int DecryptData(const char* key, const char* msg, void* slice)');
  const getMediaData = lib.func(
    'int GetMediaData(void* sdk, const char* index, const char* id, const char* proxy, const char* passwd, int timeout, void* media)',
  );
  const newSlice = lib.func('void* NewSlice()');
  const content = lib.func('void* GetContentFromSlice(void* slice)');
  const sliceLength = lib.func('int GetSliceLen(void* slice)');
  const newMedia = lib.func('void* NewMediaData()');
  const data = lib.func('void* GetData(void* media)');
  const dataLength = lib.func('int GetDataLen(void* media)');
  const outIndex = lib.func('const char* GetOutIndexBuf(void* media)');
  const isFinish = lib.func('int IsMediaDataFinish(void* media)');
  const sdk: unknown = lib.func('void* NewSdk()')();
  expect(init(sdk, 'ww1', secret)).toBe(0);
  const bytesOf = (pointer: unknown, length: number): Buffer =>
    Buffer.from(koffi.decode(pointer, koffi.array('uint8_t', length, 'Typed')));
  const textOf = (slice: unknown): string => bytesOf(content(slice), sliceLength(slice)).toString('utf8');
  const ask = (seq: number, limit: number) => {
    const slice: unknown = newSlice();
    return { code: z.number().parse(getChatData(sdk, BigInt(seq), limit, '', '', 10, slice)), slice };
  };
  const decrypt = (line: Line) => {
    const key = readFileSync(join(archive.keysFolder, `${line.publickey_ver}.pem`));
    const raw = privateDecrypt(
      { key, padding: constants.RSA_NO_PADDING },
      Buffer.from(line.encrypt_random_key, 'base64'),
    );
    const zero = raw.indexOf(0, 2);
    if (raw[0] !== 0 || raw[1] !== 2 || zero < 10) throw new Error('bad pkcs1');
    const slice: unknown = newSlice();
    return {
      code: z.number().parse(decryptData(raw.subarray(zero + 1).toString('utf8'), line.encrypt_chat_msg, slice)),
      slice,
    };
  };
  const pullJson = (seq: number, limit: number) => chatdata.parse(JSON.parse(textOf(ask(seq, limit).slice)));
  return {
    pullCode: (seq: number, limit: number): number => ask(seq, limit).code,
    pullJson,
    pull: (seq: number, limit: number): readonly Line[] => pullJson(seq, limit).chatdata,
    openCode: (line: Line): number => decrypt(line).code,
    open: (line: Line): string => textOf(decrypt(line).slice),
    media(id: string): readonly Buffer[] {
      const chunks: Buffer[] = [];
      for (let index = ''; ;) {
        const media: unknown = newMedia();
        const code = getMediaData(sdk, index, id, '', '', 10, media);
        if (code !== 0) throw new Error(String(code));
        chunks.push(bytesOf(data(media), dataLength(media)));
        index = outIndex(media);
        if (isFinish(media) === 1) return chunks;
      }
    },
  };
}

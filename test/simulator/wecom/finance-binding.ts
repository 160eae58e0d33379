import { constants, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import koffi from 'koffi';
import * as z from 'zod';
import type { Archive } from './archive.ts';

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
export type Line = z.infer<typeof chatdata>['chatdata'][number];

const signatures = {
  newSdk: 'void* NewSdk()',
  init: 'int Init(void* sdk, const char* corpid, const char* secret)',
  getChatData:
    'int GetChatData(void* sdk, uint64_t seq, uint32_t limit, const char* proxy, const char* passwd, int timeout, void* slice)',
  decryptData: 'int DecryptData(const char* key, const char* msg, void* slice)',
  getMediaData:
    'int GetMediaData(void* sdk, const char* index, const char* id, const char* proxy, const char* passwd, int timeout, void* media)',
  newSlice: 'void* NewSlice()',
  content: 'void* GetContentFromSlice(void* slice)',
  sliceLength: 'int GetSliceLen(void* slice)',
  newMedia: 'void* NewMediaData()',
  data: 'void* GetData(void* media)',
  dataLength: 'int GetDataLen(void* media)',
  outIndex: 'const char* GetOutIndexBuf(void* media)',
  isFinish: 'int IsMediaDataFinish(void* media)',
};

/** The library bound as its header says, and opened as the document says: a peer for the test of the stand-in. */
export function bind(archive: Archive, secret: string) {
  const lib = koffi.load(archive.library);
  const call = (name: keyof typeof signatures, ...args: readonly unknown[]): unknown =>
    lib.func(signatures[name])(...args);
  const number = (name: keyof typeof signatures, ...args: readonly unknown[]): number =>
    z.number().parse(call(name, ...args));
  const sdk = call('newSdk');
  const initCode = number('init', sdk, 'ww1', secret);
  const bytesOf = (pointer: unknown, length: number): Buffer =>
    Buffer.from(koffi.decode(pointer, koffi.array('uint8_t', length, 'Typed')));
  const textOf = (slice: unknown): string => bytesOf(call('content', slice), number('sliceLength', slice)).toString();
  const ask = (seq: number, limit: number) => {
    const slice = call('newSlice');
    return { code: number('getChatData', sdk, BigInt(seq), limit, '', '', 10, slice), slice };
  };
  const decrypt = (line: Line) => {
    const slice = call('newSlice');
    return { code: number('decryptData', randomKeyOf(archive, line), line.encrypt_chat_msg, slice), slice };
  };
  const pullJson = (seq: number, limit: number) => chatdata.parse(JSON.parse(textOf(ask(seq, limit).slice)));
  return {
    initCode,
    pullCode: (seq: number, limit: number): number => ask(seq, limit).code,
    pullJson,
    pull: (seq: number, limit: number): readonly Line[] => pullJson(seq, limit).chatdata,
    openCode: (line: Line): number => decrypt(line).code,
    open: (line: Line): string => textOf(decrypt(line).slice),
    media(id: string): readonly Buffer[] {
      const chunks: Buffer[] = [];
      for (let index = ''; ;) {
        const media = call('newMedia');
        const code = number('getMediaData', sdk, index, id, '', '', 10, media);
        if (code !== 0) throw new Error(String(code));
        chunks.push(bytesOf(call('data', media), number('dataLength', media)));
        if (number('isFinish', media) === 1) return chunks;
        index = z.string().parse(call('outIndex', media));
      }
    },
  };
}

/** PKCS#1 v1.5 unpadded by hand: Node refuses to, or returns noise, by version. */
function randomKeyOf(archive: Archive, line: Line): string {
  const key = readFileSync(join(archive.keysFolder, `${line.publickey_ver}.pem`));
  const sealed = Buffer.from(line.encrypt_random_key, 'base64');
  const raw = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, sealed);
  const zero = raw.indexOf(0, 2);
  if (raw[0] !== 0 || raw[1] !== 2 || zero < 10) throw new Error('bad pkcs1');
  return raw.subarray(zero + 1).toString('utf8');
}

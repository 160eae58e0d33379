import { afterAll, describe, expect, it } from 'vitest';
import { readPost } from '#extract/read-post.ts';
import { createFileExtractor } from '#extract/file-extractor.ts';
import { createPool } from '#extract/pool/pool.ts';
import type { Extractor } from '#model/extractor.ts';
import type { Download } from '#model/gateway.ts';
import type { FileRef, Post } from '#model/post.ts';
import { Transient } from '#model/transient.ts';

const file: FileRef = { id: 'sandbox:f1', name: '样张.txt', size: 10, media: 'file', from: 'body' };
const gap = { file: 'sandbox:f1', from: 'body', media: 'file' };
const name = { from: 'body', file: 'sandbox:f1', via: 'text', where: '文件名', text: '样张.txt' };
const signal = AbortSignal.timeout(10_000);

function post(change: Partial<Post>): Post {
  return {
    id: 'sandbox:1',
    group: 'sandbox:g',
    sender: { id: 'sandbox:m', name: '甲', role: 'member' },
    sentAt: 0,
    body: '',
    quoted: null,
    forwarded: [],
    files: [],
    ...change,
  };
}

function giving(answer: Download | Uint8Array) {
  return async (): Promise<Download> =>
    answer instanceof Uint8Array ? { ok: true, file: file.id, bytes: answer } : answer;
}

const never = giving({ ok: false, refused: 'gone' });
const pool = createPool({ size: 1, limits: { text: 1_000_000 } });
afterAll(() => pool.close());
const extractors = [createFileExtractor(pool)];

function bytes(...codes: number[]): Uint8Array {
  return Uint8Array.from(codes);
}

describe('readPost', () => {
  it('reads body, quote and forwards, each under its own origin', async () => {
    const read = await readPost(
      post({
        body: '正文',
        quoted: { post: null, text: '被引' },
        forwarded: [
          { text: '外层', depth: 1 },
          { text: '内层', depth: 2 },
        ],
      }),
      { download: never, extractors },
      signal,
    );
    expect(read).toEqual({
      passages: [
        { from: 'body', file: null, via: 'text', where: '正文', text: '正文' },
        { from: 'quote', file: null, via: 'text', where: '引用', text: '被引' },
        { from: 'forward', file: null, via: 'text', where: '转发第1条', text: '外层' },
        { from: 'forward', file: null, via: 'text', where: '转发第2条（第2层）', text: '内层' },
      ],
      gaps: [],
      failures: [],
    });
  });

  it.each([
    { encoding: 'UTF-8', content: new TextEncoder().encode('你好') },
    { encoding: 'GB 18030', content: bytes(0xc4, 0xe3, 0xba, 0xc3) },
    { encoding: 'UTF-16, little end first', content: bytes(0xff, 0xfe, 0x60, 0x4f, 0x7d, 0x59) },
    { encoding: 'UTF-16, big end first', content: bytes(0xfe, 0xff, 0x4f, 0x60, 0x59, 0x7d) },
  ])('reads a text file in $encoding, whatever its name says', async ({ content }) => {
    const named = { ...file, name: '图.jpg' };
    const read = await readPost(post({ files: [named] }), { download: giving(content), extractors }, signal);
    expect(read.passages).toEqual([
      { ...name, text: '图.jpg' },
      { from: 'body', file: 'sandbox:f1', via: 'text', where: '文本', text: '你好' },
    ]);
    expect(read.gaps).toEqual([]);
  });

  it.each([
    { what: 'a program', answer: bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0), why: 'unsupported' },
    { what: 'a ZIP archive called .txt, cut short', answer: bytes(0x50, 0x4b, 0x03, 0x04), why: 'corrupt' },
    { what: 'bytes that are no text', answer: bytes(0xc4, 0x20, 0xff, 0x61, 0x80), why: 'corrupt' },
    { what: 'an empty file', answer: bytes(), why: 'unreadable' },
    { what: 'a text of more than it may say', answer: new Uint8Array(1_000_001).fill(0x61), why: 'oversize' },
    { what: 'a file that is gone', answer: { ok: false, refused: 'gone' } as const, why: 'unreadable' },
    { what: 'a file of a restricted chat', answer: { ok: false, refused: 'restricted' } as const, why: 'restricted' },
  ])('calls $what a gap and still reads its name', async ({ answer, why }) => {
    const read = await readPost(post({ files: [file] }), { download: giving(answer), extractors }, signal);
    expect(read).toEqual({ passages: [name], gaps: [{ ...gap, why }], failures: [] });
  });

  it('does not download what is too big', async () => {
    const download = async (): Promise<Download> => {
      throw new Error('downloaded');
    };
    const read = await readPost(
      post({ files: [{ ...file, size: 11 }] }),
      { download, extractors, limits: { bytes: 10, millis: 1000 } },
      signal,
    );
    expect(read.gaps).toEqual([{ ...gap, why: 'oversize' }]);
  });

  it.each([
    { does: 'throws', extract: () => Promise.reject(new Error('broken')), why: 'unreadable', failures: ['other'] },
    {
      does: 'gives neither text nor gap',
      extract: () => Promise.resolve({ passages: [], gaps: [] }),
      why: 'unreadable',
      failures: [],
    },
    { does: 'does not end', extract: () => new Promise<never>(() => undefined), why: 'timeout', failures: [] },
  ])('leaves a gap where an extractor $does', async ({ extract, why, failures }) => {
    const other: Extractor = { name: 'other', accepts: () => true, extract };
    const read = await readPost(
      post({ files: [file] }),
      { download: giving(bytes(1)), extractors: [other], limits: { bytes: 100, millis: 50 } },
      signal,
    );
    expect(read).toEqual({ passages: [name], gaps: [{ ...gap, why }], failures });
  });

  it('lets a transient failure of the platform through', async () => {
    const download = async (): Promise<Download> => {
      throw new Transient('platform busy');
    };
    await expect(readPost(post({ files: [file] }), { download, extractors }, signal)).rejects.toThrow('platform busy');
  });
});

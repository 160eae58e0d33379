import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Transient } from '#model/transient.ts';
import { createArchiveSource, type ArchiveSource } from '#gateway/wecom/archive/source.ts';
import { archiveLibrary, gcc, said, type ArchiveLibrary } from './library.ts';

const signal = (millis = 10_000): AbortSignal => AbortSignal.timeout(millis);

describe.skipIf(!gcc.available)(`the archive’s library in its own process${gcc.reason}`, () => {
  let archive: ArchiveLibrary;
  let source: ArchiveSource;
  const now = 1_700_000_000_000;
  beforeAll(() => {
    archive = archiveLibrary();
    archive.newKey(1).putKey();
    source = createArchiveSource({
      library: archive.library,
      corpId: 'corp',
      secret: archive.folder,
      keys: archive.keys,
      clock: () => now,
    });
  });
  afterEach(() => {
    for (const name of ['GetChatData', 'GetMediaData', 'Init']) archive.ret(name, null);
  });
  afterAll(async () => {
    await source.close();
    archive.remove();
  });
  const ask = { seq: '0', limit: 1000, rooms: ['wr1'], refused: [] };
  const keyOf = (bytes: Uint8Array, handle: string) =>
    ({
      kind: 'media',
      md5: createHash('md5').update(bytes).digest('hex'),
      size: bytes.length,
      handle,
    }) as const;

  test('only records of registered groups leave it, the rest is counted, and what cannot be opened stops nothing', async () => {
    const lost = archive.newKey(2);
    archive.put(0, [
      { seq: 11, key: 1, text: said('a', 'wr1') },
      { seq: 12, key: 1, text: said('b', '') },
      { seq: 13, key: 1, text: said('c', 'wr9') },
      { seq: 14, key: 1, text: said('d', 'wr9') },
      { seq: 15, key: 2, text: said('e', 'wr1') },
      { seq: 16, key: 1, text: 'no record' },
      { seq: 17, key: 1, text: said('f', '', { action: 'switch', user: 'x' }) },
      { seq: 18, key: 1, text: said('g', 'wr1', { msgtype: 'disagree', disagree: { userid: 'wmX' }, from: 'wmX' }) },
      { seq: 19, key: 1, text: said('h', 'wr1', { from: 'wmX' }) },
      { seq: 20, key: 1, text: said('i', 'wr1', { from: 'wmX', action: 'recall', msgtype: 'revoke' }) },
      { seq: 21, key: 2, text: said('j', 'wr1') },
    ]);
    const pulled = await source.pull(ask, signal());
    if (pulled === 'expired') throw new Error('expected records');
    expect({ ...pulled, kept: pulled.kept.map(({ msgid }) => msgid) }).toEqual({
      kept: ['a', 'g', 'i'],
      last: '21',
      total: 11,
      dropped: { oneToOne: 1, unregistered: { wr9: 2 }, withheld: 1, unreadable: 1 },
      consents: [{ userid: 'wmX', agrees: false }],
      locked: { 2: { before: '14', count: 2 } },
    });
    lost.putKey();
    const again = await source.pull(ask, signal());
    expect(again !== 'expired' && again.locked).toEqual({});
  });

  test('who did not agree before is withheld until he agrees', async () => {
    archive.put(40, [
      { seq: 41, key: 1, text: said('a', 'wr1', { from: 'wmY' }) },
      { seq: 42, key: 1, text: said('b', '', { msgtype: 'agree', agree: { userid: 'wmY' } }) },
      { seq: 43, key: 1, text: said('c', 'wr1', { from: 'wmY' }) },
    ]);
    const pulled = await source.pull({ ...ask, seq: '40', refused: ['wmY'] }, signal());
    expect(pulled !== 'expired' && [pulled.kept.map(({ msgid }) => msgid), pulled.dropped.withheld]).toEqual([
      ['c'],
      1,
    ]);
  });

  test('an archive with nothing new says so', async () => {
    expect(await source.pull({ ...ask, seq: '999' }, signal())).toMatchObject({ kept: [], last: null, total: 0 });
  });

  test.for([10001, 10002, 10003])('%i may pass by itself', async (ret) => {
    archive.ret('GetChatData', ret);
    await expect(source.pull(ask, signal())).rejects.toMatchObject({ name: 'Transient', retryAt: now + 5000 });
  });

  test.for([
    [10009, '可信IP'],
    [10011, '证书'],
  ] as const)('%i is for a person', async ([ret, says]) => {
    archive.ret('GetChatData', ret);
    await expect(source.pull(ask, signal())).rejects.toMatchObject({
      name: 'Transient',
      operator: expect.stringContaining(says),
    });
  });

  test('10010 says that the archive no longer holds it', async () => {
    archive.ret('GetChatData', 10010);
    expect(await source.pull(ask, signal())).toBe('expired');
  });

  test.for([10000, 424242])('%i is a bug', async (ret) => {
    archive.ret('GetChatData', ret);
    await expect(source.pull(ask, signal())).rejects.toMatchObject({ name: `WecomFault archive ret ${ret}` });
  });

  test('a library that cannot be loaded is for a person', async () => {
    const other = createArchiveSource({
      library: `${archive.folder}/none.so`,
      corpId: 'corp',
      secret: archive.folder,
      keys: archive.keys,
      clock: () => now,
    });
    await expect(other.pull(ask, signal())).rejects.toMatchObject({
      name: 'Transient',
      operator: expect.stringContaining('WECOM_FINANCE_SDK'),
    });
    await other.close();
  });

  test('a library that crashes is Transient, and the next question starts it anew', async () => {
    archive.ret('GetChatData', -1);
    await expect(source.pull(ask, signal())).rejects.toBeInstanceOf(Transient);
    archive.ret('GetChatData', null);
    expect(await source.pull({ ...ask, seq: '999' }, signal())).toMatchObject({ total: 0 });
  });

  test('a library that hangs is ended when the patience is over, and downloads go on beside it', async () => {
    const bytes = Buffer.from('small');
    archive.write('media-small', bytes);
    archive.ret('GetChatData', -2);
    const hanging = source.pull(ask, signal(1500));
    const file = await source.download('wecom:x', keyOf(bytes, 'small'), signal());
    expect(file.ok).toBe(true);
    await expect(hanging).rejects.toBeInstanceOf(Transient);
  });

  test('a file comes in pieces of half a megabyte, whole', async () => {
    const bytes = Buffer.alloc(1_300_000, 'ab内容');
    archive.write('media-big', bytes);
    const file = await source.download('wecom:big', keyOf(bytes, 'big'), signal());
    expect({
      same: file.ok && bytes.equals(file.bytes),
      calls: archive.calls().filter((call) => call.startsWith('media big')),
    }).toEqual({ same: true, calls: ['media big 0', 'media big 524288', 'media big 1048576'] });
  });

  test('a download that broke off goes on where it stood', async () => {
    const bytes = Buffer.alloc(20_000_000, '0123456789');
    archive.write('media-long', bytes);
    const abort = new AbortController();
    const broken = source.download('wecom:long', keyOf(bytes, 'long'), abort.signal);
    const begun = (): number => archive.calls().filter((call) => call.startsWith('media long')).length;
    while (begun() < 3) await sleep(1);
    abort.abort();
    await expect(broken).rejects.toBeInstanceOf(Transient);
    const file = await source.download('wecom:long', keyOf(bytes, 'long'), signal());
    const fromStart = archive.calls().filter((call) => call === 'media long 0').length;
    expect({ same: file.ok && bytes.equals(file.bytes), fromStart }).toEqual({ same: true, fromStart: 1 });
  });

  test('a file that is gone is refused, and so is one announced too big', async () => {
    const none = keyOf(Buffer.alloc(0), 'none');
    const big = { ...none, size: 60_000_000 };
    expect([await source.download('wecom:n', none, signal()), await source.download('wecom:b', big, signal())]).toEqual(
      [
        { ok: false, refused: 'gone' },
        { ok: false, refused: 'oversize' },
      ],
    );
    archive.ret('GetMediaData', 10010);
    expect(await source.download('wecom:e', none, signal())).toEqual({ ok: false, refused: 'gone' });
  });

  test('a file that came other than announced is fetched again', async () => {
    archive.write('media-odd', 'one');
    await expect(source.download('wecom:o', keyOf(Buffer.from('two'), 'odd'), signal())).rejects.toBeInstanceOf(
      Transient,
    );
  });

  test('nothing is left when it is closed', async () => {
    const pids = source.pids();
    await source.close();
    await sleep(50);
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

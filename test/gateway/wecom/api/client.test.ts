import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createApi } from '#gateway/wecom/api/client.ts';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { memoryShelf } from '#gateway/wecom/api/tokens.ts';
import { Transient } from '#model/transient.ts';
import { localApi, localServer, type Handler, type LocalApi } from '../local-server.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
const Ok = z.object({ value: z.string() });
const ask = { as: 'app', method: 'POST', path: '/cgi-bin/some/thing', body: { 内容: '文字' } } as const;
const fine = { errcode: 0, errmsg: 'ok', value: '好' };

let open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.map((close) => close()));
  open = [];
});
async function local(handler: Handler): Promise<LocalApi> {
  const made = await localApi(handler);
  open.push(made.close);
  return made;
}

/** Answers by turns, the last one for ever. */
function byTurns(...answers: readonly object[]): Handler {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)] ?? {};
}

describe('the client of the HTTP interface', () => {
  test('a call carries its token and its body, and the answer is read by its schema', async () => {
    const { api, seen } = await local(() => ({ ...fine, more: 1 }));
    const answer = await api.call(Ok, { ...ask, query: { id: '甲' } }, signal());
    const [token, call] = seen;
    expect({ answer, token: token?.query, query: call?.query, body: JSON.parse(String(call?.body)) }).toEqual({
      answer: { ok: true, value: { value: '好' } },
      token: { corpid: 'corp', corpsecret: 'app-secret' },
      query: { id: '甲', access_token: 't1' },
      body: { 内容: '文字' },
    });
  });

  test('many calls at once ask for one token, and each secret has its own', async () => {
    const { api, paths } = await local(() => fine);
    await Promise.all(Array.from({ length: 20 }, () => api.call(Ok, ask, signal())));
    await api.call(Ok, { ...ask, as: 'archive' }, signal());
    expect(paths().filter((path) => path === 'gettoken')).toHaveLength(2);
  });

  test('a token is renewed five minutes before it ends', async () => {
    const { api, seen, time } = await local(() => fine);
    const used: (string | undefined)[] = [];
    for (const minutes of [0, 114, 2]) {
      time.now += minutes * 60_000;
      await api.call(Ok, ask, signal());
      used.push(seen.at(-1)?.query['access_token']);
    }
    expect(used).toEqual(['t1', 't1', 't2']);
  });

  test.for([40014, 42001, 40001])('%i: once more with a fresh token', async (errcode) => {
    const { api, seen } = await local(byTurns({ errcode, errmsg: 'x' }, fine));
    const answer = await api.call(Ok, ask, signal());
    expect({ answer: answer.ok, tokens: seen.map(({ query }) => query['access_token']) }).toEqual({
      answer: true,
      tokens: [undefined, 't1', undefined, 't2'],
    });
  });

  test('a token refused twice is for a person', async () => {
    const { api, paths } = await local(() => ({ errcode: 40014, errmsg: 'x' }));
    await expect(api.call(Ok, ask, signal())).rejects.toMatchObject({
      name: 'Transient',
      operator: expect.stringContaining('Secret'),
    });
    expect(paths()).toEqual(['gettoken', 'some/thing', 'gettoken', 'some/thing']);
  });

  test('a token another replica has fetched meanwhile is taken instead of a new one', async () => {
    const server = await localServer((one) =>
      one.query['access_token'] === 'fresh' ? fine : { errcode: 42001, errmsg: 'expired' },
    );
    open.push(server.close);
    const tokens = ['stale', 'fresh'];
    const expiresAt = 1e15;
    const api = createApi({
      exchange: createExchanger(server.url),
      corpId: 'corp',
      secrets: { app: 's' },
      clock: () => 0,
      onAlarm: () => undefined,
      shelf: {
        read: async () => ({ value: tokens.shift() ?? 'fresh', expiresAt }),
        write: async () => {
          throw new Error('expected no new token');
        },
      },
    });
    expect((await api.call(Ok, ask, signal())).ok).toBe(true);
  });

  test('busy is asked again three times in all, then it is Transient', async () => {
    const busy = { errcode: -1, errmsg: 'system busy' };
    const passing = await local(byTurns(busy, busy, fine));
    const lasting = await local(() => busy);
    expect((await passing.api.call(Ok, ask, signal())).ok).toBe(true);
    await expect(lasting.api.call(Ok, ask, signal())).rejects.toMatchObject({ name: 'Transient', operator: null });
    expect(lasting.paths().filter((path) => path !== 'gettoken')).toHaveLength(3);
  });

  test('too often: not asked again before a minute, then an hour, and free after a success', async () => {
    const { api, paths, time } = await local(
      byTurns({ errcode: 45009, errmsg: 'x' }, { errcode: 45009, errmsg: 'x' }, fine, { errcode: 45009, errmsg: 'x' }),
    );
    const startedAt = time.now;
    const waits: unknown[] = [];
    for (const seconds of [0, 59, 2, 3599, 2, 0]) {
      time.now += seconds * 1000;
      const answer = await api.call(Ok, ask, signal()).catch((error: unknown) => error);
      waits.push(answer instanceof Transient ? Math.round(((answer.retryAt ?? 0) - startedAt) / 1000) : answer);
    }
    expect({ waits, asked: paths().filter((path) => path === 'some/thing').length }).toEqual({
      waits: [60, 60, 3661, 3661, { ok: true, value: { value: '好' } }, 3722],
      asked: 4,
    });
  });

  const errmsg = 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at https://x';
  test('an address that is not trusted says which one and where to add it', async () => {
    const { api, time } = await local(() => ({ errcode: 60020, errmsg }));
    await expect(api.call(Ok, ask, signal())).rejects.toMatchObject({
      retryAt: time.now + 300_000,
      operator: expect.stringMatching(/企业可信IP.*203\.0\.113\.7/),
    });
  });

  test.for([
    ['a wrong secret', 40001, 'WECOM_SECRET'],
    ['a wrong corporation', 40013, 'WECOM_CORP_ID'],
    ['a secret of another form', 40091, 'WECOM_SECRET'],
  ] as const)('%s is told when the token is asked for', async ([, errcode, says]) => {
    const server = await localServer(() => ({ errcode, errmsg: 'x' }));
    open.push(server.close);
    const api = createApi({
      exchange: createExchanger(server.url),
      corpId: 'corp',
      secrets: { app: 's' },
      clock: () => 0,
      onAlarm: () => undefined,
      shelf: memoryShelf(),
    });
    await expect(api.call(Ok, ask, signal())).rejects.toMatchObject({
      name: 'Transient',
      operator: expect.stringContaining(says),
    });
    expect(server.seen).toHaveLength(1);
  });

  test.for([
    [40003, 'invalid'],
    [40007, 'gone'],
    [40029, 'invalid'],
    [40050, 'gone'],
    [40058, 'invalid'],
    [40093, 'invalid'],
    [44004, 'invalid'],
    [45002, 'invalid'],
    [50002, 'not-allowed'],
    [60011, 'not-allowed'],
    [60111, 'invalid'],
    [81013, 'invalid'],
    [82001, 'invalid'],
    [82002, 'invalid'],
    [82003, 'invalid'],
    [84014, 'too-late'],
    [84015, 'invalid'],
    [86001, 'gone'],
    [86003, 'gone'],
    [86004, 'invalid'],
    [86005, 'invalid'],
    [86006, 'invalid'],
    [86007, 'invalid'],
    [93000, 'not-allowed'],
    [93005, 'not-allowed'],
  ] as const)('%i is refused as %s', async ([errcode, refused]) => {
    const { api, alarms } = await local(() => ({ errcode, errmsg: 'x' }));
    const wantsAPerson = [50002, 60011, 93000].includes(errcode);
    expect({ answer: await api.call(Ok, ask, signal()), alarms: alarms.length }).toEqual({
      answer: { ok: false, refused, code: errcode },
      alarms: wantsAPerson ? 1 : 0,
    });
  });

  test.for([40056, 48002, 50001, 50003, 60020, 301002, 301052, 301053, 301055])(
    '%i is Transient and says in Chinese what a person must do',
    async (errcode) => {
      const { api, time } = await local(() => ({ errcode, errmsg: 'x' }));
      await expect(api.call(Ok, ask, signal())).rejects.toMatchObject({
        name: 'Transient',
        retryAt: time.now + 300_000,
        operator: expect.stringMatching(/^[\u4e00-\u9fff].*[请需].*。$/),
      });
    },
  );

  test('too many at once is put off for seconds', async () => {
    const { api, time } = await local(() => ({ errcode: 45033, errmsg: 'x' }));
    await expect(api.call(Ok, ask, signal())).rejects.toMatchObject({ name: 'Transient', retryAt: time.now + 5000 });
  });

  test.for([41001, 99999])('%i is a bug, and its name may be logged', async (errcode) => {
    const { api } = await local(() => ({ errcode, errmsg: '原文' }));
    await expect(api.call(Ok, ask, signal())).rejects.toMatchObject({
      name: `WecomFault /cgi-bin/some/thing errcode ${errcode}`,
      message: expect.not.stringContaining('原文'),
    });
  });

  test.for([
    ['another status', { status: 502, body: 'bad gateway' }],
    ['a page in place of JSON', { body: '<html></html>' }],
  ] as const)('%s is Transient', async ([, said]) => {
    const { api } = await local(() => said);
    await expect(api.call(Ok, ask, signal())).rejects.toBeInstanceOf(Transient);
  });

  test('no server, and an abort, are Transient without the words that were to be sent', async () => {
    const { api } = await local(() => fine);
    await api.call(Ok, ask, signal());
    const aborted = await api.call(Ok, ask, AbortSignal.abort()).catch((error: unknown) => error);
    for (const close of open) await close();
    open = [];
    const gone = await api.call(Ok, ask, signal()).catch((error: unknown) => error);
    for (const error of [aborted, gone]) {
      expect(error).toBeInstanceOf(Transient);
      expect(String(error) + JSON.stringify(error) + String(error instanceof Error && error.cause)).not.toMatch(
        /文字|access_token|t1\b/,
      );
    }
  });

  test('an answer of another shape is a bug that names the field', async () => {
    const { api } = await local(() => ({ errcode: 0, errmsg: 'ok', value: 7 }));
    await expect(api.call(Ok, ask, signal())).rejects.toMatchObject({
      name: 'WecomFault /cgi-bin/some/thing field value not as described',
    });
  });

  test('a file comes as bytes, and its error as a refusal', async () => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    const { api } = await local(
      byTurns({ type: 'image/png', body: bytes, disposition: 'attachment' }, { errcode: 40007, errmsg: 'x' }),
    );
    const first = await api.bytes(ask, signal());
    expect({ first: first.ok && first.value.bytes.equals(bytes), second: await api.bytes(ask, signal()) }).toEqual({
      first: true,
      second: { ok: false, refused: 'gone', code: 40007 },
    });
  });
});

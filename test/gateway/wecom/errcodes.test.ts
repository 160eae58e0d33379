import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createExchanger } from '#gateway/wecom/api/exchange.ts';
import { createApi } from '#gateway/wecom/api/client.ts';
import { memoryShelf } from '#gateway/wecom/api/tokens.ts';
import { createArchiveSource, type ArchiveSource } from '#gateway/wecom/archive/source.ts';
import { connectRobot, type Connection } from '#gateway/wecom/robot/connection.ts';
import { Transient } from '#model/transient.ts';
import { startWecom, type Wecom } from '../../simulator/wecom/start.ts';
import { requires } from '../../support/requires.ts';

const gcc = requires('gcc');
const signal = (): AbortSignal => AbortSignal.timeout(10_000);

/** What a code comes to: what is refused, what is tried again and when, what only a person can mend, what is ours to mend. */
type Kind =
  `refused ${string}` | 'again' | 'once more with a fresh token' | `after ${number} s` | `operator ${string}` | 'bug';
type Row = readonly [code: number, means: string, kind: Kind];

/** Every code of the tables in the platform's documents that the house may meet, each through the stand-in's own HTTP. */
const global: readonly Row[] = [
  [-1, 'system busy', 'again'],
  [40001, 'bad secret', 'once more with a fresh token'],
  [40003, 'bad userid', 'refused invalid'],
  [40007, 'bad media_id', 'refused gone'],
  [40013, 'bad corpid', 'operator WECOM_CORP_ID'],
  [40014, 'invalid access_token', 'once more with a fresh token'],
  [40029, 'bad or used OAuth code', 'refused invalid'],
  [40050, 'chatid does not exist', 'refused gone'],
  [40056, 'bad agentid', 'operator WECOM_AGENT_ID'],
  [40058, 'parameter invalid', 'refused invalid'],
  [40091, 'bad secret', 'operator WECOM_SECRET'],
  [40093, 'bad jsapi_ticket', 'refused invalid'],
  [41001, 'token missing', 'bug'],
  [42001, 'token expired', 'once more with a fresh token'],
  [44004, 'empty content', 'refused invalid'],
  [45002, 'content too long', 'refused invalid'],
  [45009, 'API frequency limit', 'after 60 s'],
  [45033, 'concurrency limit', 'after 5 s'],
  [48002, 'API forbidden for this app', 'operator 接口权限'],
  [50001, 'redirect_url not trusted', 'operator ZHOUZHI_URL'],
  [50002, 'member not visible', 'refused not-allowed'],
  [50003, 'app disabled', 'operator 重新启用'],
  [60003, 'department not found', 'refused gone'],
  [60011, 'no privilege on member', 'refused not-allowed'],
  [60020, 'IP not trusted', 'operator 企业可信IP'],
  [60111, 'user not found', 'refused invalid'],
  [81013, 'all recipients invalid', 'refused invalid'],
  [82001, 'touser empty or over limit', 'refused invalid'],
  [82002, 'toparty over limit', 'refused invalid'],
  [82003, 'totag over limit', 'refused invalid'],
  [84014, 'user_ticket expired', 'refused too-late'],
  [84015, 'user_ticket invalid', 'refused invalid'],
  [86001, 'invalid chatid', 'refused gone'],
  [86003, 'no chat', 'refused gone'],
  [86004, 'chat name', 'refused invalid'],
  [86005, 'chat owner', 'refused invalid'],
  [86006, 'chat members', 'refused invalid'],
  [86007, 'chat members', 'refused invalid'],
  [93000, 'invalid webhook', 'refused not-allowed'],
  [93005, 'not allowed to message', 'refused not-allowed'],
  [301002, 'not this app’s', 'operator WECOM_AGENT_ID'],
  [301052, 'archive expired', 'operator 续费'],
  [301053, 'archive not permitted', 'operator 会话内容存档'],
  [301055, 'not in the list of callable apps', 'operator 可调用应用'],
  [47001, 'a body that is no JSON: nobody’s but ours', 'bug'],
  [999_999, 'a code of the future', 'bug'],
];

const robot: readonly Row[] = [
  [846601, 'system error', 'again'],
  [846602, 'system busy', 'again'],
  [846605, 'invalid req_id', 'refused invalid'],
  [846608, 'stream expired', 'refused too-late'],
  [853000, 'bad bot_id or secret', 'operator WECOM_BOT_ID'],
  // Last: the line is opened anew.
  [846609, 'not subscribed', 'again'],
];

const archive: readonly Row[] = [
  [10000, 'parameters', 'bug'],
  [10001, 'network', 'after 5 s'],
  [10002, 'parse', 'after 5 s'],
  [10003, 'system', 'after 5 s'],
  [10005, 'bad fileid', 'refused gone'],
  [10006, 'decrypt', 'refused gone'],
  [10007, 'key version', 'refused gone'],
  [10008, 'bad message', 'refused gone'],
  [10009, 'IP not trusted', 'operator 可信IP地址'],
  [10010, 'older than five days', 'refused gone'],
  [10011, 'certificate', 'operator SSL'],
];

/** Errors of the server that GetChatData hands out as JSON. */
const behind: readonly Row[] = [
  [40001, 'wrong secret', 'operator WECOM_ARCHIVE_SECRET'],
  [45009, 'too often', 'after 60 s'],
  [301052, 'archive expired', 'operator 续费'],
  [301053, 'not permitted', 'operator 会话内容存档'],
];

const clock = (): number => 1_700_000_000_000;

async function kindOf(
  attempt: Promise<{ readonly ok: boolean; readonly refused?: string }>,
  says: readonly string[],
  word = '',
): Promise<string> {
  try {
    const answer = await attempt;
    return answer.ok ? 'ok' : `refused ${answer.refused}`;
  } catch (error) {
    if (!(error instanceof Transient)) return 'bug';
    // A person reads it in Chinese, and finds the name of what to set.
    if (error.operator !== null)
      return /[\u4e00-\u9fff]{4}/.test(error.operator) && error.operator.includes(word)
        ? `operator ${word}`
        : error.operator;
    return error.retryAt === null ? 'again' : `after ${(error.retryAt - clock()) / 1000} s`;
  } finally {
    expect(says.join('')).not.toMatch(/app-1|archive-secret/);
  }
}
const wordOf = (kind: Kind): string => (kind.startsWith('operator ') ? kind.slice(9) : '');

describe.skipIf(!gcc.available)(`every error code of the platform’s tables${gcc.reason}`, () => {
  let wecom: Wecom;
  let source: ArchiveSource;
  let line: Connection;
  beforeAll(async () => {
    wecom = await startWecom({
      agents: [{ agentid: 1, secret: 'app-1' }],
      corp: {
        corpid: 'wwcorp',
        people: [{ userid: 'zhangsan' }],
        archive: { secret: 'archive-secret', permitted: ['zhangsan'] },
        robot: { botId: 'bot', secret: 'bot-secret' },
      },
      compiler: gcc.path,
    });
    const { library, keysFolder: keys } = wecom.archive;
    source = createArchiveSource({ library, keys, corpId: 'wwcorp', secret: 'archive-secret', clock });
    line = connectRobot({
      id: 'bot',
      secret: 'bot-secret',
      url: wecom.robot.url,
      welcome: '',
      onBody: () => null,
      onAlarm: () => undefined,
    });
  }, 30_000);
  afterAll(async () => {
    line.close();
    await source.close();
    await wecom.stop();
  });

  test.for(global)('%i (%s): %s', async ([code, , kind]) => {
    const path = '/cgi-bin/getcallbackip';
    const says: string[] = [];
    const api = createApi({
      exchange: createExchanger(wecom.url),
      corpId: 'wwcorp',
      secrets: { app: 'app-1' },
      shelf: memoryShelf(),
      clock,
      onAlarm: (one) => says.push(one),
    });
    const ask = () => api.call(z.object({}), { as: 'app', method: 'GET', path }, signal());
    const isToken = kind === 'once more with a fresh token';
    const times = isToken ? 1 : code === -1 ? 3 : 1;
    wecom.failNext(path, code, times);
    const came = await kindOf(ask(), says, wordOf(kind));
    expect(came).toBe(isToken ? 'ok' : kind);
    if (!isToken) return;
    // Refused again with a fresh one it is the operator's.
    wecom.failNext(path, code, 2);
    expect(await kindOf(ask(), says, 'WECOM_SECRET')).toBe('operator WECOM_SECRET');
  });

  test.for(robot)('%i on the robot’s line (%s): %s', async ([code, , kind]) => {
    wecom.robot.failNext('aibot_send_msg', code);
    expect(await kindOf(line.push('wr-chat', '内容'), [], wordOf(kind))).toBe(kind);
  });

  test.for(archive)('%i of the archive’s library (%s): %s', async ([code, , kind]) => {
    wecom.archive.fail('GetMediaData', code);
    const key = { kind: 'media', md5: '', size: 1, handle: 'h' } as const;
    expect(await kindOf(source.download(`f-${code}`, key, signal()), [], wordOf(kind))).toBe(kind);
  });

  test.for(behind)('%i of the server behind the library (%s): %s', async ([code, , kind]) => {
    wecom.archive.answerNext({ errcode: code, errmsg: 'x' });
    const pulled = source.pull({ seq: '0', limit: 10, rooms: [], refused: [] }, signal());
    expect(
      await kindOf(
        pulled.then(() => ({ ok: true })),
        [],
        wordOf(kind),
      ),
    ).toBe(kind);
  });

  test('every code the stand-in knows how to give has its row here, or its cause is a mistake of ours alone', async () => {
    const { errmsgs } = await import('../../simulator/wecom/tables/errcodes.ts');
    const ours = [40004, 40005, 40006, 40008, 41002, 41004, 43001, 43002];
    const rows = new Set([...global, ...robot].map(([code]) => code).concat(ours, 0));
    expect(
      Object.keys(errmsgs)
        .map(Number)
        .filter((code) => !rows.has(code)),
    ).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Inbound, Pulled } from '#model/gateway.ts';
import { withRobot } from '#gateway/wecom/robot/pull.ts';
import { createRobot } from '#gateway/wecom/robot/robot.ts';

const now = 1_700_000_000_000;
const signal = (): AbortSignal => AbortSignal.timeout(1000);

function robotOf(run = 'r1') {
  let speak: (body: unknown) => string | null = () => null;
  const robot = createRobot({
    connect(onBody) {
      speak = onBody;
      return {
        async push() {
          return { ok: true, value: null };
        },
        close: () => undefined,
      };
    },
    groupOf: (chat) => (chat === 'chat-1' ? 'wr1' : null),
    clock: () => now,
    run,
  });
  return { robot, hear: (body: object) => speak(body) };
}

const message = (fields: object): object => ({
  msgid: 'm1',
  aibotid: 'BOT',
  chattype: 'group',
  chatid: 'chat-1',
  from: { userid: 'zhangsan' },
  msgtype: 'text',
  ...fields,
});
const asked = { key: 'wecom:robot:m1', at: now, kind: 'asked', member: 'wecom:zhangsan', group: 'wecom:wr1' } as const;

describe('the group robot', () => {
  test.for([
    [
      'a mention is a question of its group',
      { text: { content: '@周知 这个能发吗' } },
      { ...asked, text: '这个能发吗' },
    ],
    [
      'in a chat nobody has written down it is of no group',
      { chatid: 'chat-9', text: { content: '@周知 @周知 能发吗' } },
      { ...asked, group: null, text: '能发吗' },
    ],
    [
      'a private one is of no group',
      { chattype: 'single', chatid: undefined, text: { content: '能发吗' } },
      { ...asked, group: null, text: '能发吗' },
    ],
    [
      'of a mixed message the words are the question',
      {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '@周知 看' } },
            { msgtype: 'image', image: { url: 'x' } },
          ],
        },
      },
      { ...asked, text: '看' },
    ],
    ['a voice comes as its words', { msgtype: 'voice', voice: { content: '能发吗' } }, { ...asked, text: '能发吗' }],
    ['a picture says nothing', { msgtype: 'image', image: { url: 'https://x' } }, { ...asked, text: '' }],
    [
      'of a quotation only that there was one',
      { text: { content: '@周知 举报' }, quote: { msgtype: 'text', text: { content: '被引用的原文' } } },
      { ...asked, text: '举报', quotes: true },
    ],
  ] as const)('%s', ([, fields, inbound]) => {
    const { robot, hear } = robotOf();
    hear(message(fields));
    expect(robot.heard(null).inbound).toEqual([inbound]);
  });

  test.for([
    ['an event', { msgtype: 'event', event: { eventtype: 'enter_chat' } }],
    ['a message of nobody', { from: {} }],
    ['a message without an id', { msgid: undefined }],
  ] as const)('%s brings nothing', ([, fields]) => {
    const { robot, hear } = robotOf();
    hear(message(fields));
    expect(robot.heard(null).inbound).toEqual([]);
  });

  test.for([
    ['chat-9', '本群的会话 ID 是 `chat-9`，请管理员写入 wecom.yaml 里该群的 chat，重启后生效。'],
    ['chat-1', '本群已登记。'],
  ])('binding in %s is answered in the chat and is no question', ([chatid = '', says = '']) => {
    const { robot, hear } = robotOf();
    const said = hear(message({ chatid, text: { content: '@周知 绑定' } }));
    expect([said, robot.heard(null).inbound]).toEqual([says, []]);
  });

  test('what was heard rings, and comes again until it is saved', async () => {
    const { robot, hear } = robotOf();
    let rings = 0;
    const stop = robot.listen(() => (rings += 1));
    hear(message({ msgid: 'a' }));
    const first = robot.heard(null);
    const again = robot.heard(null);
    hear(message({ msgid: 'b' }));
    stop();
    hear(message({ msgid: 'c' }));
    const keys = (inbound: readonly Inbound[]): readonly string[] => inbound.map(({ key }) => key.slice(-1));
    const rest = robot.heard(first.mark);
    const none = robot.heard(rest.mark);
    expect([rings, keys(first.inbound), keys(again.inbound), keys(rest.inbound), keys(none.inbound)]).toEqual([
      2,
      ['a'],
      ['a'],
      ['b', 'c'],
      [],
    ]);
    expect(none.mark).toBe(rest.mark);
  });

  test('a mark of another run says nothing of this one', () => {
    const { robot, hear } = robotOf('r2');
    hear(message({}));
    expect(robot.heard('r1/5').inbound).toHaveLength(1);
  });

  test('who asked is told at once where the answer comes, and silently where the platform would take no more', () => {
    const { hear } = robotOf();
    const said = Array.from({ length: 31 }, () => hear(message({})));
    expect([said[0], said[29], said[30]]).toEqual(['已在“周知”应用里私下答复您。', said[0], null]);
  });

  test('the thirty-first of a minute waits', async () => {
    const { robot } = robotOf();
    for (let index = 0; index < 30; index++) await robot.push('chat-1', 'x');
    await expect(robot.push('chat-1', 'x')).rejects.toMatchObject({ name: 'Transient', retryAt: now + 60_000 });
  });
});

describe('pulling beside a robot', () => {
  const archive: (string | null)[] = [];
  const pull = async (cursor: string | null): Promise<Pulled> => {
    archive.push(cursor);
    return { inbound: [], cursor: `after ${cursor}` };
  };

  test('without one the cursor is the archive’s alone', () => {
    expect(withRobot(null, pull)).toBe(pull);
  });

  test('questions come first, and the archive’s cursor stays what it was', async () => {
    const { robot, hear } = robotOf();
    const both = withRobot(robot, pull);
    hear(message({}));
    const first = await both('old cursor', signal());
    const second = await both(first.cursor, signal());
    expect({ first, second, archive }).toEqual({
      first: { inbound: [expect.objectContaining({ kind: 'asked' })], cursor: '["old cursor","r1/1"]' },
      second: { inbound: [], cursor: '["after old cursor","r1/1"]' },
      archive: ['old cursor'],
    });
  });
});

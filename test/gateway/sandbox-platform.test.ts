import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSandboxPlatform, type SandboxPlatform } from '#gateway/sandbox/platform.ts';
import { sandboxUnit } from '#gateway/sandbox/seed.ts';
import type { SandboxLine, SandboxPost } from '#model/sandbox-wire.ts';
import { given, openSandbox, start } from './sandbox-stage.ts';

const office = 'sandbox:group-office';
const college = 'sandbox:group-college';
const town = 'sandbox:group-town';
const head = 'sandbox:member-11';
const deputy = 'sandbox:member-12';
const clerk = 'sandbox:member-13';
const liaison = 'sandbox:member-14';
const seconded = 'sandbox:member-16';

function postOf(line: SandboxLine): SandboxLine & SandboxPost {
  if (line.kind !== 'post') throw new Error(`expected a post, got ${line.kind}`);
  return line;
}
const say = (platform: SandboxPlatform, text: string, as = clerk, group = office) =>
  postOf(given(platform.chat.post({ as, group, text })));
const told = (platform: SandboxPlatform) => platform.bot.pull(null).inbound;

describe('the sandbox platform', () => {
  test('keeps its files for its owner alone, also in a folder everybody may look into', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-open-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'var'), { mode: 0o755 });
    const { platform } = openSandbox({ file: join(folder, 'var', 'sandbox.db') });
    say(platform, '明天开会');
    const readable = readdirSync(join(folder, 'var')).filter(
      (name) => (statSync(join(folder, 'var', name)).mode & 0o077) !== 0,
    );
    expect(readable).toEqual([]);
  });

  test('is seeded with three groups whose owners, outsiders and abilities differ, and with the office', () => {
    const { groups, personas, scripts } = openSandbox().platform.chat.state();
    expect(
      groups.map(({ kind, owner, members, retracts, ownerRecalls, recallWindow }) => [
        kind,
        owner,
        members.length,
        members.filter((one) => one.role === 'outsider').length,
        retracts,
        ownerRecalls,
        recallWindow,
      ]),
    ).toEqual([
      ['机关科室', head, 7, 1, true, true, 2],
      ['高校院系', 'sandbox:member-21', 6, 0, false, true, 1440],
      ['乡镇政府', 'sandbox:member-31', 7, 1, false, false, null],
    ]);
    expect(personas.filter((one) => one.isOffice).map((one) => one.id)).toEqual(
      sandboxUnit().contacts.map((one) => one.member),
    );
    expect(scripts.map((one) => one.id)).toEqual([
      'midnight-photo',
      'superior-by-chat',
      'put-it-in-the-group',
      'telegram-passed-on',
      'ordinary-day',
      'beyond-the-notice',
    ]);
  });

  test('seeded owners have just added the bot and chosen the template of their kind of unit, once', () => {
    const { seeded, platform, options } = openSandbox();
    expect(seeded.map((one) => (one.kind === 'pressed' ? [one.member, one.ref, one.action] : [one.kind]))).toEqual([
      ['joined'],
      [head, office, 'template/机关'],
      ['joined'],
      ['sandbox:member-21', college, 'template/高校'],
      ['joined'],
      ['sandbox:member-31', town, 'template/乡镇'],
    ]);
    const again = createSandboxPlatform(options);
    expect([again.bot.pull(null).inbound, platform.bot.pull(null).inbound]).toEqual([[], []]);
    return again.close();
  });

  test('keeps its chats over a restart and starts a cursor of another file anew', async () => {
    const first = openSandbox();
    say(first.platform, '留着');
    const { cursor } = first.platform.bot.pull(null);
    await first.platform.close();
    const again = createSandboxPlatform(first.options);
    expect(
      again.chat
        .lines({ place: { kind: 'group', group: office }, before: null, limit: 10 })
        .lines.map((line) => line.kind),
    ).toEqual(['post']);
    expect(again.bot.pull(cursor).inbound).toEqual([]);
    await again.close();
    const other = openSandbox({
      newId: (() => {
        let id = 500;
        return () => `other${id++}`;
      })(),
    });
    say(other.platform, '另一个文件');
    expect(other.platform.bot.pull(cursor).inbound).toHaveLength(1);
  });

  test('a quote and a bundle inside a bundle reach the bot with who is charged for what', () => {
    const { platform } = openSandbox();
    const first = say(platform, '第一句', liaison, town);
    const second = postOf(given(platform.chat.post({ as: liaison, group: office, text: '看', forward: [first.id] })));
    given(platform.chat.post({ as: seconded, group: college, text: '再转', forward: [second.id] }));
    given(platform.chat.post({ as: deputy, group: office, text: '收到', quote: second.id }));
    expect(
      told(platform).map((one) =>
        one.kind === 'post' ? [one.post.body, one.post.quoted, one.post.forwarded] : one.kind,
      ),
    ).toEqual([
      ['第一句', null, []],
      ['看', null, [{ text: '第一句', depth: 1 }]],
      [
        '再转',
        null,
        [
          { text: '看', depth: 1 },
          { text: '第一句', depth: 2 },
        ],
      ],
      ['收到', { post: second.id, text: '看' }, []],
    ]);
  });

  test('a forwarded file is a copy that outlives the first post', () => {
    const { platform } = openSandbox();
    const bytes = Buffer.from('内容');
    const first = postOf(
      given(platform.chat.post({ as: liaison, group: town, files: [{ name: '表.txt', media: 'file', bytes }] })),
    );
    const second = postOf(given(platform.chat.post({ as: liaison, group: office, forward: [first.id] })));
    given(platform.chat.recall(liaison, first.id));
    expect([first, second].map((one) => platform.chat.file(one.files[0]?.id ?? '')?.bytes.toString())).toEqual([
      undefined,
      '内容',
    ]);
    expect([second.files[0]?.from, second.forwarded]).toEqual([
      'forward',
      [{ name: '吴强', text: '[文件] 表.txt', depth: 1 }],
    ]);
  });

  test.each([
    ['nothing at all', { as: clerk, group: office }, 'invalid'],
    ['only blanks', { as: clerk, group: office, text: ' \n ' }, 'invalid'],
    ['a control character', { as: clerk, group: office, text: 'a\u0000b' }, 'invalid'],
    ['half a surrogate pair', { as: clerk, group: office, text: 'a\ud83d' }, 'invalid'],
    ['text above 10 MB', { as: clerk, group: office, text: '字'.repeat(3_600_000) }, 'too-large'],
    [
      'ten files',
      {
        as: clerk,
        group: office,
        files: Array.from({ length: 10 }, () => ({ name: 'a', media: 'file' as const, bytes: new Uint8Array(1) })),
      },
      'too-large',
    ],
    [
      'a file above 10 MB',
      {
        as: clerk,
        group: office,
        files: [{ name: 'a', media: 'file' as const, bytes: new Uint8Array(10 * 1024 * 1024 + 1) }],
      },
      'too-large',
    ],
    ['somebody who is not in the group', { as: clerk, group: town, text: '你好' }, 'not-allowed'],
    ['an unknown group', { as: clerk, group: 'sandbox:group-none', text: '你好' }, 'unknown'],
    ['a quote of nothing', { as: clerk, group: office, text: '你好', quote: 'sandbox:post-none' }, 'unknown'],
    ['a forward of nothing', { as: clerk, group: office, forward: ['sandbox:post-none'] }, 'unknown'],
  ])('refuses %s and tells the bot nothing', (_what, posting, code) => {
    const { platform } = openSandbox();
    expect(platform.chat.post(posting)).toMatchObject({ ok: false, code });
    expect(told(platform)).toEqual([]);
  });

  test('takes a text of nearly 10 MB whole to the bot and cut to the page', () => {
    const { platform } = openSandbox();
    const text = '字'.repeat(3_400_000);
    const line = say(platform, text);
    const [inbound] = told(platform);
    const [shown] = platform.chat.lines({ place: { kind: 'group', group: office }, before: null, limit: 1 }).lines;
    expect(inbound?.kind === 'post' && inbound.post.body === text).toBe(true);
    expect([line.text.length, postOf(shown ?? line).text.length < 20_100]).toEqual([3_400_000, true]);
  });

  test('nothing that was taken back stays in its files', () => {
    const { platform, options } = openSandbox();
    const line = postOf(
      given(
        platform.chat.post({
          as: clerk,
          group: office,
          text: '莫失莫忘',
          files: [{ name: '仙寿恒昌.txt', media: 'file', bytes: Buffer.from('离合悲欢') }],
        }),
      ),
    );
    platform.bot.retract(line.id, office);
    const own = say(platform, '通灵宝玉');
    const { cursor } = platform.bot.pull(null);
    given(platform.chat.recall(clerk, own.id));
    platform.bot.pull(cursor);
    const all = readdirSync(dirname(options.file), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const bytes = Buffer.concat(all.map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`)));
    expect(['莫失莫忘', '仙寿恒昌', '离合悲欢', '通灵宝玉'].filter((words) => bytes.includes(words))).toEqual([]);
    expect(
      platform.chat
        .lines({ place: { kind: 'group', group: office }, before: null, limit: 9 })
        .lines.map((one) => postOf(one).withdrawn?.by),
    ).toEqual(['bot', 'sender']);
  });
});

describe('recall in the sandbox', () => {
  test.each([
    ['the sender inside the window', office, clerk, clerk, 1, 'sender'],
    ['the sender after the window', office, clerk, clerk, 3, 'too-late'],
    ['the sender where there is no window', town, liaison, liaison, 9999, 'sender'],
    ['the owner at any time', office, clerk, head, 300, 'owner'],
    ['an admin', office, clerk, deputy, 300, 'owner'],
    ['an admin, of the owner', office, head, deputy, 1, 'not-allowed'],
    ['another member', office, clerk, seconded, 1, 'not-allowed'],
    ['the owner where owners may not', town, liaison, 'sandbox:member-31', 1, 'not-allowed'],
    ['somebody outside the group', office, clerk, 'sandbox:member-31', 1, 'not-allowed'],
  ])('%s', (_what, group, sender, by, minutes, outcome) => {
    const { platform, time } = openSandbox();
    const line = say(platform, '可以撤回吗', sender, group);
    time.now = start + minutes * 60_000;
    const answer = platform.chat.recall(by, line.id);
    expect(answer.ok ? postOf(answer.value).withdrawn?.by : answer.code).toBe(outcome);
  });

  test('a second recall, a quote and a forward of what is gone are told so', () => {
    const { platform } = openSandbox();
    const line = say(platform, '撤了');
    given(platform.chat.recall(clerk, line.id));
    const again = platform.chat.recall(clerk, line.id);
    const quote = platform.chat.post({ as: clerk, group: office, text: '引', quote: line.id });
    const forward = platform.chat.post({ as: clerk, group: office, forward: [line.id] });
    expect([again, quote, forward].map((answer) => (answer.ok ? 'ok' : answer.code))).toEqual(['gone', 'gone', 'gone']);
  });
});

describe('what the bot sees in the sandbox', () => {
  test.each([
    ['every-post', ['post', 'post', 'asked']],
    ['mentions', ['post', 'asked']],
    ['nothing', []],
  ] as const)('where it sees %s', (sees, kinds) => {
    const { platform } = openSandbox();
    given(platform.rooms.settings({ group: office, sees }));
    const { cursor } = platform.bot.pull(null);
    say(platform, '大家好');
    say(platform, '@周知 撤回了什么？');
    expect(platform.bot.pull(cursor).inbound.map((one) => one.kind)).toEqual(kinds);
  });

  test('nothing of a group it is not in', () => {
    const { platform } = openSandbox();
    given(platform.rooms.setBot(office, false));
    say(platform, '它不在');
    expect(told(platform).map((one) => one.kind)).toEqual(['left']);
    expect(platform.bot.groups().map((group) => group.id)).toEqual([college, town]);
  });

  test('a card is pressed once by each member, only by who has it, only where it has buttons', () => {
    const { platform } = openSandbox();
    const card = { ref: 'case-9', title: '提醒', body: [], buttons: [{ action: 'ack', label: '接手' }], link: null };
    const sent = platform.bot.send({ key: 'k', to: { kind: 'member', id: clerk }, card });
    const id = sent.ok ? sent.id : '';
    const press = (as: string, action: string) => platform.chat.press({ as, card: id, action });
    const answers = [press(head, 'ack'), press(clerk, 'other'), press(clerk, 'ack'), press(clerk, 'ack')];
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.code))).toEqual([
      'not-allowed',
      'invalid',
      'ok',
      'conflict',
    ]);
    expect(told(platform)).toEqual([
      { key: `${id}/pressed/${clerk}`, at: start, kind: 'pressed', member: clerk, ref: 'case-9', action: 'ack' },
    ]);
  });
});

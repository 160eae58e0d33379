import { describe, expect, test } from 'vitest';
import type { SandboxEvent } from '#model/sandbox-wire.ts';
import { given, openSandbox } from './sandbox-stage.ts';

const office = 'sandbox:group-office';
const town = 'sandbox:group-town';
const clerk = 'sandbox:member-13';

describe('the page of the sandbox', () => {
  test('hears every change live, and what it missed in one piece', () => {
    const { platform } = openSandbox();
    const live: SandboxEvent[] = [];
    platform.live.watch({ event: (event) => live.push(event), end: () => undefined });
    const line = given(platform.chat.post({ as: clerk, group: office, text: '一' }));
    given(platform.chat.recall(clerk, line.id));
    given(platform.rooms.rename(office, '新名'));
    expect(live.map((event) => (event.kind === 'line' ? [event.line.kind, event.line.id] : event.kind))).toEqual([
      ['post', line.id],
      ['post', line.id],
      ['note', expect.any(String)],
      'group',
    ]);
    const missed = platform.live.since(0);
    expect(missed.map((event) => event.kind)).toEqual(['line', 'line', 'group']);
    expect(missed.at(-1)?.seq).toBe(platform.chat.state().seq);
    expect(platform.live.since(platform.chat.state().seq)).toEqual([]);
  });

  test('hears at once that files are being read, then in steps, and which were at a reconnect', async () => {
    const { platform, gateway } = openSandbox();
    const heard: (readonly number[])[] = [];
    platform.live.watch({
      event: (event) => event.kind === 'reading' && heard.push(event.posts.flatMap(({ done, of }) => [done, of])),
      end: () => undefined,
    });
    const about = { post: 'sandbox:p1', group: office, of: 500 };
    for (let done = 0; done < 500; done++) gateway.showReading?.({ ...about, done, isOver: false });
    expect(platform.live.reading()).toMatchObject({ posts: [{ post: 'sandbox:p1', done: 499, of: 500 }] });
    gateway.showReading?.({ ...about, done: 500, isOver: true });
    await expect.poll(() => heard).toEqual([[0, 500], []]);
  });

  test('after a reset everything is as seeded, and the bot hears only of what changed', async () => {
    const { platform, gateway } = openSandbox();
    given(platform.rooms.settings({ group: office, retracts: false }));
    given(platform.rooms.dissolve(town));
    given(platform.chat.post({ as: clerk, group: office, text: '会被清空' }));
    const before = platform.bot.pull(null).cursor;
    await platform.reset();
    const state = platform.chat.state();
    expect(state.groups.map((group) => [group.retracts, group.isDissolved])).toEqual([
      [true, false],
      [false, false],
      [false, false],
    ]);
    expect(platform.chat.lines({ place: { kind: 'group', group: office }, before: null, limit: 9 }).lines).toEqual([]);
    const heard = (await gateway.pull?.(before, AbortSignal.timeout(1000)))?.inbound ?? [];
    expect(heard.map((one) => ('group' in one ? [one.kind, one.group] : [one.kind]))).toEqual([
      ['group-changed', office],
      ['joined', town],
    ]);
  });
});

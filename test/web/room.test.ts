import { describe, expect, it } from 'vitest';
import type { SandboxEvent, SandboxLine, SandboxState } from '#model/sandbox-wire.ts';
import { changeRoom, groupKey, placeKey, type Room } from '#web/sandbox/room.ts';

const state: SandboxState = {
  now: 0,
  bot: { name: '周知' },
  groups: [],
  personas: [],
  scripts: [],
  scriptsNote: null,
  run: null,
  limits: { text: 1, file: 1, request: 1, files: 1 },
  seq: 10,
};
const nowhere: ReadonlySet<string> = new Set();

function post(id: string, seq: number, group = 'sandbox:a'): SandboxLine {
  return {
    id,
    seq,
    at: seq,
    place: { kind: 'group', group },
    kind: 'post',
    sender: { id: 'sandbox:m', name: '林小雨', role: 'member' },
    text: id,
    quote: null,
    forwarded: [],
    files: [],
    recallableUntil: null,
    withdrawn: null,
  };
}

function after(events: readonly SandboxEvent[], looking = nowhere): Room | null {
  const opened = changeRoom(null, { kind: 'state', state });
  return events.reduce((room, event) => changeRoom(room, { kind: 'event', event, looking }), opened);
}

const a = groupKey('sandbox:a');
const textsOf = (room: Room | null) => room?.chats.get(a)?.lines.map((line) => line.id);

describe('what the sandbox page knows', () => {
  it('lines stand in the order of the platform, whatever order they came in', () => {
    const room = after([
      { seq: 12, kind: 'line', line: post('second', 8) },
      { seq: 13, kind: 'line', line: post('first', 7) },
    ]);
    expect(textsOf(room)).toEqual(['first', 'second']);
  });

  it('a line that comes again replaces itself and is not counted twice', () => {
    const again = { ...post('one', 7), withdrawn: { at: 9, by: 'bot' as const, name: '周知' } };
    const room = after([
      { seq: 11, kind: 'line', line: post('one', 7) },
      { seq: 12, kind: 'line', line: again },
    ]);
    expect(room?.chats.get(a)?.lines).toEqual([again]);
    expect(room?.unread).toEqual(new Map([[a, 1]]));
  });

  it('an event repeated after a reconnect changes nothing', () => {
    const room = after([{ seq: 11, kind: 'line', line: post('one', 7) }]);
    const old: SandboxEvent = { seq: 11, kind: 'line', line: post('late', 6) };
    expect(changeRoom(room, { kind: 'event', event: old, looking: nowhere })).toBe(room);
  });

  it('a post whose files are no longer being read has been checked', () => {
    const reading = (...posts: string[]): SandboxEvent => ({
      seq: 10,
      kind: 'reading',
      posts: posts.map((id) => ({ post: id, done: 3, of: 12 })),
    });
    const room = after([reading('one', 'two'), reading('two')]);
    expect([[...(room?.reading.keys() ?? [])], [...(room?.checked ?? [])], room?.seq]).toEqual([['two'], ['one'], 10]);
  });

  it('a chat on the screen is never unread, and looking at one clears it', () => {
    expect(after([{ seq: 11, kind: 'line', line: post('one', 7) }], new Set([a]))?.unread).toEqual(new Map());
    const room = after([{ seq: 11, kind: 'line', line: post('one', 7) }]);
    expect(changeRoom(room, { kind: 'seen', key: a })?.unread).toEqual(new Map());
  });

  it('older lines read later join those that came live, and the live ones win', () => {
    const live = { ...post('one', 7), withdrawn: { at: 9, by: 'sender' as const, name: '林小雨' } };
    const room = changeRoom(after([{ seq: 11, kind: 'line', line: live }]), {
      kind: 'lines',
      key: a,
      answer: { lines: [post('zero', 3), post('one', 7)], more: true },
    });
    expect(room?.chats.get(a)).toEqual({ lines: [post('zero', 3), live], more: true, isRead: true });
  });

  it('a place and the query that reads it have one name', () => {
    expect(placeKey({ kind: 'direct', member: 'sandbox:m 1' })).toBe('member=sandbox%3Am%201');
  });
});

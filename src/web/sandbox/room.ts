import type {
  SandboxEvent,
  SandboxLine,
  SandboxLines,
  SandboxPlace,
  SandboxReading,
  SandboxRun,
  SandboxState,
} from '#model/sandbox-wire.ts';

/** One chat as far as the page has read it. */
export interface Chat {
  readonly lines: readonly SandboxLine[];
  readonly more: boolean;
  readonly isRead: boolean;
}

/** All the page knows of the sandbox. */
export interface Room {
  readonly state: SandboxState;
  readonly chats: ReadonlyMap<string, Chat>;
  readonly unread: ReadonlyMap<string, number>;
  /** Posts whose files are being read, and those that have been since the page was opened. */
  readonly reading: ReadonlyMap<string, SandboxReading>;
  readonly checked: ReadonlySet<string>;
  /** Newest event taken in; an older one is a repeat after a reconnect. */
  readonly seq: number;
}

export type RoomChange =
  | { readonly kind: 'state'; readonly state: SandboxState }
  | { readonly kind: 'lines'; readonly key: string; readonly answer: SandboxLines }
  | { readonly kind: 'event'; readonly event: SandboxEvent; readonly looking: ReadonlySet<string> }
  | { readonly kind: 'seen'; readonly key: string };

export const unreadChat: Chat = { lines: [], more: false, isRead: false };

export function changeRoom(room: Room | null, change: RoomChange): Room | null {
  if (change.kind === 'state')
    return {
      state: change.state,
      chats: new Map(),
      unread: new Map(),
      reading: new Map(),
      checked: new Set(),
      seq: change.state.seq,
    };
  if (!room) return null;
  switch (change.kind) {
    case 'lines':
      return withLines(room, change.key, change.answer);
    case 'event':
      if (change.event.kind === 'reading') return withReading(room, change.event.posts);
      return change.event.seq > room.seq ? withEvent(room, change.event, change.looking) : room;
    case 'seen':
      return room.unread.has(change.key) ? { ...room, unread: without(room.unread, change.key) } : room;
  }
}

export function placeKey(place: SandboxPlace): string {
  return place.kind === 'group' ? groupKey(place.group) : directKey(place.member);
}
export function groupKey(group: string): string {
  return `group=${encodeURIComponent(group)}`;
}
export function directKey(member: string): string {
  return `member=${encodeURIComponent(member)}`;
}

function withLines(room: Room, key: string, answer: SandboxLines): Room {
  const known = room.chats.get(key) ?? unreadChat;
  const chat = { lines: merge(answer.lines, known.lines), more: answer.more, isRead: true };
  return { ...room, chats: new Map(room.chats).set(key, chat) };
}

function withEvent(room: Room, event: Exclude<SandboxEvent, { kind: 'reading' }>, looking: ReadonlySet<string>): Room {
  const next = { ...room, seq: event.seq };
  switch (event.kind) {
    case 'line':
      return withLine(next, event.line, looking);
    case 'group': {
      const groups = room.state.groups.map((group) => (group.id === event.group.id ? event.group : group));
      return { ...next, state: { ...room.state, groups } };
    }
    case 'run':
      return withRun(next, event.run);
    case 'reset':
      return next;
  }
}

function withReading(room: Room, posts: readonly SandboxReading[]): Room {
  const reading = new Map(posts.map((one) => [one.post, one]));
  const ended = [...room.reading.keys()].filter((post) => !reading.has(post));
  return { ...room, reading, checked: new Set([...room.checked, ...ended]) };
}

function withRun(room: Room, run: SandboxRun | null): Room {
  return { ...room, state: { ...room.state, run } };
}

function withLine(room: Room, line: SandboxLine, looking: ReadonlySet<string>): Room {
  const key = placeKey(line.place);
  const known = room.chats.get(key) ?? unreadChat;
  const isNew = known.lines.every((each) => each.id !== line.id);
  const chats = new Map(room.chats).set(key, { ...known, lines: merge(known.lines, [line]) });
  const counts = isNew && !looking.has(key) && (line.kind === 'post' || line.kind === 'card');
  const unread = counts ? new Map(room.unread).set(key, (room.unread.get(key) ?? 0) + 1) : room.unread;
  return { ...room, chats, unread };
}

/** By id, the later list wins; in the order of `seq`. */
function merge(older: readonly SandboxLine[], newer: readonly SandboxLine[]): readonly SandboxLine[] {
  const byId = new Map([...older, ...newer].map((line) => [line.id, line]));
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

function without(map: ReadonlyMap<string, number>, key: string): ReadonlyMap<string, number> {
  return new Map([...map].filter(([each]) => each !== key));
}

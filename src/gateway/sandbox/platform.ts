import type { Inbound } from '#model/gateway.ts';
import type { GroupId, MemberId, PostId } from '#model/ids.ts';
import type { SandboxGroup, SandboxLine, SandboxLines, SandboxPress, SandboxState } from '#model/sandbox-wire.ts';
import type { Answer } from '#gateway/sandbox/answer.ts';
import { openBase, type BaseParts } from '#gateway/sandbox/base.ts';
import { createBotSide, type BotSide } from '#gateway/sandbox/bot.ts';
import { createFiles, type Files } from '#gateway/sandbox/files.ts';
import { createRegister, groupInfo, type NewGroup, type NewPersona } from '#gateway/sandbox/groups.ts';
import { limits } from '#gateway/sandbox/limits.ts';
import { createLines, forPage, type LineQuery } from '#gateway/sandbox/lines.ts';
import { createLive, type Live } from '#gateway/sandbox/live.ts';
import { createPlayer, type Player } from '#gateway/sandbox/play.ts';
import { post, recall, type Posting } from '#gateway/sandbox/posts.ts';
import { botName, type World } from '#gateway/sandbox/world.ts';
import { createReadingBoard, type ReadingBoard } from '#gateway/sandbox/reading.ts';
import { createRooms, type Rooms } from '#gateway/sandbox/rooms.ts';
import { readScripts } from '#gateway/sandbox/script-sheet.ts';
import { plant } from '#gateway/sandbox/seed.ts';
import { ask, press } from '#gateway/sandbox/talk.ts';

export interface SandboxOptions extends BaseParts {
  /** Three groups with their people, where the file is new. */
  readonly seed: boolean;
  /** A step of a script failed in a way no visitor can cause. */
  readonly onBug: (error: unknown) => void;
}

/** A group-chat platform in this process, with its own file: what visitors do, what the bot does, what the page follows. */
export interface SandboxPlatform {
  readonly chat: Chat;
  readonly rooms: Rooms;
  readonly bot: BotSide;
  readonly live: Live;
  readonly reading: ReadingBoard;
  readonly scripts: Player;
  addPersona(persona: NewPersona): void;
  addGroup(group: NewGroup): void;
  /** As seeded; the bot is told what changed. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** What a member can do. */
export interface Chat {
  state(): SandboxState;
  lines(query: LineQuery): SandboxLines;
  post(posting: Posting): Answer<SandboxLine>;
  recall(as: MemberId, post: PostId): Answer<SandboxLine>;
  press(press: SandboxPress): Answer<SandboxLine>;
  ask(as: MemberId, text: string): Answer<SandboxLine>;
  file: Files['read'];
}

export function createSandboxPlatform(options: SandboxOptions): SandboxPlatform {
  const base = openBase(options);
  const world: World = { base, register: createRegister(base), lines: createLines(base), files: createFiles(base) };
  const { register } = world;
  if (options.seed && register.groups().length === 0) base.write(() => settle(world));
  const scripts = createPlayer(world, options.seed ? readScripts() : [], options.onBug);
  const reading = createReadingBoard();
  const live = createLive(world, () => scripts.run(), reading);
  return {
    chat: createChat(world, live, scripts),
    rooms: createRooms(world),
    bot: createBotSide(world),
    live,
    reading,
    scripts,
    addPersona: (persona) => base.write(() => register.addPersona(persona)),
    addGroup: (group) => base.write(() => addGroup(world, group)),
    async reset() {
      await scripts.stop();
      base.write(() => replant(world, options.seed));
      base.forget();
    },
    async close() {
      await scripts.stop();
      live.end();
      base.db.close();
    },
  };
}

function createChat(world: World, live: Live, scripts: Player): Chat {
  const { base, register } = world;
  return {
    state() {
      const list = scripts.list();
      return {
        now: base.clock(),
        bot: { name: botName },
        groups: register.groups(),
        personas: register.personas(),
        scripts: list,
        scriptsNote: list.length === 0 ? '这个安装包不含样例脚本和样张图片。' : null,
        run: scripts.run(),
        limits,
        seq: live.seq(),
      };
    },
    lines(query) {
      const page = world.lines.page(query);
      return { ...page, lines: page.lines.map(forPage) };
    },
    post: (posting) => post(world, posting),
    recall: (as, id) => recall(world, as, id),
    press: (pressed) => press(world, pressed),
    ask: (as, text) => ask(world, as, text),
    file: (id) => world.files.read(id),
  };
}

function addGroup({ base, register }: World, group: NewGroup): void {
  register.addGroup(group);
  const owner = group.members.find((member) => member.role === 'owner')?.id ?? null;
  base.tell({ key: `sandbox:event-${base.newId()}`, at: base.clock(), kind: 'joined', group: group.id, by: owner });
  base.changed('group', group.id);
}

/** The seeded groups, as if their owners had just added the bot and chosen the template of their kind of unit. */
function settle({ base, register }: World): void {
  plant(register);
  for (const { id, kind, owner } of register.groups()) {
    if (!owner) continue;
    const about = { at: base.clock() };
    base.tell({ ...about, key: `sandbox:event-${base.newId()}`, kind: 'joined', group: id, by: owner });
    const template = templateOf[kind];
    if (template)
      base.tell({
        ...about,
        key: `sandbox:event-${base.newId()}`,
        kind: 'pressed',
        member: owner,
        ref: id,
        action: `template/${template}`,
      });
  }
}

/** The template a kind of unit starts with (rules/policies). */
const templateOf: Readonly<Record<string, string>> = { 机关科室: '机关', 高校院系: '高校', 乡镇政府: '乡镇' };

/** The chats empty, people and groups as seeded; the bot hears of every group what changed by it. */
function replant(world: World, seed: boolean): void {
  const { base, register, lines, files } = world;
  const before = new Map<GroupId, SandboxGroup>(register.groups().map((group) => [group.id, group]));
  files.clear();
  lines.clear();
  register.clear();
  if (seed) plant(register);
  const tell = (inbound: ToldOfGroup): void =>
    base.tell({ ...inbound, key: `sandbox:event-${base.newId()}`, at: base.clock() });
  for (const { id, botPresent } of before.values()) {
    if (!register.group(id) && botPresent) tell({ kind: 'left', group: id, why: 'dissolved' });
  }
  for (const group of register.groups()) {
    const old = before.get(group.id);
    if (!old?.botPresent) tell({ kind: 'joined', group: group.id, by: group.owner });
    else for (const what of differences(old, group)) tell({ kind: 'group-changed', group: group.id, what });
  }
  base.changed('reset', '');
}

type ToldOfGroup =
  | Pick<Extract<Inbound, { kind: 'joined' }>, 'kind' | 'group' | 'by'>
  | Pick<Extract<Inbound, { kind: 'left' }>, 'kind' | 'group' | 'why'>
  | Pick<Extract<Inbound, { kind: 'group-changed' }>, 'kind' | 'group' | 'what'>;

function differences(
  old: SandboxGroup,
  now: SandboxGroup,
): readonly Extract<Inbound, { kind: 'group-changed' }>['what'][] {
  const isOther = (pick: (group: SandboxGroup) => unknown): boolean =>
    JSON.stringify(pick(old)) !== JSON.stringify(pick(now));
  return [
    ...(isOther((group) => group.name) ? (['name'] as const) : []),
    ...(isOther((group) => group.owner) ? (['owner'] as const) : []),
    ...(isOther((group) => groupInfo(group).abilities) ? (['abilities'] as const) : []),
    ...(isOther((group) => group.members) ? (['members'] as const) : []),
  ];
}

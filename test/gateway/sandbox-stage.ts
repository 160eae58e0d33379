import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Moment } from '#model/ids.ts';
import type { Answer } from '#gateway/sandbox/answer.ts';
import { createSandboxGateway } from '#gateway/sandbox/gateway.ts';
import { createSandboxPlatform, type SandboxOptions, type SandboxPlatform } from '#gateway/sandbox/platform.ts';
import type { Stage } from '../contract/gateway-stage.ts';

export const start: Moment = Date.UTC(2026, 10, 24, 1, 0);

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A platform on a file of its own with a clock to set; closed after the test. */
export function openSandbox(more: Partial<SandboxOptions> = {}) {
  const folder = tempFolder();
  const time: { now: Moment } = { now: start };
  const bugs: unknown[] = [];
  let ids = 0;
  const options: SandboxOptions = {
    file: join(folder, 'var', 'sandbox.db'),
    filesDir: join(folder, 'var', 'files'),
    clock: () => time.now,
    newId: () => `t${++ids}`,
    seed: true,
    onBug: (error) => bugs.push(error),
    ...more,
  };
  const platform = createSandboxPlatform(options);
  onTestFinished(() => platform.close());
  const { inbound: seeded, cursor } = platform.bot.pull(null);
  // Acknowledged, so that a test hears only of what it does itself.
  platform.bot.pull(cursor);
  return { platform, gateway: createSandboxGateway(platform), time, bugs, options, seeded };
}

/** The value of an answer that must be yes. */
export function given<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`expected yes, got ${answer.code}: ${answer.says}`);
  return answer.value;
}

export function sandboxStage(platform: SandboxPlatform): Stage {
  let made = 0;
  const { chat, rooms } = platform;
  return {
    async group({ retracts }) {
      made += 1;
      const [owner, member, outsider] = ['owner', 'member', 'outsider'].map((role) => `sandbox:${role}-${made}`);
      if (!owner || !member || !outsider) throw new Error('expected three people');
      for (const id of [owner, member, outsider]) platform.addPersona({ id, name: id, title: '', isOffice: false });
      const id = `sandbox:group-${made}`;
      const name = `合同群${made}`;
      const members = [
        { id: owner, role: 'owner' },
        { id: member, role: 'member' },
        { id: outsider, role: 'outsider' },
      ] as const;
      platform.addGroup({
        id,
        name,
        kind: '机关科室',
        retracts,
        sees: 'every-post',
        recallWindow: 2,
        ownerRecalls: true,
        members,
      });
      return { id, name, owner, member, outsider };
    },
    post: async (group, as, text) => given(chat.post({ as, group, text })).id,
    postFile: async (group, as, { name, bytes }) =>
      given(chat.post({ as, group, files: [{ name, bytes, media: 'file' }] })).id,
    recall: async (post, by) => void given(chat.recall(by, post)),
    press: async (receipt, by, action) => void given(chat.press({ as: by, card: receipt, action })),
    ask: async (by, text) => void given(chat.ask(by, text)),
    rename: async (group, name) => void given(rooms.rename(group, name)),
    setOwner: async (group, owner) => void given(rooms.setOwner(group, owner)),
    allowRetract: async (group, retracts) => void given(rooms.settings({ group, retracts })),
    setBot: async (group, present) => void given(rooms.setBot(group, present)),
    dissolve: async (group) => void given(rooms.dissolve(group)),
    async shown(to) {
      const place =
        to.kind === 'member'
          ? ({ kind: 'direct', member: to.id } as const)
          : ({ kind: 'group', group: to.id } as const);
      return chat
        .lines({ place, before: null, limit: 200 })
        .lines.flatMap((line) => (line.kind === 'card' ? [line.title] : []));
    },
    async isVisible(post) {
      const groups = chat
        .state()
        .groups.map((group) => chat.lines({ place: { kind: 'group', group: group.id }, before: null, limit: 200 }));
      return groups
        .flatMap((page) => page.lines)
        .some((line) => line.id === post && line.kind === 'post' && line.withdrawn === null);
    },
    callbacks: async () => [],
    setOutage: () => Promise.reject(new Error('the sandbox lies in this process and has no outage')),
  };
}

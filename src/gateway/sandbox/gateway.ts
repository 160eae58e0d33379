import type { Gateway } from '#model/gateway.ts';
import type { SandboxPlatform } from '#gateway/sandbox/platform.ts';
import { departmentsOf } from '#gateway/sandbox/seed.ts';

/** The sandbox's door: the platform lies in this process, so nothing here is ever Transient. */
export function createSandboxGateway({ bot, reading }: SandboxPlatform): Gateway {
  return {
    platform: 'sandbox',
    sendIsIdempotent: true,
    pull: async (cursor) => bot.pull(cursor),
    listen: (rang) => bot.listen(rang),
    async download(file) {
      const stored = bot.download(file.id);
      return stored ? { ok: true, file: stored.id, bytes: stored.bytes } : { ok: false, refused: 'gone' };
    },
    showReading: (progress) => reading.take(progress),
    send: async (message) => bot.send(message),
    retract: async (post) => bot.retract(post.id, post.group),
    group: async (id) => bot.group(id),
    groups: async () => bot.groups(),
    members: async (id) => bot.members(id),
    departments: async (id) => departmentsOf(id),
  };
}

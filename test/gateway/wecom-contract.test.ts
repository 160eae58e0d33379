import { randomBytes } from 'node:crypto';
import type { Gateway } from '#model/gateway.ts';
import { decodeAesKey } from '#gateway/wecom/crypto.ts';
import { createWecomDoor } from '#gateway/wecom/gateway.ts';
import type { WecomGroup } from '#gateway/wecom/settings.ts';
import { gatewayContract } from '../contract/gateway.ts';
import type { Stage } from '../contract/gateway-stage.ts';
import { createWecomStage } from '../simulator/wecom/stage.ts';
import { startWecom } from '../simulator/wecom/start.ts';
import { requires } from '../support/requires.ts';

const callback = { url: 'http://127.0.0.1:1/callback/wecom/app', token: 'QDG6eK', aesKey: 'a'.repeat(43) };
const native = (id: string): string => id.replace(/^wecom:/, '');

gatewayContract({
  name: 'WeCom',
  async make() {
    const wecom = await startWecom({
      corp: { corpid: 'wwcorp', archive: { secret: 'archive', permitted: [], callback } },
      agents: [{ agentid: 1, secret: 'app-1', mayCustomers: true, callback }],
      compiler: requires('gcc').path,
    });
    const groups = new Map<string, WecomGroup>();
    const door = createWecomDoor({
      account: {
        apiBase: wecom.url,
        corpId: 'wwcorp',
        agentId: 1,
        secret: 'app-1',
        token: callback.token,
        aesKey: decodeAesKey(callback.aesKey) ?? Buffer.alloc(0),
        archive: { secret: 'archive', keys: wecom.archive.keysFolder, library: wecom.archive.library },
        robot: null,
      },
      settings: { recallWindow: null, ownerRecalls: false, groups },
      home: 'https://zhouzhi.example.cn/about',
      clock: Date.now,
      chance: randomBytes,
      registered: async () => [...wecom.world.groups.keys()],
      onRefused: () => undefined,
      onPulled: () => undefined,
    });
    const stage = createWecomStage(wecom, { agentid: 1, kind: 'internal' });
    const withWebhook: Stage = {
      ...stage,
      async group(wanted) {
        const group = await stage.group(wanted);
        const id = native(group.id);
        groups.set(id, { id, kind: 'internal', owner: null, name: null, webhook: wecom.webhooks.add(id), chat: null });
        return group;
      },
      async setBot(group, present) {
        const known = groups.get(native(group));
        if (!present && known?.webhook) wecom.webhooks.remove(known.webhook);
        await stage.setBot(group, present);
      },
    };
    const gateway: Gateway = door.gateway;
    return {
      gateway,
      stage: withWebhook,
      async close() {
        await door.close();
        await wecom.stop();
      },
    };
  },
  skip: [
    {
      tests: [
        'retract takes the post out of the group, and a repeat is told it is gone',
        'retract of a post its sender took back is told it is gone',
        'retract where the group does not allow it is refused and the post stays',
        'retract of a post nobody sent is refused as invalid',
        'an outage is Transient and passes',
        'a group says who owns it and what the bot may do there',
      ],
      reason: 'nobody takes back another member’s post on WeCom: the door has no retract',
    },
    {
      tests: ['joining, renaming, a new owner, other abilities, removal and dissolving are told'],
      reason: 'WeCom tells nothing of internal groups: they are read when asked for',
    },
    {
      tests: ['a listener is rung by a post until it stops listening'],
      reason: 'the archive’s doorbell is a callback',
    },
    {
      tests: ['a file is downloaded byte for byte, and is gone with its post'],
      reason: 'the archive keeps the file of a post that was taken back',
    },
  ],
});

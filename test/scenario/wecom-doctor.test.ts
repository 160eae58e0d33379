import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startWecom } from '../simulator/wecom/start.ts';
import { requires } from '../support/requires.ts';
import { freePort } from '../support/free-port.ts';
import { secrets, wecomEnv } from '../support/wecom-house.ts';
import { runZhouzhi } from '../support/zhouzhi.ts';

const gcc = requires('gcc');

test.skipIf(!gcc.available)(
  `zhouzhi wecom doctor names three things that are wrong and where to set them${gcc.reason}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-doctor-'));
    const port = await freePort();
    const wecom = await startWecom({
      corp: {
        corpid: 'wwcorp',
        people: [{ userid: 'zhangsan', name: '张三' }],
        archive: { secret: 'archive', permitted: ['zhangsan'] },
      },
      agents: [
        { agentid: 1, secret: 'app-1', callback: { ...secrets, url: `http://127.0.0.1:${port}/callback/wecom/app` } },
      ],
      compiler: gcc.path,
    });
    try {
      const room = wecom.groups.create({ name: '项目群', owner: 'zhangsan', members: ['lisi'] });
      // Wrong: the archive does not trust this machine, the group has no 消息推送, and no house answers at the callback address.
      wecom.archive.trustIp(false);
      writeFileSync(join(folder, 'wecom.yaml'), `groups:\n  - { id: ${room} }\n`);
      const { code, out } = await runZhouzhi(['wecom', 'doctor', '--to', 'zhangsan'], {
        env: wecomEnv({ folder, port, wecom }),
      });
      const lines = out.trim().split('\n');
      expect([code, lines.filter((line) => line.startsWith('✗')).map((line) => line.split('：')[0])]).toEqual([
        1,
        ['✗ 接收消息回调', '✗ 会话存档 SDK', '✗ 群 项目群'],
      ]);
      expect(lines.find((line) => line.startsWith('✗ 会话存档 SDK'))).toContain('可信IP地址');
      expect(lines.find((line) => line.startsWith('✗ 接收消息回调'))).toContain('请先启动周知');
    } finally {
      await wecom.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

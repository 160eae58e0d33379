import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { copiedHouse } from '../support/copied-house.ts';
import { startRunningHouse, until, type RunningHouse } from '../support/running-house.ts';
import { runZhouzhi } from '../support/zhouzhi.ts';

const group = 'sandbox:group-office';
const as = 'sandbox:member-13';
const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-trouble-'));
const megabyte = 1024 * 1024;

/** Starts, does not come up, says one sentence without a stack, ends with 2. */
async function refusal(env: Readonly<Record<string, string>>, root: string): Promise<string> {
  const { code, out, err } = await runZhouzhi(['start'], {
    env: { ZHOUZHI_DATA: join(folder, 'var'), ZHOUZHI_PORT: '0', ...env },
    root,
  });
  expect([code, out, /^ +at /m.test(err)]).toEqual([2, '', false]);
  return err.trim();
}

describe('a start that cannot succeed is told in one sentence', { timeout: 120_000 }, () => {
  const copy = copiedHouse();
  const pack = 'rules/packs/10-state-secret-marks.yaml';
  afterAll(() => copy.remove());

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'an unknown platform',
      { ZHOUZHI_PLATFORMS: 'dingtalk' },
      /^ConfigError: ZHOUZHI_PLATFORMS: expected some of sandbox, wecom, feishu; got "dingtalk"$/,
    ],
    [
      'a platform whose variables are missing',
      { ZHOUZHI_PLATFORMS: 'wecom' },
      /^ConfigError: ZHOUZHI_RECIPIENTS: expected at least one age1… public key.* got nothing\nWECOM_CORP_ID: expected a value, got nothing\n/,
    ],
    [
      'two invalid variables, both named',
      { ZHOUZHI_PORT: 'abc', ZHOUZHI_TZ: 'Mars' },
      /^ConfigError: ZHOUZHI_PORT: expected a port 0-65535, got "abc"\nZHOUZHI_TZ: .*got "Mars"$/,
    ],
    [
      'an unknown template',
      { ZHOUZHI_TEMPLATE: '火星' },
      /^ConfigError: ZHOUZHI_TEMPLATE: expected one of .*机关.*; got "火星"$/,
    ],
    [
      'a data folder that is none',
      { ZHOUZHI_DATA: '/dev/null/var' },
      /^ConfigError: ZHOUZHI_DATA: expected a folder that can be written, got a path through a file/,
    ],
    [
      'a certificate that is not there',
      { ZHOUZHI_TLS_CERT: '/none', ZHOUZHI_TLS_KEY: '/none' },
      /^ListenError: .*ZHOUZHI_TLS_CERT.*got ENOENT/,
    ],
  ])('%s', async (_what, env, says) => {
    expect(await refusal(env, copy.root)).toMatch(says);
  });

  it.each<[string, string, string, RegExp]>([
    ['YAML that is none', 'confidence: 0.97', 'confidence: [0.97', /:\d+: Flow sequence/],
    ['a rule without examples that pass', '    passes:', '    passed:', /:4: rules\.0\./],
    ['a rule whose example disagrees', '      - "机密★5年', '      - "好评五年', /:15: .*violates/],
    [
      'a pattern that can hang',
      "    pattern: '",
      "    pattern: '(?:a+)+",
      /:\d+: rule grade-star-term-in-place: pattern: expected repeats that do not nest/,
    ],
  ])('%s, by file and line', async (_what, from, to, says) => {
    copy.change(pack, from, to);
    const said = await refusal({}, copy.root);
    copy.change(pack, to, from);
    expect(said).toMatch(says);
    expect(said.startsWith(`SheetError: ${pack}:`)).toBe(true);
  });

  it('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await refusal({ ZHOUZHI_PORT: String(port) }, copy.root)).toMatch(
      /^ListenError: 127\.0\.0\.1:\d+: 端口已被占用.*The port is in use/,
    );
    other.close();
  });

  it('a key that is none, a database that is none', async () => {
    writeFileSync(join(folder, 'key'), 'short');
    expect(await refusal({ ZHOUZHI_DATA: folder }, copy.root)).toMatch(
      /^ConfigError: .*key: expected a key of 32 bytes, got 5/,
    );
    writeFileSync(join(folder, 'key'), Buffer.alloc(32, 1));
    writeFileSync(join(folder, 'zhouzhi.db'), 'hello');
    expect(await refusal({ ZHOUZHI_DATA: folder }, copy.root)).toMatch(/^StoreError: .*不是数据库文件/);
  });
});

describe('a running house goes on', { timeout: 120_000 }, () => {
  let house: RunningHouse;
  beforeAll(async () => {
    house = await startRunningHouse();
  }, 60_000);
  afterAll(async () => {
    await house.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** It takes a leak back as on any day. */
  const goesOn = async (): Promise<void> => {
    const post = await house.post({ as, group, text: '机密★10年（样张）' });
    await until('the post is withdrawn', async () => (await house.found(post)).withdrawn?.by === 'bot');
  };

  it('after a second one was started on its database', async () => {
    expect(await refusal({ ZHOUZHI_DATA: house.dataDir }, house.root)).toMatch(
      /^StoreError: 数据库正被另一个周知进程使用/,
    );
    await goesOn();
  });

  it('after a post of ten megabytes, examined to its end', async () => {
    const tail = '\n机密★10年（样张）';
    const text = '甲'.repeat(Math.floor((10 * megabyte - Buffer.byteLength(tail)) / 3)) + tail;
    const post = await house.post({ as, group, text });
    await until('the receipt is settled', async () => house.books.caseOf(post.id)?.withdrawnBy === 'bot');
    expect(house.books.caseOf(post.id)).toMatchObject({ kind: 'classified', size: text.length });
    await goesOn();
  });

  it.each<[string, string | Buffer, number, RegExp]>([
    [
      'above ten megabytes',
      JSON.stringify({ as, group, text: 'a'.repeat(10 * megabyte + 1) }),
      413,
      /文字太长：最多 10 MB/,
    ],
    ['a request above twenty megabytes', `{"text":"${'a'.repeat(21 * megabyte)}"}`, 413, /内容太大：一次最多 20 MB/],
    ['bytes that are no UTF-8', Buffer.from(`7b2261223a22fffe227d`, 'hex'), 400, /文字编码有误：应为 UTF-8/],
    ['control characters', JSON.stringify({ as, group, text: '开会\u0000\u0007' }), 400, /看不见的控制字符（U\+0000）/],
    ['half a surrogate pair', `{"as":"${as}","group":"${group}","text":"x\\ud800"}`, 400, /不成对的代理字符/],
    ['JSON that is none', '{"as":', 400, /应为 JSON/],
  ])('refuses %s in Chinese', async (_what, body, status, says) => {
    const before = (await house.group(group)).length;
    const answer = await house.api('posts', body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringMatching(says)]);
    expect((await house.group(group)).length).toBe(before);
    await goesOn();
  });

  it('and lost nothing on the way', async () => {
    await until('nothing is due', async () => house.books.isIdle());
    expect(house.books.inbox()).toEqual({ waiting: 0, stuck: 0, payloads: 0 });
  });
});

const canMount = mountsDisks();
describe.skipIf(!canMount)(
  `a full disk${canMount ? '' : ' [needs root and tmpfs: run as root]'}`,
  { timeout: 120_000 },
  () => {
    const at = mkdtempSync(join(tmpdir(), 'zhouzhi-disk-'));
    beforeAll(() => {
      mount(at);
    });
    afterAll(() => {
      execFileSync('umount', ['-l', at]);
      rmSync(at, { recursive: true, force: true });
    });

    it('refuses what it cannot keep, and goes on by itself when there is room again', async () => {
      const house = await startRunningHouse({ ZHOUZHI_DATA: join(at, 'var') });
      try {
        fill(join(at, 'filler'));
        const refused = await house.api('posts', { as, group, text: `机密★10年（样张）${'甲'.repeat(50_000)}` });
        expect([refused.status, refused.body]).toEqual([
          507,
          { error: { code: 'disk-full', says: '磁盘空间不足，这一条没有保存。请清理磁盘后重试。' } },
        ]);
        expect((await fetch(`${house.url}/healthz`)).status).toBe(200);
        rmSync(join(at, 'filler'));
        const post = await house.post({ as, group, text: '机密★10年（样张）' });
        await until('the post is withdrawn', async () => (await house.found(post)).withdrawn?.by === 'bot');
        await until('nothing is due', async () => house.books.isIdle());
        expect(house.books.inbox()).toEqual({ waiting: 0, stuck: 0, payloads: 0 });
        const { code } = await runZhouzhi(['audit', 'verify'], { env: house.env });
        expect(code).toBe(0);
      } finally {
        await house.remove();
      }
    });

    it('is told at the start, and leaves no half key behind', async () => {
      const root = inject('installed');
      const env = { ZHOUZHI_DATA: join(at, 'late') };
      fill(join(at, 'filler'));
      const said = [await refusal(env, root), await refusal(env, root)];
      expect(said).toEqual([expect.stringMatching(/a full disk/), expect.stringMatching(/a full disk/)]);
      expect(existsSync(join(at, 'late', 'key'))).toBe(false);
    });
  },
);

/** A file system of 8 MB. */
function mount(at: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', at], { stdio: 'ignore' });
}

function mountsDisks(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'zhouzhi-disk-'));
  try {
    mount(at);
    execFileSync('umount', [at]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

function fill(file: string): void {
  try {
    for (let written = 0; written < 16; written++) writeFileSync(file, Buffer.alloc(megabyte), { flag: 'a' });
  } catch {
    // Down to the last page.
    try {
      for (;;) writeFileSync(file, Buffer.alloc(4096), { flag: 'a' });
    } catch {
      if (statSync(file).size === 0) throw new Error('expected a full disk');
    }
  }
}

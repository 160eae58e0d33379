import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '#config.ts';
import { publicPages } from '#gateway/wecom/identity.ts';
import { loadMasterKey } from '#assembly/key-file.ts';

const key = 'ab'.repeat(32);

describe('the environment', () => {
  it('has defaults that run the sandbox on this machine only', () => {
    const config = readConfig({}, '/srv');
    expect({ ...config, key: config.key }).toEqual({
      host: '127.0.0.1',
      port: 8080,
      url: 'http://127.0.0.1:8080',
      dataDir: '/srv/data/var',
      platforms: ['sandbox'],
      timeZone: 'Asia/Shanghai',
      template: '机关',
      recipients: [],
      evidence: 'sealed',
      tls: null,
      wecom: null,
      logLevel: 'info',
      key: null,
      mail: null,
      warnings: [],
    });
  });

  it.each([
    [{ ZHOUZHI_PORT: 'http' }, 'ZHOUZHI_PORT: expected a port 0-65535, got "http"'],
    [{ ZHOUZHI_PORT: '70000' }, 'ZHOUZHI_PORT'],
    [{ ZHOUZHI_TZ: 'Mars/Olympus' }, 'ZHOUZHI_TZ: expected a time zone such as Asia/Shanghai, got "Mars/Olympus"'],
    [{ ZHOUZHI_KEY: 'short' }, 'ZHOUZHI_KEY: expected 32 bytes as 64 hex digits or base64, got 5 characters'],
    [{ ZHOUZHI_PLATFORMS: 'wechat' }, 'ZHOUZHI_PLATFORMS: expected some of sandbox, wecom, feishu; got "wechat"'],
    [{ ZHOUZHI_PLATFORMS: 'sandbox,wecom' }, 'the sandbox is refused beside a real platform'],
    [{ WECOM_CORP_ID: 'ww1', ZHOUZHI_PLATFORMS: 'sandbox' }, 'the sandbox is refused beside a real platform'],
    [{ WECOM_CORP_ID: 'ww1' }, 'ZHOUZHI_RECIPIENTS: expected at least one age1… public key'],
    [{ FEISHU_APP_ID: 'cli', ZHOUZHI_EVIDENCE: 'none' }, 'the feishu gateway is not part of this release'],
    [{ ZHOUZHI_RECIPIENTS: 'age2abc' }, 'ZHOUZHI_RECIPIENTS: expected age1… public keys'],
    [{ ZHOUZHI_TLS_CERT: '/a.pem' }, 'expected both or neither'],
    [{ DATABASE_URL: 'postgres://x' }, 'PostgreSQL is not part of this release'],
    [{ SMTP_URL: 'http://mail:pass@host' }, 'SMTP_URL: expected smtp://user:password@host:port'],
    [{ ZHOUZHI_EVIDENCE: 'all' }, 'ZHOUZHI_EVIDENCE: expected sealed or none, got "all"'],
  ])('%j is refused with what was expected', (env, says) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(says);
  });

  it.each([
    ['smtp://mail.unit.example:25?from=zz@unit.example', 'smtp://mail.unit.example:25', 'zz@unit.example'],
    ['smtps://zz%40unit.example:p@mail.example', 'smtps://zz%40unit.example:p@mail.example', 'zz@unit.example'],
    ['smtp://mail.unit.example', 'smtp://mail.unit.example', 'zhouzhi@mail.unit.example'],
  ])('%s is a mail server, with a sender', (SMTP_URL, url, from) => {
    expect(readConfig({ SMTP_URL }).mail).toEqual({ url, from });
  });

  const wecom = {
    ZHOUZHI_EVIDENCE: 'none',
    WECOM_CORP_ID: 'ww1',
    WECOM_AGENT_ID: '1000002',
    WECOM_SECRET: 'secret-of-the-app',
    WECOM_TOKEN: 'QDG6eK',
    WECOM_AES_KEY: 'a'.repeat(43),
  };

  it('takes WeCom as the platform when its variables are set, without an archive or with one', () => {
    const archive = {
      WECOM_ARCHIVE_SECRET: 's',
      WECOM_ARCHIVE_KEYS: 'keys',
      WECOM_FINANCE_SDK: '/opt/sdk.so',
      WECOM_API_BASE: 'https://wecom.example.cn/',
      WECOM_SETTINGS: 'groups.yaml',
      WECOM_BOT_ID: 'bot',
      WECOM_BOT_SECRET: 'bot-secret',
      WECOM_BOT_URL: 'wss://robot.example.cn',
      WECOM_OAUTH_URL: 'https://open.example.cn/authorize',
    };
    const account = {
      corpId: 'ww1',
      agentId: 1000002,
      secret: 'secret-of-the-app',
      token: 'QDG6eK',
      aesKey: 'a'.repeat(43),
    };
    const [plain, whole] = [readConfig(wecom, '/srv'), readConfig({ ...wecom, ...archive }, '/srv')];
    expect([plain.platforms, plain.wecom, whole.wecom]).toEqual([
      ['wecom'],
      {
        ...account,
        apiBase: 'https://qyapi.weixin.qq.com',
        archive: null,
        robot: null,
        pages: publicPages,
        settings: '/srv/data/var/wecom.yaml',
      },
      {
        ...account,
        apiBase: 'https://wecom.example.cn',
        archive: { secret: 's', keys: '/srv/keys', library: '/opt/sdk.so' },
        robot: { id: 'bot', secret: 'bot-secret', url: 'wss://robot.example.cn' },
        pages: { inClient: 'https://open.example.cn/authorize', elsewhere: publicPages.elsewhere },
        settings: '/srv/groups.yaml',
      },
    ]);
  });

  it.each([
    [{ WECOM_AGENT_ID: '' }, 'WECOM_AGENT_ID: expected the AgentId, a number, got nothing'],
    [{ WECOM_AGENT_ID: 'x' }, 'WECOM_AGENT_ID: expected the AgentId, a number, got 1 characters'],
    [{ WECOM_SECRET: '' }, 'WECOM_SECRET: expected a value, got nothing'],
    [{ WECOM_TOKEN: 'a b' }, 'WECOM_TOKEN: expected 3-32 letters and digits, got 3 characters'],
    [{ WECOM_AES_KEY: 'b'.repeat(42) }, 'WECOM_AES_KEY: expected 43 letters and digits, got 42 characters'],
    [{ WECOM_ARCHIVE_KEYS: 'keys' }, 'expected all three or none, got some'],
    [{ WECOM_BOT_ID: 'bot' }, 'WECOM_BOT_ID and WECOM_BOT_SECRET: expected both or neither, got one'],
    [{ WECOM_API_BASE: 'qyapi' }, 'WECOM_API_BASE: expected an address'],
  ])('WeCom with %j is refused with what was expected', (more, says) => {
    expect(() => readConfig({ ...wecom, ...more })).toThrow(says);
    expect(() => readConfig({ ...wecom, ...more })).not.toThrow('secret-of-the-app');
  });

  it.each([
    ['::1', 'http://[::1]:8080'],
    ['::', 'http://127.0.0.1:8080'],
    ['0.0.0.0', 'http://127.0.0.1:8080'],
    ['10.0.0.8', 'http://10.0.0.8:8080'],
  ])('listening on %s makes links to %s', (host, url) => {
    expect(readConfig({ ZHOUZHI_HOST: host }).url).toBe(url);
  });

  it('never shows a secret that was wrong', () => {
    expect(() => readConfig({ ZHOUZHI_KEY: 'hunter2-hunter2' })).toThrow(/^(?!.*hunter2)/s);
  });

  it('names every problem at once', () => {
    expect(() => readConfig({ ZHOUZHI_PORT: 'x', ZHOUZHI_EVIDENCE: 'y' })).toThrow(/ZHOUZHI_PORT[^]*ZHOUZHI_EVIDENCE/);
  });

  it('warns of a sandbox that others can reach', () => {
    expect(readConfig({ ZHOUZHI_HOST: '0.0.0.0' }).warnings).toHaveLength(2);
    expect(readConfig({ ZHOUZHI_HOST: '127.0.0.2' }).warnings).toHaveLength(0);
  });
});

describe('the master key', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'zhouzhi-key-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('is made once, for its owner only, and stays', () => {
    const first = loadMasterKey({ key: null, dataDir }, 'create');
    expect(loadMasterKey({ key: null, dataDir }, 'only-read')).toEqual(first);
    expect(statSync(join(dataDir, 'key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'key'))).toHaveLength(32);
  });

  it('comes from the variable where there is one', () => {
    expect(loadMasterKey({ key: Buffer.from(key, 'hex'), dataDir }, 'only-read').toString('hex')).toBe(key);
  });

  it('is missed, not made, by commands that only read', () => {
    expect(() => loadMasterKey({ key: null, dataDir }, 'only-read')).toThrow(
      'expected the key file of a started installation, found none',
    );
  });

  it('is refused when damaged', () => {
    writeFileSync(join(dataDir, 'key'), 'x');
    expect(() => loadMasterKey({ key: null, dataDir }, 'create')).toThrow('expected a key of 32 bytes, got 1');
  });
});

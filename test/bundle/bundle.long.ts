import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-bundle-'));
const paths = [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter);
let bundle: string;

beforeAll(async () => {
  const making = spawn('bash', ['.ci/bundle.sh', process.arch, folder], {
    stdio: 'inherit',
    env: { ...process.env, PATH: paths },
  });
  const [code] = await once(making, 'exit');
  if (code !== 0) throw new Error(`expected a bundle, got exit code ${code}`);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tar.gz')) ?? '';
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
  bundle = join(folder, basename(archive, '.tar.gz'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function answering(url: string): Promise<Response> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return answer;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error(`expected ${url} to answer within a minute, it did not`);
}

it('holds what runs, and neither tools nor tests nor run-time data nor sample documents', () => {
  expect(readdirSync(bundle).filter((name) => name !== 'README.md')).toEqual([
    'LICENSE',
    'SHA256SUMS',
    'THIRD-PARTY-LICENSES',
    'data',
    'dist',
    'install.sh',
    'node_modules',
    'package-lock.json',
    'package.json',
    'rules',
    'src',
    'zhouzhi',
  ]);
  const unwanted = [
    'src/web',
    'data/var',
    'src/gateway/sandbox/scripts',
    'node_modules/vite',
    'node_modules/typescript',
    'node_modules/vitest',
  ];
  expect(unwanted.filter((path) => existsSync(join(bundle, path)))).toEqual([]);
  expect(readFileSync(join(bundle, 'THIRD-PARTY-LICENSES'), 'utf8')).toMatch(/^better-sqlite3 [\d.]+: MIT$/m);
});

it('runs with an empty environment and nothing in PATH', () => {
  const { status, stderr } = spawnSync(join(bundle, 'zhouzhi'), ['--help'], {
    env: { PATH: '/nowhere' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('reads a picture with an empty environment and nothing in PATH', () => {
  const picture = resolve('src/gateway/sandbox/scripts/sample-notice.jpg');
  const { stdout } = spawnSync(join(bundle, 'zhouzhi'), ['extract', picture], {
    env: { PATH: '/nowhere' },
    encoding: 'utf8',
  });
  expect(stdout).toContain('机密★1年');
});

it('serves its built pages with nothing in PATH', async () => {
  const port = await freePort();
  const env = { PATH: '/nowhere', ZHOUZHI_PORT: String(port), ZHOUZHI_DATA: join(folder, 'served') };
  const house = spawn(join(bundle, 'zhouzhi'), ['start'], { env, stdio: 'inherit' });
  try {
    await answering(`http://127.0.0.1:${port}/healthz`);
    const page = await answering(`http://127.0.0.1:${port}/`);
    expect(await page.text()).toContain('<script type="module"');
  } finally {
    house.kill('SIGTERM');
    await once(house, 'exit');
  }
});

it('installs itself, and refuses where a file was altered', () => {
  const target = join(folder, 'installed');
  execFileSync(join(bundle, 'install.sh'), [target]);
  expect(new Set(readdirSync(target))).toEqual(new Set(['current', 'var', 'zhouzhi', basename(bundle)]));
  expect(spawnSync(join(target, 'zhouzhi'), ['--help'], { env: { PATH: '/nowhere' } }).status).toBe(0);

  appendFileSync(join(bundle, 'src/cli.ts'), '// altered\n');
  mkdirSync(join(folder, 'second'));
  const { status, stderr } = spawnSync(join(bundle, 'install.sh'), [join(folder, 'second')], { encoding: 'utf8' });
  expect({ status, saysSo: stderr.includes('文件损坏或被改动') }).toEqual({ status: 1, saysSo: true });
  expect(readdirSync(join(folder, 'second'))).toEqual([]);
});

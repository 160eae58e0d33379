import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Makes the launcher, and only it, believe that it runs under Node 20. */
const pretendOld = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`;
const old = ['--import', pretendOld];

const cli = `
const [command, ...rest]: string[] = process.argv.slice(2);
if (command === 'fail') process.exitCode = 7;
if (command === 'wait') {
  process.on('SIGTERM', () => { console.log('stopped in order'); process.exit(3); });
  setInterval(() => {}, 1000);
}
if (command === 'stubborn') {
  process.on('SIGTERM', () => {});
  setInterval(() => {}, 1000);
}
// Last: whoever reads this may send a signal at once.
console.log(JSON.stringify({ pid: process.pid, rest, node: process.versions.node }));
`;

let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'zhouzhi-launcher-'));
  for (const name of ['whole', 'no-modules', 'no-node']) {
    mkdirSync(join(house, name, 'src'), { recursive: true });
    writeFileSync(join(house, name, 'package.json'), '{"type":"module"}');
    writeFileSync(join(house, name, 'src/cli.ts'), cli);
    copyFileSync('src/zhouzhi.js', join(house, name, 'src/zhouzhi.js'));
  }
  mkdirSync(join(house, 'whole/node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(house, 'whole/node_modules/.bin/node'));
  mkdirSync(join(house, 'no-node/node_modules'));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

function launch(flags: readonly string[], folder: string, ...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...flags, join(house, folder, 'src/zhouzhi.js'), ...args]);
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

function ending(child: ChildProcessWithoutNullStreams): Promise<Ending> {
  let out = '';
  let err = '';
  child.stdout.on('data', (part) => (out += String(part)));
  child.stderr.on('data', (part) => (err += String(part)));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
}

/** The process that runs cli.ts, once it has said so. */
async function announced(child: ChildProcessWithoutNullStreams): Promise<number> {
  const [part] = await once(child.stdout, 'data');
  return Number(/"pid":(\d+)/.exec(String(part))?.[1]);
}

async function isGone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 15_000; waited += 50) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

it('runs in the same process where Node reads TypeScript', async () => {
  const child = launch([], 'whole', 'say', 'a b', '周知');
  const { code, out } = await ending(child);
  expect({ code, said: JSON.parse(out) }).toEqual({
    code: 0,
    said: { pid: child.pid, rest: ['a b', '周知'], node: process.versions.node },
  });
});

it('moves up to the Node of node_modules when started by an older one', async () => {
  const child = launch(old, 'whole', 'say', 'a b', '周知');
  const { code, out } = await ending(child);
  expect({ code, said: JSON.parse(out) }).toEqual({
    code: 0,
    said: { pid: expect.any(Number), rest: ['a b', '周知'], node: process.versions.node },
  });
  expect(JSON.parse(out)).not.toHaveProperty('pid', child.pid);
});

it.each([
  ['under a new Node', []],
  ['under an old Node', old],
])('hands on the exit code %s', async (_, flags) => {
  expect(await ending(launch(flags, 'whole', 'fail'))).toMatchObject({ code: 7, signal: null });
});

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('hands on %s and how the child ended', async (signal) => {
  const child = launch(old, 'whole', signal === 'SIGTERM' ? 'wait' : 'stubborn');
  const end = ending(child);
  const pid = await announced(child);
  child.kill(signal);
  const { code, signal: by } = await end;
  expect({ code, by }).toEqual(signal === 'SIGTERM' ? { code: 3, by: null } : { code: null, by: signal });
  expect(await isGone(pid)).toBe(true);
});

it.each(['wait', 'stubborn'])('leaves nothing behind when the launcher is killed with -9 (%s)', async (command) => {
  const child = launch(old, 'whole', command);
  const pid = await announced(child);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await isGone(pid)).toBe(true);
});

it.each([
  [
    'the Node of node_modules is missing',
    old,
    'no-node',
    ['需要 Node 22.18', 'expected Node 22.18 or later, got 20.20.2', 'npm ci'],
  ],
  ['nothing is installed', [], 'no-modules', ['依赖尚未安装', 'dependencies are not installed', 'npm ci']],
])('says in Chinese and English that %s', async (_, flags, folder, words) => {
  const { code, out, err } = await ending(launch(flags, folder, 'say'));
  expect({ code, out, missing: words.filter((word) => !err.includes(word)) }).toEqual({
    code: 2,
    out: '',
    missing: [],
  });
});

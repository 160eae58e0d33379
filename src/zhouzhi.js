#!/usr/bin/env node
// The launcher, and the one plain-JavaScript file, so that a Node too old to read TypeScript can still run it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const ownNode = `${modules}/.bin/node`;

if (!existsSync(modules)) {
  giveUp(
    '依赖尚未安装，请先在本目录运行 npm ci',
    'the dependencies are not installed; run npm ci in this folder first',
  );
} else if (readsTypeScript(process.versions.node)) {
  endWithLauncher();
  // Starts twice as fast from the second time on; where the folder cannot be written nothing is kept.
  nodeModule.enableCompileCache?.(`${modules}/.cache/zhouzhi`);
  await import('./cli.ts');
} else if (existsSync(ownNode)) {
  relaunch();
} else {
  giveUp(
    `需要 Node 22.18 以上，当前是 ${process.versions.node}，且 node_modules/.bin/node 不存在。请运行 npm ci（不要加 --omit=optional），或自行安装 Node 24`,
    `expected Node 22.18 or later, got ${process.versions.node}, and there is no node_modules/.bin/node; run npm ci (without --omit=optional) or install Node 24`,
  );
}

/** @param {string} version */
function readsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

/** Runs this file again under the Node that npm installed; the channel tells the child when the launcher is gone. */
function relaunch() {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(ownNode, [self, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal sends Ctrl-C to both processes; a second one would cut the child's orderly stop short.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) =>
    giveUp(`无法运行 ${ownNode}：${error.message}`, `cannot run ${ownNode}: ${error.message}`),
  );
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 2;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** A child of the launcher stops when the channel closes, so that killing the launcher leaves nothing behind. */
function endWithLauncher() {
  if (!process.channel) return;
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}

/**
 * @param {string} chinese
 * @param {string} english
 */
function giveUp(chinese, english) {
  process.stderr.write(`周知无法启动：${chinese}。\nzhouzhi cannot start: ${english}.\n`);
  process.exitCode = 2;
}

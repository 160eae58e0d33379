import { flushCompileCache } from 'node:module';
import { readConfig } from '#config.ts';
import { arePagesStale, buildPages } from '#build-pages.ts';
import { startHouse } from '#main.ts';
import type { ExitCode, Output } from '#cli/output.ts';

/** `start`: builds the pages where they are missing or stale, serves until a signal, then stops in order. */
export async function start(root: string, output: Output): Promise<ExitCode> {
  const config = readConfig();
  for (const warning of config.warnings) output.problem(`注意 ${warning}`);
  if (arePagesStale(root)) {
    output.line('正在构建页面（首次启动或页面源码有更新时）……');
    await buildPages(root);
  }
  const house = await startHouse({ config, root });
  // Now, not at the end: not every process comes to one.
  flushCompileCache();
  output.line(`周知已启动：${house.url}`);
  if (house.setupLink)
    output.line(`首次使用：请在浏览器打开下面的一次性设置链接，建立第一个管理员账号\n  ${house.setupLink}`);
  await stopSignal();
  output.line('正在停止……');
  await house.stop();
  return 0;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openTestStore, tempFolder } from '../support/open-store.ts';

/** Keys the process said were on disk before it was killed; a line cut by the kill does not count. */
async function killedUnderLoad(file: string, after: number) {
  const owner = spawn(process.execPath, [fileURLToPath(new URL('./owner.ts', import.meta.url)), file, '1000000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void owner.kill('SIGKILL'));
  let said = '';
  owner.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await once(owner.stdout, 'data');
  await sleep(after);
  owner.kill('SIGKILL');
  await once(owner, 'close');
  const lines = said.split('\n').slice(0, -1);
  const keys = (word: string) =>
    lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length + 1));
  return { received: keys('received'), recorded: keys('recorded') };
}

test.each([20, 90, 250])(
  'killed after %i ms of writing, what was said to be on disk is there',
  { timeout: 20_000 },
  async (after) => {
    const file = join(tempFolder(), 'zhouzhi.db');
    const { received, recorded } = await killedUnderLoad(file, after);
    expect(received.length).toBeGreaterThan(0);

    const { store } = openTestStore({ file, clock: Date.now });
    const waiting = new Set((await store.inbox.due(Date.now(), 1_000_000, new Set())).map((row) => row.inbound.key));
    const answered = new Set((await store.ledger.latest(1_000_000)).map((row) => row.post));
    expect(received.filter((key) => !waiting.has(key) && !answered.has(key))).toEqual([]);
    expect(recorded.filter((key) => waiting.has(key) || !answered.has(key))).toEqual([]);
    expect([...answered].filter((key) => key !== undefined && waiting.has(key))).toEqual([]);
    expect(await store.ledger.verify()).toMatchObject({ ok: true, rows: answered.size });
  },
);

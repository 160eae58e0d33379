import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Transient } from '#model/transient.ts';
import { createPool, type FileContents, type Pool, type PoolOptions } from '#extract/pool/pool.ts';

const entry = fileURLToPath(new URL('./bad-worker.ts', import.meta.url));
const limits = { millis: 1500, memory: 300 * 1024 * 1024, text: 1000 };
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const never = AbortSignal.timeout(60_000);

let pool: Pool | null = null;
afterEach(() => pool?.close());

function poolOf(more: PoolOptions = {}): Pool {
  pool = createPool({ entry, limits, size: 1, ...more });
  return pool;
}

function said({ texts, gaps }: FileContents) {
  return { texts: texts.map(({ text }) => text), gaps: gaps.map(({ why }) => why) };
}

function isAlive(pid: number): boolean {
  // What nobody has buried yet is dead all the same.
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
}

function folders(): readonly string[] {
  return readdirSync(base).filter((name) => name.startsWith(`zhouzhi-files-${process.pid}-`));
}

describe('the pool', () => {
  it.each([
    { does: 'hangs', file: 'h', says: { texts: ['before it hung'], gaps: ['timeout'] } },
    { does: 'hangs behind the head of a picture', file: 'i', says: { texts: ['a head'], gaps: ['timeout'] } },
    { does: 'takes all memory', file: 'g', says: { texts: [], gaps: ['oversize'] } },
    { does: 'crashes', file: 'c', says: { texts: [], gaps: ['corrupt'] } },
    { does: 'says what no worker says', file: 'l', says: { texts: [], gaps: ['corrupt'] } },
    { does: 'says too much', file: 't', says: { texts: ['x'.repeat(2000)], gaps: ['oversize'] } },
  ])('a parser that $does costs one gap, and the next file is read', async ({ file, says }) => {
    const one = poolOf();
    expect(said(await one.read(Buffer.from(file), never))).toEqual(says);
    expect(said(await one.read(Buffer.from('p'), never))).toEqual({ texts: [expect.any(String)], gaps: [] });
  });

  it('hands on nothing of the environment but where to put temporary files', async () => {
    const { texts } = said(await poolOf().read(Buffer.from('e'), never));
    expect(JSON.parse(texts[0] ?? '')).toEqual(
      ['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', 'TMPDIR'].filter((name) =>
        (texts[0] ?? '').includes(name),
      ),
    );
    expect(texts[0]).toContain('TMPDIR');
  });

  it('reads many files on few workers and replaces a worker after its share', async () => {
    const one = poolOf({ size: 2, jobsPerWorker: 3 });
    const reads = await Promise.all(Array.from({ length: 12 }, () => one.read(Buffer.from('p'), never)));
    const pids = reads.map((read) => said(read).texts[0]);
    const most = Math.max(...[...Map.groupBy(pids, (pid) => pid).values()].map((jobs) => jobs.length));
    expect([reads.length, most]).toEqual([12, 3]);
  });

  it('gives back what was read when the caller gives up', async () => {
    const one = poolOf();
    expect(said(await one.read(Buffer.from('h'), AbortSignal.timeout(3000)))).toEqual({
      texts: ['before it hung'],
      gaps: ['timeout'],
    });
  });

  it('asks to come again when too many bytes wait', async () => {
    const one = poolOf({ waiting: 10 });
    const reads = ['p', 'p'].map((file) => one.read(Buffer.from(file.padEnd(20)), never));
    expect(() => one.read(Buffer.from('p'), never)).toThrow(Transient);
    await Promise.all(reads);
  });

  it('leaves no file behind, neither after a crash nor after an end', async () => {
    const before = folders();
    const one = poolOf();
    const [own = ''] = folders().filter((name) => !before.includes(name));
    expect(statSync(join(base, own)).mode & 0o777).toBe(0o700);
    await one.read(Buffer.from('c'), never);
    await one.close();
    expect(folders()).toEqual(before);
  });

  it('a worker whose house was killed ends, even while its parser hangs', { timeout: 30_000 }, async () => {
    const house = spawn(process.execPath, [fileURLToPath(new URL('./orphan-house.ts', import.meta.url))]);
    const [line] = await once(house.stdout, 'data', { signal: never });
    const worker = Number(String(line));
    await setTimeout(300);
    house.kill('SIGKILL');
    await expect.poll(() => isAlive(worker), { timeout: 15_000 }).toBe(false);
  });

  it('sweeps what a house that crashed has left', () => {
    // No process has this number: it is above what Linux gives.
    const left = join(base, 'zhouzhi-files-4194999-abcdef');
    mkdirSync(left);
    poolOf();
    const isThere = existsSync(left);
    rmSync(left, { recursive: true, force: true });
    expect(isThere).toBe(false);
  });
});

import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'zhouzhi-files-';

/** A folder only we can enter, on memory where the machine has such: what lies in it does not outlive the power. What a crash left is swept. */
export function makePrivateFolder(): string {
  const base = isWritable('/dev/shm') ? '/dev/shm' : tmpdir();
  sweep(base);
  return mkdtempSync(join(base, `${prefix}${process.pid}-`));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function sweep(base: string): void {
  for (const name of readdirSync(base)) {
    const owner = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(owner) && !isAlive(owner)) removeFolder(join(base, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too, and its folder not ours to touch.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

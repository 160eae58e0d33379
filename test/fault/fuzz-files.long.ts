import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requires } from '../support/requires.ts';
import { fuzzFiles } from './fuzz-files.ts';

const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

it(
  '10,000 broken files: words or a gap for each, none over its limits, no file left',
  { timeout: 3_600_000 },
  async () => {
    const shared = requires('shared');
    const summary = await fuzzFiles(10_000, 1000, shared.available ? join(shared.path, 'files') : null);
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    expect(summary.wrong).toEqual([]);
    expect(summary.mostMegabytes).toBeLessThan(750);
    expect(readdirSync(base).filter((name) => name.startsWith(`zhouzhi-files-${process.pid}-`))).toEqual([]);
  },
);

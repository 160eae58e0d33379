import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requires } from '../support/requires.ts';
import { fuzzFiles } from './fuzz-files.ts';

it('60 broken files: words or a gap for each, none over its limits', { timeout: 60_000 }, async () => {
  const shared = requires('shared');
  const summary = await fuzzFiles(60, 1, shared.available ? join(shared.path, 'files') : null);
  expect(summary.wrong).toEqual([]);
  expect(summary.mostMegabytes).toBeLessThan(750);
});

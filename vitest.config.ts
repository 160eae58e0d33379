import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { tallyReporter } from './test/support/tally.ts';

/** What measures a time a person waits runs last and alone. */
const timed = ['leak', 'pictures', 'recall-loop'].map((name) => `test/scenario/${name}.test.ts`);

/** `vitest run` is the suite of `npm test`; `vitest run --mode long` runs the long ones (`*.long.ts`) instead. */
export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: 'test/support/installed.ts',
    passWithNoTests: true,
    reporters: mode === 'long' ? ['default'] : ['default', tallyReporter()],
    projects: mode === 'long' ? [long] : [quick, measured],
  },
}));

// The times are patience for a busy machine, no measure of anything.
const patience = { testTimeout: 90_000, hookTimeout: 120_000 };
const quick = {
  test: {
    ...patience,
    name: 'quick',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: timed,
    // One for each core: what waits for a process or a page leaves its core to another file.
    maxWorkers: availableParallelism() + 1,
    // No test changes a module, so files may share what another has loaded: half of the processor time was loading.
    isolate: false,
    sequence: { groupOrder: 0 },
  },
};
const measured = {
  test: { ...patience, name: 'timed', include: timed, maxWorkers: 1, sequence: { groupOrder: 1 } },
};
const long = {
  test: {
    name: 'long',
    include: ['test/**/*.long.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
  },
};

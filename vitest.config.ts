import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { tallyReporter } from './test/support/tally.ts';

/** What measures a time a person waits runs last and alone. */
const timed = ['leak', 'pictures', 'recall-loop'].map((name) => `test/scenario/${name}.test.ts`);

/** Of the long ones, those that wait for a browser or a process and measure nothing; every other runs last and alone. */
const patient = [
  'test/browser/*.long.ts',
  'test/bundle/*.long.ts',
  'test/cli/*.long.ts',
  'test/console/quiz-browser.long.ts',
  'test/extract/samples.long.ts',
  'test/scenario/trouble.long.ts',
];

/** `vitest run` is the suite of `npm test`; `vitest run --mode long` runs the long ones (`*.long.ts`) instead. */
export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: 'test/support/installed.ts',
    passWithNoTests: true,
    reporters: mode === 'long' ? ['default'] : ['default', tallyReporter()],
    sequence: { sequencer: LongestFirst },
    projects: mode === 'long' ? [long, alone] : [quick, measured],
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
const longPatience = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 30_000 } } };
const long = {
  test: {
    ...longPatience,
    name: 'long',
    include: patient,
    maxWorkers: availableParallelism() + 1,
    sequence: { groupOrder: 0 },
  },
};
const alone = {
  test: {
    ...longPatience,
    name: 'long alone',
    include: ['test/**/*.long.ts'],
    exclude: patient,
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
};

import { defineConfig } from 'vitest/config';
import { tallyReporter } from './test/support/tally.ts';

/** `vitest run` is the suite of `npm test`; `vitest run --mode long` runs the long ones (`*.long.ts`) instead. */
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'long' ? ['test/**/*.long.ts'] : ['test/**/*.test.{ts,tsx}'],
    testTimeout: mode === 'long' ? 600_000 : 20_000,
    hookTimeout: mode === 'long' ? 600_000 : 30_000,
    passWithNoTests: true,
    reporters: mode === 'long' ? ['default'] : ['default', tallyReporter()],
  },
}));

import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Need = 'browser' | 'font' | 'gcc' | 'shared';

export interface Requirement {
  readonly available: boolean;
  /** The program or folder found; empty where it is missing. */
  readonly path: string;
  /** Empty where it is available; otherwise what is missing and how to get it, for the name of a skipped suite. */
  readonly reason: string;
}

const needs: Record<Need, { readonly find: () => string | undefined; readonly get: string }> = {
  browser: {
    find: () => inPath('chromium', 'chromium-browser', 'google-chrome'),
    get: 'apt-get install chromium fonts-noto-cjk',
  },
  font: {
    find: () =>
      ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/noto']
        .map((folder) => join(folder, 'NotoSansCJK-Regular.ttc'))
        .find((file) => existsSync(file)),
    get: 'apt-get install fonts-noto-cjk',
  },
  gcc: { find: () => inPath('gcc', 'cc'), get: 'apt-get install gcc libc6-dev' },
  shared: {
    find: () => ['../shared/samples'].find((folder) => existsSync(folder)),
    get: 'put the sample material into ../shared beside the checkout',
  },
};

/**
 * What a test needs of its machine. Missing, it is a reason to skip; missing though ZHOUZHI_TEST_REQUIRE (a comma-separated list) names it, it is a failure.
 * Use as `describe.skipIf(!browser.available)(`the sandbox page${browser.reason}`, …)`.
 */
export function requires(need: Need): Requirement {
  const path = needs[need].find();
  if (path !== undefined) return { available: true, path, reason: '' };
  const required = (process.env['ZHOUZHI_TEST_REQUIRE'] ?? '').split(',').includes(need);
  if (required)
    throw new Error(`expected ${need} on this machine (ZHOUZHI_TEST_REQUIRE), found none; ${needs[need].get}`);
  return { available: false, path: '', reason: ` [needs ${need}: ${needs[need].get}]` };
}

function inPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable);
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { chromium, type Browser } from 'playwright-core';
import { requires } from './requires.ts';

export const browserNeed = requires('browser');

/** Headless, without anything that reaches outside by itself. */
export function launchBrowser(): Promise<Browser> {
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map((what) => `--disable-${what}`);
  return chromium.launch({ executablePath: browserNeed.path, args: ['--no-sandbox', '--no-first-run', ...quiet] });
}

import { chromium, type Browser } from 'playwright-core';
import { requires } from './requires.ts';

export const browserNeed = requires('browser');

/** This list takes the place of Playwright's own, so it begins with what of that matters here. */
const withoutFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'PreconnectToSearch',
  // With each page that opens a browser nobody sees readies its address bar and a process to spare: a third of all its work.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
];

/** Headless, without anything that reaches outside by itself. */
export function launchBrowser(): Promise<Browser> {
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map((what) => `--disable-${what}`);
  return chromium.launch({
    executablePath: browserNeed.path,
    args: ['--no-sandbox', '--no-first-run', ...quiet, `--disable-features=${withoutFeatures.join(',')}`],
  });
}

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { pagesBuild } from '/work/wt/desk2/vite.config.ts';
import { startStubHouse } from '/work/wt/desk2/test/browser/stub-house.ts';
const out = process.argv[2] ?? '/tmp/shots/out';
mkdirSync(out, { recursive: true });
process.env.NODE_ENV = 'production';
if (!process.argv.includes('nobuild')) await build({ ...pagesBuild(resolve('src/web'), '/tmp/shots/web'), configFile: false, logLevel: 'error' });
const house = await startStubHouse('/tmp/shots/web');
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ['--no-sandbox'] });
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const only = process.env.ONLY?.split(',');
const pages: [string, string, (keyof typeof sizes)[]][] = [
  ['overview', '/console/overview', ['desk', 'phone']], ['cases', '/console/cases', ['desk', 'phone']],
  ['case', '/console/cases/ZZ-7K2M', ['desk', 'phone']], ['groups', '/console/groups', ['desk', 'phone']],
  ['reports', '/console/reports', ['desk']], ['digests', '/console/digests', ['desk','phone']], ['audit', '/console/audit', ['desk','phone']],
  ['system', '/console/system', ['desk','phone']], ['rules', '/console/rules', ['desk']], ['quiz', '/console/quiz', ['desk']],
  ['notice', '/notice/token-of-the-sender', ['desk', 'phone']], ['mine', '/mine/token-of-the-member', ['desk', 'phone']], ['about', '/about', ['desk','phone']],
  ['setup', '/setup#token=t', ['desk','phone']], ['sandbox', '/', ['desk','phone']], ['sign-in', '/console', ['desk']],
];
for (const [name, path, views] of pages) for (const view of views) {
  if (only && !only.includes(name)) continue;
  const context = await browser.newContext({ viewport: sizes[view], locale: 'zh-CN', hasTouch: view === 'phone' });
  if (name !== 'sign-in') await context.addCookies([{ name: 'seat', value: 'stub', url: house.url }]);
  const page = await context.newPage();
  page.on('pageerror', (e) => console.log(name, view, 'ERR', e.message));
  page.on('console', (m) => m.type() === 'error' && console.log(name, view, m.text().slice(0, 200)));
  await page.goto(house.url + path);
  await page.waitForTimeout(1500);
  console.log(name, view, await page.evaluate('document.documentElement.scrollWidth'));
  await page.screenshot({ path: `${out}/${name}-${view}.png`, fullPage: true });
  await context.close();
}
await browser.close(); await house.close(); process.exit(0);

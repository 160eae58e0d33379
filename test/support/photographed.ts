import sharp from 'sharp';
import type { Browser } from 'playwright-core';

/** What stands on a page: no two alike, none of them real. */
export interface PageWords {
  readonly mark: string;
  readonly title: string;
  readonly lines: readonly string[];
}

const head =
  'color:#d00;font:bold 64px "Noto Serif CJK SC";text-align:center;border-bottom:4px solid #d00;padding:20px 0';

/** Sets pages and photographs them: in the shade, a little askew, as a telephone saves them. */
export async function photographed(browser: Browser, pages: readonly PageWords[]): Promise<readonly Buffer[]> {
  const page = await browser.newPage({ viewport: { width: 1080, height: 1440 } });
  const photographs: Buffer[] = [];
  for (const { mark, title, lines } of pages) {
    const text = lines.map((line) => `<p style="margin:12px 0;text-indent:2em">${line}</p>`).join('');
    await page.setContent(
      `<body style="margin:70px 90px;background:#fcfbf7;font:30px/1.5 'Noto Serif CJK SC'"><p style="font:bold 34px 'Noto Sans CJK SC'">${mark}</p>
       <div style='${head}'>样张县办公室文件</div><h2 style="text-align:center">${title}</h2>${text}</body>`,
    );
    const shot = await page.screenshot({ type: 'png' });
    photographs.push(
      await sharp(shot)
        .rotate(1.4, { background: '#8a7a66' })
        .modulate({ brightness: 0.86 })
        .blur(0.7)
        .jpeg({ quality: 72 })
        .toBuffer(),
    );
  }
  await page.close();
  return photographs;
}

/** As it comes out of another telephone: cut by a tenth, smaller, saved again. */
export async function passedOn(photograph: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(photograph).metadata();
  const [left, top] = [Math.round(width * 0.05), Math.round(height * 0.05)];
  return sharp(photograph)
    .extract({ left, top, width: width - 2 * left, height: height - 2 * top })
    .resize({ width: Math.round(width * 0.75) })
    .jpeg({ quality: 50 })
    .toBuffer();
}

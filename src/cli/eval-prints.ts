import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Output } from '#cli/output.ts';
import { makePrint } from '#extract/print/make-print.ts';
import { matches } from '#extract/print/match.ts';
import { createPrintIndex } from '#extract/print/print-index.ts';
import type { Print } from '#extract/print/print.ts';

export interface LabelledPicture {
  readonly file: string;
  /** Pictures of one page are never counted as different. */
  readonly page: string;
}

/** How well prints tell pictures apart and know copies of them again. */
export async function evalPrints(folder: string, pictures: readonly LabelledPicture[], output: Output): Promise<void> {
  const prints: { readonly page: string; readonly file: string; readonly print: Print }[] = [];
  const start = process.cpuUsage();
  for (const { file, page } of pictures)
    prints.push({ page, file, print: (await makePrint(readFileSync(join(folder, file)))) ?? [] });
  const { user, system } = process.cpuUsage(start);
  output.line(`指纹 每张 ${Math.round((user + system) / 1e3 / Math.max(1, prints.length))} 毫秒`);
  const pairs = prints.flatMap((one, index) => prints.slice(index + 1).map((other) => [one, other] as const));
  const different = pairs.filter(([one, other]) => one.page !== other.page);
  const mistaken = different.filter(([one, other]) => matches(one.print, other.print));
  output.line(`不同页面误认 ${mistaken.length}/${different.length}`);
  const index = createPrintIndex();
  for (const { file, print } of prints) index.add(file, print);
  const sample = prints.filter((_, number) => number % 6 === 0);
  for (const [name, change] of changes) {
    let [known, found] = [0, 0];
    for (const { file, print } of sample) {
      const copy = await makePrint(await change(readFileSync(join(folder, file))));
      if (copy && matches(print, copy)) known++;
      if (copy && index.find(copy) === file) found++;
    }
    output.line(`  ${name}　认出 ${known}/${sample.length}　检索到 ${found}/${sample.length}`);
  }
}

type Change = (picture: Buffer) => Promise<Buffer>;

const changes: readonly (readonly [string, Change])[] = [
  ['重新压缩', (picture) => sharp(picture).jpeg({ quality: 30 }).toBuffer()],
  ['缩小到 0.3', (picture) => scaled(picture, 0.3)],
  ['放大到 2', (picture) => scaled(picture, 2)],
  ['四边各裁 10 %', (picture) => cropped(picture, 0.1)],
  ['四边各裁 15 %', (picture) => cropped(picture, 0.15)],
  ['转 2°', (picture) => sharp(picture).rotate(2, { background: '#fff' }).jpeg().toBuffer()],
  ['截屏加边', (picture) => framed(picture)],
  ['灰度', (picture) => sharp(picture).greyscale().jpeg().toBuffer()],
  ['变亮', (picture) => sharp(picture).modulate({ brightness: 1.25 }).jpeg().toBuffer()],
  ['变暗', (picture) => sharp(picture).linear(0.6, 10).jpeg().toBuffer()],
];

async function scaled(picture: Buffer, by: number): Promise<Buffer> {
  const { width } = await sharp(picture).metadata();
  return sharp(picture)
    .resize(Math.round(width * by))
    .jpeg()
    .toBuffer();
}

async function cropped(picture: Buffer, by: number): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const [left, top] = [Math.round(by * width), Math.round(by * height)];
  return sharp(picture)
    .extract({ left, top, width: width - 2 * left, height: height - 2 * top })
    .jpeg()
    .toBuffer();
}

async function framed(picture: Buffer): Promise<Buffer> {
  const { height } = await sharp(picture).metadata();
  const [top, bottom] = [Math.round(0.25 * height), Math.round(0.3 * height)];
  const tall = await sharp(picture).extend({ top, bottom, left: 10, right: 10, background: '#111' }).png().toBuffer();
  return sharp(tall).resize(720).png().toBuffer();
}

import sharp from 'sharp';

/** A page drawn for a test: black or red lines of text at a place and size, on white. */
export interface DrawnLine {
  readonly text: string;
  readonly y: number;
  readonly x?: number;
  readonly size?: number;
  readonly colour?: string;
}

export async function drawnPage(
  lines: readonly DrawnLine[],
  { width = 900, height = 1200, more = '', background = '#fff' } = {},
): Promise<Buffer> {
  const texts = lines.map(
    ({ text, y, x = 80, size = 30, colour = '#111' }) =>
      `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}" font-family="Noto Sans CJK SC, Noto Serif CJK SC, sans-serif">${text}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${background}"/>${more}${texts.join('')}</svg>`;
  return sharp(Buffer.from(svg)).flatten().png().toBuffer();
}

const sentences = [
  '各单位要按照统一部署认真抓好落实',
  '会议定于下周三上午九点在三楼召开',
  '请于本月底前报送书面总结材料两份',
  '坚持统筹协调分级负责形成工作合力',
  '有关人员应当提前十分钟到场签名册',
  '联系人请见附件所列名单并保持畅通',
  '食堂午餐时间调整为十一点半至一点',
  '停车场东侧入口因施工临时封闭三天',
];

/** Lines of prose, another order for each number. */
export function prose(number: number, from = 420, count = 12): readonly DrawnLine[] {
  return Array.from({ length: count }, (_, row) => ({
    text:
      (sentences[(row * 3 + number) % sentences.length] ?? '') +
      (sentences[(row * 5 + 2 * number + 1) % sentences.length] ?? '').slice(0, 6),
    y: from + row * 52,
  }));
}

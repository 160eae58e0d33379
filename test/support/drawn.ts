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

const words =
  '单位 会议 通知 上午 三楼 召开 月底 报送 总结 材料 统筹 协调 分级 负责 工作 人员 提前 到场 签名 联系 附件 名单 食堂 午餐 时间 调整 停车 入口 施工 临时'.split(
    ' ',
  );

/** Lines of words, other ones for each number. */
export function prose(number: number, from = 420, count = 12): readonly DrawnLine[] {
  let state = 7919 * number + 17;
  const word = (): string => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return words[Math.floor((state / 2147483648) * words.length)] ?? '';
  };
  return Array.from({ length: count }, (_, row) => ({
    text: Array.from({ length: 11 }, word).join(''),
    y: from + row * 52,
  }));
}

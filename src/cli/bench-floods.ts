import type { RuleBook } from '#detect/rules/rule.ts';

export interface Flood {
  readonly name: string;
  /** A text of this many characters, or a few more. */
  make(length: number): string;
}

/** Texts made to be slow: what the rules look for, over and over. */
export function floodsOf({ rules, cues }: RuleBook): readonly Flood[] {
  const keywords = [...new Set(rules.flatMap((rule) => rule.keywords))];
  const words = [...keywords, ...[...cues.values()].flatMap((cue) => cue.words)];
  return [
    over('同一个密级词', '机密'),
    over('带星的内部标志', '内部资料★'),
    over('严禁的提醒', '提醒：标有机密★5年的文件严禁拍照。\n'),
    over('规则的全部关键词', keywords.join('，')),
    each('规则和词组的词打乱', (number) => words[scattered(number, words.length)] ?? ''),
    over('各种变形轮流', '木几密 機\u200b密 j密 机.密 ji密 基密 内步资料 核心商咪 '),
    each('条条不同的提醒', (number) => `第${number}条 机密级文件不得外传，内容是${number}。`),
    over('一行一个词', '机密\n'),
    over('数字', '1234567890'),
    each('手机号', (number) => `138${10_000_000 + number} `),
    each('网址', (number) => `https://www.example.cn/a/${number}?q=%E6%9C%BA%E5%AF%86 `),
    each('成片的编码', (number) => `${Buffer.from(`第${number}份文件`).toString('base64')} `),
    over('零宽字符', '机\u200b密'),
    over('层层引号', '“《「『（【[{<'),
    over('公文', '关于做好下周会议材料准备工作的通知，请各科室按要求报送。'),
    over('拼音', 'jimi jue mi '),
  ];
}

function over(name: string, piece: string): Flood {
  return { name, make: (length) => piece.repeat(Math.ceil(length / piece.length)) };
}

function each(name: string, piece: (number: number) => string): Flood {
  return {
    name,
    make(length) {
      let text = '';
      for (let number = 0; text.length < length; number++) text += piece(number);
      return text;
    },
  };
}

/** The same disorder in every run. */
function scattered(number: number, count: number): number {
  return (Math.imul(number + 1, 0x9e3779b1) >>> 8) % count;
}

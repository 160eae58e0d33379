import type { Disguise } from '#detect/text/disguise.ts';
import type { Normalized } from '#detect/text/normalize.ts';
import { secretPictures } from '#detect/text/tables/signs.ts';

const starWords =
  /(?:[带加标打画盖贴印有](?:了|着|个|颗|小|红|上)?(?:红|黑|五角|小)?星(?:号|标|星|的)?|红头加星|五角星)(?:的|那)?(?:那|这)?(?:[份个张页封本]|文件|件|材料|通知|材料|纸|东西|表)+/g;
const paper = /^(?:文件|件|级|资料|材料|内容|信息|通知)/;
const most = 200;

/** 带星的那份, 红头加星的文件: the mark described. */
export function starWordsIn(text: string): readonly Disguise[] {
  if (!text.includes('星')) return [];
  return [...text.matchAll(starWords)].slice(0, most).map((match) => ({
    word: '密级',
    start: match.index,
    end: match.index + match[0].length,
    how: 'star-words' as const,
    strength: 0.35,
  }));
}

/** ㊙ 🈲 🤫: pictures that say secret, stronger in front of a paper. */
export function secretPicturesIn(original: string, { text, starts }: Normalized): readonly Disguise[] {
  if (!secretPictures.some(([picture]) => original.includes(picture))) return [];
  const found: Disguise[] = [];
  for (let index = 0; index < text.length && found.length < most; index++) {
    const at = starts[index] ?? 0;
    const known = secretPictures.find(([picture]) => original.startsWith(picture, at));
    if (!known || starts[index - 1] === at) continue;
    const end = index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);
    const isPaper = paper.test(text.slice(end, end + 2));
    found.push({
      word: '秘密',
      start: index,
      end,
      how: 'emoji',
      strength: isPaper && known[0] === '㊙' ? 0.7 : known[1],
    });
  }
  return found;
}

import { levelOf } from '#detect/text/ordinary.ts';
import type { Disguise } from '#detect/text/disguise.ts';

const term = /^\s{0,2}(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:年|个?月)|长期|[\u4e00-\u9fff]{1,4}前)/;
const level = /([\u4e00-\u9fff])\s?([\u4e00-\u9fff])\s?级?\s?$/;
const most = 5_000;

/**
 * 纯密★自用前: a scanner got the level wrong, but star and term stand where a mark has them. `isLike` says whether a character
 * could be that of a level word; a line of nothing but such a form is looked at even when no character is.
 */
export function misreadMarks(text: string, isLike: (mark: string, unit: string) => boolean): readonly Disguise[] {
  const found: Disguise[] = [];
  let looked = 0;
  for (let star = text.indexOf('★'); star >= 0 && ++looked < most; star = text.indexOf('★', star + 1)) {
    const behind = term.exec(text.slice(star + 1, star + 14));
    const before = level.exec(text.slice(Math.max(0, star - 5), star));
    if (!behind || !before) continue;
    const [written = '', first = '', second = ''] = before;
    // 精密★, 机构★: a word, not a level misread.
    if (/^[绝机秘]密/.test(first + second) || levelOf(first + second) >= 0) continue;
    const start = star - written.length;
    const end = star + 1 + behind[0].length;
    const word = ['绝', '机', '秘'].find((mark) => isLike(mark, first) || (first === '密' && second === mark));
    const hasLevel = word !== undefined || isLike('密', second);
    const isAlone = isEdge(text[start - 1]) && isEdge(text[end]);
    const strength = word !== undefined && isLike('密', second) ? 0.85 : hasLevel ? 0.75 : isAlone ? 0.45 : 0;
    if (strength > 0) found.push({ word: word === undefined ? '密级' : `${word}密`, start, end, how: 'ocr', strength });
  }
  return found;
}

function isEdge(unit: string | undefined): boolean {
  return unit === undefined || /[\s[\]()【】]/.test(unit);
}

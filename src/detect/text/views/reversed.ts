import type { Disguise } from '#detect/text/disguise.ts';
import { levelOf, straddles } from '#detect/text/ordinary.ts';
import type { Forms } from '#detect/text/views/forms.ts';
import { groupSize } from '#detect/text/views/groups.ts';

const most = 2_000;
const none: readonly Disguise[] = [];

/** 密机, 料资部内: the word written backwards, where no ordinary words explain it (秘密|机关). */
export function createReversed({ words, kindOf, groups }: Forms): (text: string) => readonly Disguise[] {
  const backwards = words.map((word) => {
    const turned = [...word].toReversed().join('');
    return words.includes(turned) || levelOf(turned) >= 0 ? null : turned;
  });
  return (text) => {
    let found: Disguise[] | null = null;
    let looked = 0;
    for (let index = 0; index + 1 < text.length && looked < most; index++) {
      const kind = kindOf[text.charCodeAt(index)] ?? 0;
      if (kind === 0) continue;
      for (let group = 0; group < groups.length; group++) {
        const next = kindOf[text.charCodeAt(index + 1)] ?? 0;
        const bits = (groups[group]?.last[kind] ?? 0) & (groups[group]?.beforeLast[next] ?? 0);
        if (bits === 0) continue;
        looked++;
        add((found ??= []), text, index, bits, group * groupSize);
      }
    }
    return found ?? none;
  };

  function add(found: Disguise[], text: string, start: number, bits: number, from: number): void {
    for (let left = bits; left !== 0; left &= left - 1) {
      const number = from + 31 - Math.clz32(left & -left);
      const [word = '', turned = null] = [words[number], backwards[number]];
      if (turned === null || !text.startsWith(turned, start) || straddles(text, start, start + turned.length)) continue;
      const strength = word.length > 2 ? 0.85 : 0.35;
      found.push({ word, start, end: start + turned.length, how: 'reversed', strength });
    }
  }
}

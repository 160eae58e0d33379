import type { Disguise, Way } from '#detect/text/disguise.ts';
import { invisible, type Normalized } from '#detect/text/normalize.ts';
import { cutIntoWords, levelOf, straddlesBetween } from '#detect/text/ordinary.ts';
import { isHan } from '#detect/text/separators.ts';
import type { Form } from '#detect/text/views/forms.ts';
import type { Spelling } from '#detect/text/views/spelled.ts';

/** Characters used by themselves this often (steps of two) meet by chance: 几 米, 给 米. */
const common = 12;
const often = 10;
/** From the surest sign of intent to the one most often chance. */
const order: readonly Form[] = [
  'exact',
  'split',
  'leet',
  'lookalike',
  'emoji',
  'pinyin',
  'homophone',
  'near-sound',
  'initials',
];
const term =
  /^\s{0,2}级?\s{0,2}[★▲]\s{0,3}(?:\d{1,2}\s{0,2}(?:年|个?月|天|nian|y)|[一二三四五六七八九十]{1,3}\s?年|长期|[\u4e00-\u9fff]{1,4}前)/;
/** Behind a level in pinyin the term in pinyin says enough. */
const termInPinyin = /^\s{0,2}(?:\d{1,2}|shi|wu|san|liang|yi)\s?(?:nian|ge ?yue)/;
const noCharacter = '\u0001';
/** Words that a level word is often followed into: ji密件 is no 密件 with letters before it. */
const levelled = new Set(['密件', '密级', '密文']);
const paperBehind =
  /^\s?(?:件|级|★|▲|\d{1,2}\s?年|(?:的|那个|那份)?(?:文件|资料|材料|通报|通知|会议|电报|报告|方案|计划|内容|附件))/;
const paperBefore = /(?:[份封页本]|标着?|带|印着|密级[:是]?)$/;

const markBefore = /(?:[标印写盖](?:着|了|的是|的|有)|密级[:是])["“]?$/;
const markBehind = /^["”]?(?:水印|字样|的?(?:章|戳)|标[志识])/;

/** How surely a spelling is meant; null when ordinary words explain it. */
export function weigh(spelling: Spelling, normalized: Normalized): Disguise | null {
  const { text } = normalized;
  const { word, start, end, steps } = spelling;
  const forms = steps.map(({ form }) => form);
  if (isLettersOfAnother(spelling, text) || isExplained(spelling, text)) return null;
  const [how, strength] = judged(spelling, normalized, forms);
  if (strength === 0) return null;
  const behind = text.slice(end, end + 16);
  const isMarked = term.test(behind) || (how === 'pinyin' && termInPinyin.test(behind));
  return { word, start, end, how, strength: isMarked ? Math.max(strength, 0.9) : strength };
}

function judged(spelling: Spelling, normalized: Normalized, forms: readonly Form[]): readonly [Way, number] {
  const gap = gapOf(spelling, normalized);
  const weakest = forms.reduce((least, form) => (order.indexOf(form) > order.indexOf(least) ? form : least), 'exact');
  if (weakest === 'exact') return gap ?? ['inserted', 0];
  const exact = forms.filter((form) => form === 'exact').length;
  const own = strengthOf(weakest, forms.length, exact, spelling, normalized.text);
  const way = weakest === 'pinyin' && forms.some((form) => form !== 'pinyin') ? 'pinyin-mixed' : weakest;
  if (own === 0) return [way, 0];
  return [way, gap && gap[1] >= 0.6 ? Math.min(0.95, own + 0.15) : gap?.[0] === 'scattered' ? own / 2 : own];
}

function gapOf(
  { word, start, end, steps }: Spelling,
  { text, hiddenBefore }: Normalized,
): readonly [Way, number] | null {
  const hidden = hiddenBefore.subarray(start + 1, end);
  if (hidden.includes(invisible)) return ['hidden', 0.95];
  const gaps = new Set(steps.map(({ gap }) => gap));
  // Four characters in their order with nothing but hesitation between them are no chance.
  if (gaps.has('scattered')) return ['scattered', word.length > 2 ? 0.7 : 0.35];
  // A comma between two characters is a comma, unless all of a longer word is cut up so.
  if (gaps.has('punctuated')) return ['inserted', punctuated(word, steps, text.slice(start, end))];
  if (gaps.has('inserted')) return ['inserted', 0.75];
  if (gaps.has('markup')) return ['markup', 0.7];
  const isLastTwice = end > (steps.at(-1)?.end ?? end);
  // 机密密麻麻: one doubled character alone may be the beginning of another word.
  if (gaps.has('repeated') || isLastTwice)
    return ['repeated', word === '秘密' ? 0.4 : gaps.has('repeated') && isLastTwice ? 0.8 : 0.55];
  if (gaps.has('separated')) return ['separated', separated(word, steps, text.slice(start, end))];
  return hidden.some((value) => value !== 0) ? ['separated', word.length > 2 ? 0.75 : 0.7] : null;
}

function punctuated(word: string, steps: Spelling['steps'], written: string): number {
  if (word.length > 2) return steps.slice(1).every(({ gap }) => gap !== 'none') ? 0.8 : 0;
  return /[。!?;:]/.test(written) ? 0 : 0.35;
}

/** Blanks between all characters of a longer word are meant; between two of them somebody may have slipped. */
function separated(word: string, steps: Spelling['steps'], written: string): number {
  if (written.includes('\n')) return 0.4;
  return word.length > 2 && steps.slice(1).every(({ gap }) => gap !== 'none') ? 0.75 : 0.55;
}

function strengthOf(weakest: Form, length: number, exact: number, spelling: Spelling, text: string): number {
  const isShort = length === 2;
  switch (weakest) {
    case 'split':
      return 0.9;
    case 'leet':
      return exact > 0 ? 0.8 : 0.7;
    case 'lookalike':
      return isShort ? (exact > 0 && !isOftenMet(spelling, text) ? 0.7 : 0.5) : 0.85;
    case 'emoji':
      return exact > 0 ? 0.8 : 0.5;
    case 'pinyin':
      if (isShort && isPartOfLetters(spelling, text)) return 0.4;
      return exact > 0 ? (isShort ? 0.75 : 0.85) : isShort ? pinyinAlone(spelling, text) : 0.85;
    case 'homophone':
      if (isShort && isNamedAsMark(spelling, text)) return 0.6;
      return isShort ? twoHomophones(spelling, text, exact) : exact * 2 >= length ? 0.8 : 0.65;
    case 'near-sound':
      if (isShort && isNamedAsMark(spelling, text)) return exact > 0 ? 0.55 : 0.45;
      return isShort ? (exact > 0 ? 0.4 : isPaperBehind(spelling, text) ? 0.3 : 0) : exact * 2 >= length ? 0.7 : 0.5;
    case 'initials':
      return initials(spelling, text, exact);
    case 'exact':
      return 0;
  }
}

function twoHomophones(spelling: Spelling, text: string, exact: number): number {
  if (exact > 0) return 0.5;
  if (meetsByChance(spelling, text)) return 0;
  return isPaperBehind(spelling, text) ? 0.4 : 0.25;
}

function isPaperBehind({ end }: Pick<Spelling, 'end'>, text: string): boolean {
  return paperBehind.test(text.slice(end, end + 6));
}

/** 接口机mini版: the letters go on. */
function isPartOfLetters({ start, end }: Spelling, text: string): boolean {
  return /[a-z]/.test(text.charAt(end)) || /[a-z]/.test(text.charAt(start - 1));
}

/** mimi is a cat's name too. */
function pinyinAlone({ word, end }: Spelling, text: string): number {
  return (word === '秘密' ? 0.25 : 0.4) + (isPaperBehind({ end }, text) ? 0.15 : 0);
}

function initials({ word, start, end }: Spelling, text: string, exact: number): number {
  const isPaper =
    paperBehind.test(text.slice(end, end + 6)) || paperBefore.test(text.slice(Math.max(0, start - 3), start));
  if (isNamedAsMark({ start, end }, text)) return word.length > 2 ? 0.6 : 0.5;
  if (exact > 0) return word.endsWith('件') || !isPaper ? 0.35 : 0.5;
  if (word.length > 2) return 0.45;
  return isPaper ? 0.35 : text.slice(start, end) === 'mm' ? 0 : 0.15;
}

/** 标的是气秘, 起密水印: it stands where a mark stands. */
function isNamedAsMark({ start, end }: Pick<Spelling, 'start' | 'end'>, text: string): boolean {
  return markBefore.test(text.slice(Math.max(0, start - 4), start)) || markBehind.test(text.slice(end, end + 3));
}

/** 密极了: the character that looks alike is one of the commonest. */
function isOftenMet({ steps }: Spelling, text: string): boolean {
  return steps.some(({ form, start, end }) => form === 'lookalike' && levelOf(text.slice(start, end)) >= often);
}

/** 迷迷, 几米: a doubled character, or two that are common by themselves. */
function meetsByChance({ start, steps }: Spelling, text: string): boolean {
  return text[start] === text[start + 1] || steps.every((step) => levelOf(text.slice(step.start, step.end)) >= common);
}

/** jm inside a longer run of letters or a number is another word. */
function isLettersOfAnother({ start, end, steps }: Spelling, text: string): boolean {
  if (!steps.some(({ form }) => form === 'initials')) return false;
  return /[a-z0-9]/.test(text.charAt(start - 1)) || /[a-z]/.test(text.charAt(end)) || /[\d.]/.test(text.charAt(end));
}

/** Whether ordinary words use up its characters: 蜂蜜, 十几米, 糯米鸡, 手机|密码. */
function isExplained({ word, start, end, steps }: Spelling, text: string): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  const after = text.slice(end, end + 4);
  const surface = steps.map((step, place) =>
    surfaceOf(step.form, text.slice(step.start, step.end), word.charAt(place)),
  );
  const isForeign = steps.map((_, place) => surface[place] !== word.charAt(place));
  if (!isForeign.includes(true)) return straddlesBetween(before, word, after);
  if (isForeign[0] && /[\d一二三四五六七八九十百千两半]$/.test(before)) return true;
  return usedByWords(before, surface.join(''), after, isForeign);
}

/** What a reader of ordinary words would see: the character written, the one its parts make, or for letters and pictures no character. */
function surfaceOf(form: Form, written: string, mark: string): string {
  if (form === 'exact' || form === 'split') return mark;
  return form === 'homophone' || form === 'near-sound' || form === 'lookalike' ? written : noCharacter;
}

function usedByWords(before: string, inside: string, after: string, isForeign: readonly boolean[]): boolean {
  let left = 0;
  while (left < before.length && isHan(before.charCodeAt(before.length - 1 - left))) left++;
  let right = 0;
  while (right < after.length && isHan(after.charCodeAt(right))) right++;
  const passage = before.slice(before.length - left) + inside + after.slice(0, right);
  const starts = cutIntoWords(passage);
  for (let place = 0; place < inside.length; place++) {
    const at = left + place;
    const from = starts[at] ?? at;
    const to = endOf(starts, at);
    if (to - from < 2 || levelled.has(passage.slice(from, to))) continue;
    if (from < left || to > left + inside.length || isForeign.slice(from - left, to - left).includes(true)) return true;
  }
  return false;
}

function endOf(starts: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < starts.length && starts[end] === starts[at]) end++;
  return end;
}

import type { Finding } from '#model/finding.ts';
import { createBag, hashOf, mix, type Bag, type Features } from '#detect/classifier/bag.ts';
import type { Themes } from '#detect/classifier/themes.ts';

/** What the classifier looks at: normalized texts, and what the rules found in them. */
export interface Spoken {
  readonly text: string;
  /** The posts before, oldest first, joined by line ends. */
  readonly before: string;
  readonly findings: readonly Pick<Finding, 'rule' | 'category' | 'confidence'>[];
}

/** Weight of each group of features before the model has learnt any: each group has this length as a vector. */
const lengths = { grams: 1.5, themes: 1.3, pairs: 0.4, before: 0.5, beforeThemes: 0.6, rules: 1, shape: 0.4 };
const salts = { grams: 1.5, themes: 2, pairs: 3, before: 4, beforeThemes: 5, rules: 6, shape: 7 };

/** A post is judged by its beginning: more than a page of talk says nothing new. */
const mostUnits = 1200;
const mostBefore = 200;
const mostThemes = 28;
/** So short a post only means something together with what it answers. */
const short = 16;
const longestGram = 3;

/** Turns posts into features, one after another; what it returns is valid until the next call. */
export type Featurize = (spoken: Spoken) => Features;

export function createFeaturize(themes: Themes): Featurize {
  const bag = createBag();
  // By name: a theme that is added or moved leaves the others where the model learnt them.
  const codes = Int32Array.from(themes.ids, codeOf);
  const coded: ScanCodes = (text, found) =>
    themes.scan(text, (theme, start, end) => found(codes[theme] ?? 0, start, end));
  return ({ text: whole, before: wholeBefore, findings }) => {
    const text = foldDigits(whole.slice(0, mostUnits));
    const before = foldDigits(wholeBefore.slice(-mostBefore));
    bag.start();
    addGrams(bag, text, longestGram, salts.grams);
    bag.endGroup(lengths.grams);
    addGrams(bag, before, longestGram, salts.before);
    bag.endGroup(lengths.before);
    const said = addThemes(bag, text, coded);
    bag.endGroup(lengths.themes);
    addPairs(bag, said);
    bag.endGroup(lengths.pairs);
    addAnswer(bag, distinctIn(before, coded), whole.length < short ? said : []);
    bag.endGroup(lengths.beforeThemes);
    for (const finding of findings) addFinding(bag, finding);
    bag.endGroup(lengths.rules);
    addShape(bag, whole, wholeBefore);
    bag.endGroup(lengths.shape);
    return bag.features();
  };
}

/** The feature of a theme that stands in the text, wherever it stands. */
export function themeHash(id: string): number {
  return hashOf(salts.themes, codeOf(id), -1);
}

/** 1,850.50 and 2026 say the same: a number of some length. 样张 is our own word on invented documents and is not read. */
function foldDigits(text: string): string {
  const read = text.includes('样张') ? text.replaceAll('样张', '') : text;
  return /\d/u.test(read) ? read.replaceAll(/\d{4,}/gu, '000').replaceAll(/\d/gu, '0') : read;
}

const textStart = 2;
const textEnd = 3;

function addGrams(bag: Bag, text: string, most: number, salt: number): void {
  for (let start = -1; start <= text.length; start++) {
    let code = salt;
    for (let size = 0; size < most && start + size <= text.length; size++) {
      const at = start + size;
      code = mix(code, at < 0 ? textStart : at === text.length ? textEnd : text.charCodeAt(at));
      bag.add(code >>> 7);
    }
  }
}

/** Themes by the hash of their name. */
type ScanCodes = (text: string, found: (code: number, start: number, end: number) => void) => void;

/** Themes, and which follows which in a sentence. Returns the different ones. */
function addThemes(bag: Bag, text: string, scan: ScanCodes): readonly number[] {
  const said = new Set<number>();
  let last = 0;
  let lastEnd = -1;
  scan(text, (theme, start, end) => {
    bag.add(hashOf(salts.themes, theme, -1));
    if (lastEnd >= 0 && !hasSentenceEnd(text, lastEnd, start)) bag.add(hashOf(salts.themes, last, theme));
    if (said.size < mostThemes) said.add(theme);
    last = theme;
    lastEnd = end;
  });
  return [...said].toSorted((a, b) => a - b);
}

const sentenceEnds = new Set(Array.from('。!?;\n', (mark) => mark.charCodeAt(0)));

function hasSentenceEnd(text: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (sentenceEnds.has(text.charCodeAt(index))) return true;
  return false;
}

function addPairs(bag: Bag, said: readonly number[]): void {
  for (const [index, one] of said.entries()) {
    for (let other = index + 1; other < said.length; other++) bag.add(hashOf(salts.pairs, one, said[other] ?? 0));
  }
}

function distinctIn(text: string, scan: ScanCodes): readonly number[] {
  const found = new Set<number>();
  if (text !== '') scan(text, (theme) => void found.add(theme));
  return [...found].toSorted((a, b) => a - b).slice(0, mostThemes);
}

/** What was said before, and, for a short answer, what it answers with. */
function addAnswer(bag: Bag, before: readonly number[], answer: readonly number[]): void {
  for (const one of before) {
    bag.add(hashOf(salts.beforeThemes, one, -1));
    for (const other of answer) bag.add(hashOf(salts.beforeThemes, one, other));
  }
}

function addFinding(bag: Bag, { rule, category, confidence }: Spoken['findings'][number]): void {
  const sure = confidence >= 0.8 ? 2 : confidence >= 0.6 ? 1 : 0;
  bag.add(hashOf(salts.rules, codeOf(rule), sure));
  bag.add(hashOf(salts.rules, codeOf(category.split('.', 1)[0] ?? ''), sure + 10));
}

function addShape(bag: Bag, text: string, before: string): void {
  let lines = 1;
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) lines++;
    if (code >= 0x30 && code <= 0x39) digits++;
  }
  const add = (fact: number): void => bag.add(hashOf(salts.shape, fact, 0));
  add(Math.min(9, Math.floor(Math.log2(text.length + 1))));
  add(20 + Math.min(4, Math.floor(Math.log2(lines))));
  add(30 + (digits === 0 ? 0 : digits * 8 < text.length ? 1 : 2));
  add(40 + (text.includes('?') ? 1 : 0));
  add(50 + (before === '' ? 0 : 1));
  add(60 + (text.includes('@') ? 1 : 0));
}

function codeOf(word: string): number {
  let code = 17;
  for (let index = 0; index < word.length; index++) code = mix(code, word.charCodeAt(index));
  return code;
}

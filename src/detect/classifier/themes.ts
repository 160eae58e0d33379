import { z } from 'zod';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';
import type { Cue } from '#detect/rules/rule.ts';
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
  readonly themes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
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
  const themesOf = [...owners.values()];
  const lexicon = compileLexicon([...owners.keys()]);
  const found = { count: 0, themes: [0], starts: [0], ends: [0] };
  const settle = (word: number, start: number, end: number): void => {
    for (const theme of themesOf[word] ?? none) {
      found.themes[found.count] = theme;
      found.starts[found.count] = start;
      found.ends[found.count++] = end;
    }
  };
  return {
    ids,
    titles,
    search(normalized) {
      found.count = 0;
      const { count, words, starts, ends } = lexicon.search(normalized);
      let pending = -1;
      let start = 0;
      let end = 0;
      for (let hit = 0; hit < count; hit++) {
        const from = starts[hit] ?? 0;
        const to = ends[hit] ?? 0;
        const isLonger = pending >= 0 && from <= start && to >= end;
        if (pending >= 0 && !isLonger && from < end) continue;
        if (!isLonger) settle(pending, start, end);
        pending = words[hit] ?? 0;
        start = from;
        end = to;
      }
      settle(pending, start, end);
      return found;
    },
  };
}

const none: readonly number[] = [];

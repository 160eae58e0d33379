import { createDisguiseFinder } from '#detect/text/disguises.ts';
import { normalize } from '#detect/text/normalize.ts';
import { createKeywords, type Keywords } from '#detect/rules/keywords.ts';
import type { Presence, Seen } from '#detect/rules/presence.ts';
import type { RuleBook } from '#detect/rules/rule.ts';
import { createViews, type Glanced, type View } from '#detect/rules/view.ts';

/** What is found in every text; most posts are asked no more. */
export interface Glance extends Glanced {
  /** For a rule that was woken. */
  view(): View;
}

/** Glances at texts with the words and patterns of one book. */
export function createGlance(book: RuleBook, presence: Presence): (text: string) => Glance {
  const keywordsIn = createKeywords(book);
  const viewOf = createViews(book, presence);
  const disguised = book.rules.filter(({ disguise }) => disguise !== null);
  const findDisguises = createDisguiseFinder(disguised.flatMap(({ keywords }) => keywords));
  return (text) => {
    const normalized = normalize(text);
    const disguises = findDisguises(text, normalized);
    let known: Keywords | null = null;
    let found: Seen | null = null;
    let view: View | null = null;
    const keywords = (): Keywords => (known ??= keywordsIn(normalized.text));
    const seen = (): Seen => (found ??= presence.seenIn(normalized.text));
    const glance = { normalized, disguises, keywords, seen, view: () => (view ??= viewOf(glance)) };
    return glance;
  };
}

/** The text with the disguises taken off: 木几密文件 reads 机密文件. */
export function unmasked({ normalized: { text }, disguises }: Glanced): string {
  if (disguises.length === 0) return text;
  let read = '';
  let at = 0;
  for (const { word, start, end } of disguises) {
    if (start < at) continue;
    read += text.slice(at, start) + word;
    at = end;
  }
  return read + text.slice(at);
}

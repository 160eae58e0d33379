/** What may be wrong with a post; the order is the precedence when several apply (decisions.md, Several kinds). */
export const kinds = ['classified', 'solicitation', 'risky-request', 'personal-data', 'scope'] as const;
export type Kind = (typeof kinds)[number];

/**
 * One vocabulary for rules, policies and quiz items. The part before the first dot is the kind.
 * `classified.state-secret` is the only category whose content must not be kept (Law 29, Regulation 41).
 */
export type Category = `${Kind}.${string}`;

/** The kind of a category, or null when the text is not a category. */
export function kindOf(category: string): Kind | null {
  for (const kind of kinds)
    if (category.startsWith(kind) && (category.length === kind.length || category[kind.length] === '.')) return kind;
  return null;
}

export function isCategory(text: string): text is Category {
  return kindOf(text) !== null && /^[a-z-]+(\.[a-z-]+)+$/.test(text);
}

/** Content of these is wiped with the verdict; of every other kind it may be sealed (facts: keep the record, not the content). */
export function isSuspectedStateSecret(category: Category): boolean {
  return category === 'classified.state-secret' || category.startsWith('classified.state-secret.');
}

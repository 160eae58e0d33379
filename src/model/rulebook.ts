import type { Category } from '#model/category.ts';
import type { RuleHits, SheetKind, SheetStage, UnitSheet } from '#model/unit-sheet.ts';

/** A rule or a template as the office sees it in the list. */
export interface SheetLine {
  readonly kind: SheetKind;
  readonly id: string;
  readonly title: string;
  readonly category: Category | null;
  /** `shipped` as it came, `changed` by the unit, or its `own`. */
  readonly source: 'shipped' | 'changed' | 'own';
  /** What is asked about posts now. */
  readonly stage: 'live' | 'off';
  /** What waits beside it: a draft, or a version in shadow. */
  readonly waiting: 'draft' | 'shadow' | null;
  /** Form of a mark: the unit may sharpen it, never loosen it. */
  readonly isMark: boolean;
  /** The shipped text has changed since the unit wrote over it. */
  readonly isBehind: boolean;
  /** Why the unit's version is set aside, in Chinese with line; null: it is not. */
  readonly problem: string | null;
  readonly hits: RuleHits;
  readonly shadowHits: RuleHits;
}

export interface SheetPage extends SheetLine {
  readonly shippedText: string | null;
  /** What the editor starts with: the newest version, else the shipped text. */
  readonly text: string;
  readonly versions: readonly UnitSheet[];
}

/** 1-based line of the sheet. */
export interface SheetProblem {
  readonly line: number;
  readonly says: string;
}

export interface SheetDraft {
  readonly text: string;
  readonly stage: SheetStage;
  readonly why: string;
  /** The newest version the writer has seen; 0: none. */
  readonly after: number;
}

export type SheetSaved =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly refused: 'wrong' | 'stale' | 'unknown';
      readonly problems: readonly SheetProblem[];
    };

/** The unit's layer over the shipped rules and templates; what is published serves the next post. */
export interface Rulebook {
  list(): Promise<readonly SheetLine[]>;
  page(kind: SheetKind, id: string): Promise<SheetPage | null>;
  check(kind: SheetKind, id: string, text: string): Promise<readonly SheetProblem[]>;
  save(kind: SheetKind, id: string, draft: SheetDraft, account: string): Promise<SheetSaved>;
}

import type { Catalogue } from '#model/catalogue.ts';
import type { Template } from '#model/policy.ts';
import type { SheetKind, UnitSheet } from '#model/unit-sheet.ts';
import { parseTemplates } from '#decide/templates.ts';
import { catalogueOf } from '#detect/rules/catalogue.ts';
import { oneRuleIn, without } from '#detect/rules/layers.ts';
import { parseRulePacks } from '#detect/rules/parse.ts';
import type { RuleBook } from '#detect/rules/rule.ts';
import { parseSheet, SheetError, type Sheet } from '#lib/sheet.ts';
import type { Shelf } from '#assembly/shelf.ts';

/** What is asked about posts. */
export interface Compiled {
  readonly rules: RuleBook;
  /** Counted, never decided upon. */
  readonly shadow: RuleBook;
  readonly templates: ReadonlyMap<string, Template>;
  readonly catalogue: Catalogue;
  /** Sheets of the unit that no longer fit what is shipped: the shipped text serves instead. */
  readonly aside: readonly Aside[];
}
export interface Aside {
  readonly kind: SheetKind;
  readonly id: string;
  readonly says: string;
}

/** Of each sheet the version that serves, and the one in shadow beside it. */
export interface InForce {
  readonly serving: readonly UnitSheet[];
  readonly shadow: readonly UnitSheet[];
}

export function inForce(versions: readonly UnitSheet[]): InForce {
  const bySheet = Map.groupBy(versions, ({ kind, id }) => `${kind}/${id}`);
  const each = [...bySheet.values()].map((all) => all.toSorted((a, b) => a.version - b.version));
  return {
    serving: each.flatMap((all) => all.findLast(({ stage }) => stage === 'live' || stage === 'off') ?? []),
    shadow: each.flatMap((all) => (all.at(-1)?.stage === 'shadow' ? all.slice(-1) : [])),
  };
}

/** How a sheet of the unit is named in messages. */
export function fileOf(kind: SheetKind, id: string): string {
  return `unit/${kind}/${id}`;
}

/** Lays the unit's sheets over the shipped ones; one that does not fit is set aside and named, the house goes on. */
export function compile(shelf: Shelf, { serving, shadow }: InForce): Compiled {
  const aside: Aside[] = [];
  const rules = settingAside(ofKind(serving, 'rule'), aside, (sheets) => compileRules(shelf, sheets));
  const templates = settingAside(ofKind(serving, 'template'), aside, (sheets) => compileTemplates(shelf, sheets));
  const trial = settingAside(ofKind(shadow, 'rule'), aside, (sheets) => compileRules(shelf, sheets));
  const tried = new Set(ofKind(shadow, 'rule').map(({ id }) => id));
  const { lessons, categories } = shelf.shipped;
  return {
    rules,
    shadow: { ...trial, rules: trial.rules.filter(({ id, file }) => tried.has(id) && file === fileOf('rule', id)) },
    templates,
    catalogue: catalogueOf({ ...lessons, rules, categories }),
    aside,
  };
}

/** The shipped rules with these over them. Throws SheetError. */
export function compileRules({ shipped, law, rules }: Shelf, sheets: readonly UnitSheet[]): RuleBook {
  if (sheets.length === 0) return rules;
  const replaced = new Set(sheets.map(({ id }) => id));
  const own = sheets
    .filter(({ stage }) => stage !== 'off')
    .map(({ id, text }) => oneRuleIn(parseSheet(text, fileOf('rule', id)), id));
  const book = parseRulePacks([...shipped.lessons.packs.map((pack) => without(pack, replaced)), ...own], law);
  const known = new Set<string>(shipped.categories.map(({ category }) => category));
  const stray = book.rules.find(({ category }) => !known.has(category));
  if (stray) {
    const says = `category: expected one of ${[...known].join(', ')}; got ${stray.category}`;
    throw new SheetError(stray, stray.line, says);
  }
  return book;
}

/** The shipped templates with these in their place. Throws SheetError. */
export function compileTemplates({ shipped }: Shelf, sheets: readonly UnitSheet[]): ReadonlyMap<string, Template> {
  const own = sheets.filter(({ stage }) => stage === 'live').map(({ id, text }) => templateIn(id, text));
  const replaced = new Set(own.map(({ id }) => id));
  const kept = shipped.policies.filter((sheet) => !replaced.has(templateId(sheet)));
  return parseTemplates([...kept, ...own.map(({ sheet }) => sheet)]);
}

function templateIn(id: string, text: string): { readonly id: string; readonly sheet: Sheet } {
  const sheet = parseSheet(text, fileOf('template', id));
  const found = templateId(sheet);
  if (found !== id)
    throw new SheetError(sheet, sheet.lineOf(['id']), `expected id ${id}, got ${found}; 模板名称不能改`);
  return { id, sheet };
}

export function templateId({ value }: Sheet): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}

function ofKind(sheets: readonly UnitSheet[], kind: SheetKind): readonly UnitSheet[] {
  return sheets.filter((sheet) => sheet.kind === kind);
}

/** Compiles with as many of the sheets as fit together: one that is in the way is left out and told. */
function settingAside<Built>(
  sheets: readonly UnitSheet[],
  aside: Aside[],
  build: (sheets: readonly UnitSheet[]) => Built,
): Built {
  try {
    return build(sheets);
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    const [first] = sheets.filter(({ kind, id }) => error.message.startsWith(`${fileOf(kind, id)}:`));
    if (!first) throw error;
    aside.push({ kind: first.kind, id: first.id, says: error.message });
    return settingAside(
      sheets.filter((sheet) => sheet !== first),
      aside,
      build,
    );
  }
}

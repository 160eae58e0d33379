import type { LawBook } from '#model/law.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';
import { normalize } from '#detect/text/normalize.ts';
import { checks } from '#detect/rules/checks.ts';
import { necessaryFor } from '#detect/rules/necessary.ts';
import type { Condition, Cue, Example, Pattern, Rule, RuleBook } from '#detect/rules/rule.ts';
import { problemOf } from '#detect/rules/safety.ts';
import { packSchema, type PackSheet, type RuleSheet } from '#detect/rules/schema.ts';

interface Pack {
  readonly sheet: Sheet;
  readonly pack: PackSheet;
}
interface Known {
  readonly law: LawBook;
  readonly cues: ReadonlyMap<string, Cue>;
  readonly settings: ReadonlyMap<string, PackSheet['settings'][number]>;
}

/** Words a rule's `instead` may hold; enforce fills them from the unit. */
const fields = ['单位', '保密办', '保密办电话', '值班电话', '机要室', '机要电话', '签收地点', '办公系统'];

/** All packs together: cues and settings of one file serve the rules of every other. */
export function parseRulePacks(sheets: readonly Sheet[], law: LawBook): RuleBook {
  const packs = sheets.map((sheet): Pack => ({ sheet, pack: parseWith(packSchema, sheet) }));
  const cues = cuesOf(packs);
  const settings = new Map(packs.flatMap(({ pack }) => pack.settings.map((setting) => [setting.id, setting] as const)));
  const known = { law, cues, settings };
  const seen = new Set<string>();
  const rules = packs.flatMap((pack) =>
    pack.pack.rules.map((rule, index) => {
      const at = ['rules', index];
      if (seen.has(rule.id)) fail(pack.sheet, [...at, 'id'], `rule ${rule.id}: expected each id once, got it again`);
      seen.add(rule.id);
      return ruleOf(rule, pack.sheet, at, known);
    }),
  );
  const settingsUse = packs.flatMap(({ sheet, pack }) => pack.settings.map((setting, index) => ({ sheet, setting, at: ['settings', index] })));
  for (const { sheet, setting, at } of settingsUse) checkCues([...setting.raises, ...setting.lowers].map(conditionOf), sheet, at, setting.id, cues);
  const straddles = packs.flatMap(({ pack }) => (pack.straddle ? [pack.straddle] : []));
  return {
    rules,
    cues,
    straddle: { before: new Set(straddles.flatMap((one) => one.before)), after: new Set(straddles.flatMap((one) => one.after)) },
  };
}

function cuesOf(packs: readonly Pack[]): ReadonlyMap<string, Cue> {
  const cues = new Map<string, Cue>();
  for (const { sheet, pack } of packs) {
    pack.cues.forEach((cue, index) => {
      const at = ['cues', index];
      if (cues.has(cue.id)) fail(sheet, [...at, 'id'], `cue ${cue.id}: expected each id once, got it again`);
      if (cue.words.length === 0 && cue.pattern === undefined) fail(sheet, at, `cue ${cue.id}: expected words or a pattern, got neither`);
      cues.set(cue.id, { ...cue, words: cue.words.map(folded), pattern: compile(cue.pattern, sheet, at, `cue ${cue.id}`), file: sheet.file, line: sheet.lineOf(at) });
    });
  }
  return cues;
}

function ruleOf(rule: RuleSheet, sheet: Sheet, at: readonly PropertyKey[], known: Known): Rule {
  const name = `rule ${rule.id}`;
  rule.why.forEach((article, index) => {
    if (!known.law[article]) fail(sheet, [...at, 'why', index], `${name}: expected the id of an article in data/law.yaml, got ${JSON.stringify(article)}`);
  });
  if (rule.check !== undefined && !checks.has(rule.check)) {
    fail(sheet, [...at, 'check'], `${name}: expected check ${[...checks.keys()].join(', ')}, got ${JSON.stringify(rule.check)}`);
  }
  if (rule.keywords.length === 0 && rule.pattern === undefined) fail(sheet, at, `${name}: expected keywords or a pattern, got neither`);
  for (const [, field] of rule.instead.matchAll(/\{([^}]*)\}/g)) {
    if (field === undefined || !fields.includes(field)) fail(sheet, [...at, 'instead'], `${name}: expected a field ${fields.join(' ')}, got {${field}}`);
  }
  const settings = rule.settings.map((id, index) => {
    const setting = known.settings.get(id);
    return setting ?? fail(sheet, [...at, 'settings', index], `${name}: expected the id of a setting, got ${JSON.stringify(id)}`);
  });
  const context = {
    needs: rule.needs.map(conditionOf),
    unless: rule.unless.map(conditionOf),
    raises: [...rule.raises, ...settings.flatMap((setting) => setting.raises)].map(shiftOf),
    lowers: [...rule.lowers, ...settings.flatMap((setting) => setting.lowers)].map(shiftOf),
  };
  checkCues(Object.values(context).flat(), sheet, at, rule.id, known.cues);
  return {
    ...rule,
    ...context,
    keywords: rule.keywords.filter((word) => !isAnchor(word)).map(folded),
    anchors: rule.keywords.filter(isAnchor).map((word) => anchorOf(word, sheet, at, known.cues)),
    pattern: compile(rule.pattern, sheet, [...at, 'pattern'], name),
    check: rule.check ?? null,
    disguise: rule.disguise ?? null,
    violates: examplesOf(rule.violates, sheet, [...at, 'violates']),
    passes: examplesOf(rule.passes, sheet, [...at, 'passes']),
    file: sheet.file,
    line: sheet.lineOf(at),
  };
}

/** `@cue` among the keywords: every occurrence of that cue is a candidate. */
function isAnchor(word: string): boolean {
  return word.startsWith('@');
}

function anchorOf(word: string, sheet: Sheet, at: readonly PropertyKey[], cues: ReadonlyMap<string, Cue>): string {
  const cue = word.slice(1);
  if (!cues.has(cue)) fail(sheet, [...at, 'keywords'], `expected "@" and the id of a cue, got ${JSON.stringify(word)}`);
  return cue;
}

function conditionOf(condition: { cue: string[]; within: Condition['within'] }): Condition {
  return { cues: condition.cue, within: condition.within };
}

function shiftOf(shift: { cue: string[]; within: Condition['within']; by: number }): Condition & { by: number } {
  return { cues: shift.cue, within: shift.within, by: shift.by };
}

function checkCues(conditions: readonly Condition[], sheet: Sheet, at: readonly PropertyKey[], name: string, cues: ReadonlyMap<string, Cue>): void {
  for (const cue of conditions.flatMap((condition) => condition.cues)) {
    if (!cues.has(cue)) fail(sheet, at, `${name}: expected the id of a cue, got ${JSON.stringify(cue)}`);
  }
}

function examplesOf(examples: RuleSheet['violates'], sheet: Sheet, at: readonly PropertyKey[]): readonly Example[] {
  return examples.map((example, index) => ({ ...example, line: sheet.lineOf([...at, index]) }));
}

function compile(source: string | undefined, sheet: Sheet, at: readonly PropertyKey[], name: string): Pattern | null {
  if (source === undefined) return null;
  const problem = problemOf(source);
  if (problem) fail(sheet, at, `${name}: pattern: ${problem.says}`);
  const pattern = new RegExp(source, 'gimu');
  if (pattern.test('')) fail(sheet, at, `${name}: pattern: expected one that needs at least a character, got one that accepts nothing`);
  return { regex: pattern, needs: necessaryFor(source) };
}

function folded(word: string): string {
  return normalize(word).text;
}

function fail(sheet: Sheet, path: readonly PropertyKey[], message: string): never {
  throw new SheetError(sheet, sheet.lineOf(path), message);
}

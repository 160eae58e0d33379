import type { LawBook } from '#model/law.ts';
import { SheetError, type Sheet } from '#lib/sheet.ts';
import { normalize } from '#detect/text/normalize.ts';
import { checks } from '#detect/rules/checks.ts';
import { leastDigitsIn, necessaryFor } from '#detect/rules/necessary.ts';
import type { Condition, Cue, Example, Pattern, Rule, Shift } from '#detect/rules/rule.ts';
import { problemOf } from '#detect/rules/safety.ts';
import type { PackSheet, RuleSheet } from '#detect/rules/schema.ts';

/** What a rule may name. */
export interface Known {
  readonly law: LawBook;
  readonly cues: ReadonlyMap<string, Cue>;
  readonly settings: ReadonlyMap<string, PackSheet['settings'][number]>;
}

/** Where something stands in a sheet, and what to call it when it is wrong. */
export interface Place {
  readonly sheet: Sheet;
  readonly at: readonly PropertyKey[];
  readonly name: string;
}

/** Words a rule's `instead` may hold; enforce fills them from the unit. */
const fields = ['单位', '保密办', '保密办电话', '值班电话', '机要室', '机要电话', '签收地点', '办公系统'];

export function ruleOf(rule: RuleSheet, place: Place, known: Known): Rule {
  checkNames(rule, place, known);
  const { sheet, at } = place;
  return {
    ...rule,
    ...contextOf(rule, place, known),
    keywords: rule.keywords.filter((word) => !isAnchor(word)).map(folded),
    anchors: rule.keywords.filter(isAnchor).map((word) => anchorOf(word, place, known.cues)),
    pattern: compile(rule.pattern, within(place, 'pattern')),
    check: rule.check ?? null,
    disguise: rule.disguise ?? null,
    violates: examplesOf(rule.violates, sheet, [...at, 'violates']),
    passes: examplesOf(rule.passes, sheet, [...at, 'passes']),
    file: sheet.file,
    line: sheet.lineOf(at),
  };
}

/** Articles, checks and fields a rule names, and that it looks for something. */
function checkNames(rule: RuleSheet, place: Place, { law }: Known): void {
  const unknown = rule.why.findIndex((article) => !law[article]);
  if (unknown >= 0)
    fail(
      within(place, 'why', unknown),
      `expected the id of an article in data/law.yaml, got ${JSON.stringify(rule.why[unknown])}`,
    );
  if (rule.check !== undefined && !checks.has(rule.check))
    fail(within(place, 'check'), `expected check ${[...checks.keys()].join(', ')}, got ${JSON.stringify(rule.check)}`);
  if (rule.keywords.length === 0 && rule.pattern === undefined)
    fail(place, 'expected keywords or a pattern, got neither');
  for (const [, field = ''] of rule.instead.matchAll(/\{([^}]*)\}/g))
    if (!fields.includes(field)) fail(within(place, 'instead'), `expected a field ${fields.join(' ')}, got {${field}}`);
}

/** What a rule asks of its surroundings, the shared settings included. */
function contextOf(rule: RuleSheet, place: Place, known: Known) {
  const settings = rule.settings.map(
    (id, index) =>
      known.settings.get(id) ??
      fail(within(place, 'settings', index), `expected the id of a setting, got ${JSON.stringify(id)}`),
  );
  const condition = (written: Written<Condition>): Condition => conditionOf(written, place, known.cues);
  const shift = (written: Written<Shift>): Shift => ({ ...condition(written), by: written.by });
  return {
    needs: rule.needs.map(condition),
    unless: rule.unless.map(condition),
    raises: [...rule.raises, ...settings.flatMap((setting) => setting.raises)].map(shift),
    lowers: [...rule.lowers, ...settings.flatMap((setting) => setting.lowers)].map(shift),
    certain: [...rule.certain, ...settings.flatMap((setting) => setting.certain)].map(condition),
  };
}

/** `@cue` among the keywords: every occurrence of that cue is a candidate. */
function isAnchor(word: string): boolean {
  return word.startsWith('@');
}

function anchorOf(word: string, place: Place, cues: ReadonlyMap<string, Cue>): Cue {
  return (
    cues.get(word.slice(1)) ??
    fail(within(place, 'keywords'), `expected "@" and the id of a cue, got ${JSON.stringify(word)}`)
  );
}

type Written<C> = Omit<C, 'cues'> & { readonly cue: readonly string[] };

export function conditionOf(written: Written<Condition>, place: Place, cues: ReadonlyMap<string, Cue>): Condition {
  const named = (id: string): Cue => cues.get(id) ?? fail(place, `expected the id of a cue, got ${JSON.stringify(id)}`);
  return { cues: written.cue.map(named), within: written.within };
}

function examplesOf(examples: RuleSheet['violates'], sheet: Sheet, at: readonly PropertyKey[]): readonly Example[] {
  return examples.map((example, index) => ({ ...example, line: sheet.lineOf([...at, index]) }));
}

/** Proven safe to run before it is run. */
export function compile(source: string | undefined, place: Place): Pattern | null {
  if (source === undefined) return null;
  const problem = problemOf(source);
  if (problem) fail(place, `pattern: ${problem.says}`);
  const regex = new RegExp(source, 'gimu');
  if (regex.test(''))
    fail(place, 'pattern: expected one that needs at least a character, got one that accepts nothing');
  return { regex, needs: necessaryFor(source), digits: leastDigitsIn(source) };
}

export function folded(word: string): string {
  return normalize(word).text;
}

export function within({ sheet, at, name }: Place, ...path: readonly PropertyKey[]): Place {
  return { sheet, name, at: [...at, ...path] };
}

export function fail({ sheet, at, name }: Place, message: string): never {
  throw new SheetError(sheet, sheet.lineOf(at), `${name}: ${message}`);
}

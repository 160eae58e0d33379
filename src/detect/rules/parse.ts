import type { LawBook } from '#model/law.ts';
import type { Sheet } from '#lib/sheet.ts';
import { parseWith } from '#detect/sheets.ts';
import {
  compile,
  conditionOf,
  fail,
  folded,
  ruleOf,
  within,
  type Known,
  type Place,
} from '#detect/rules/parse-rule.ts';
import type { Cue, Rule, RuleBook } from '#detect/rules/rule.ts';
import { packSchema, type PackSheet } from '#detect/rules/schema.ts';

interface Pack {
  readonly sheet: Sheet;
  readonly pack: PackSheet;
}

/** All packs together: cues and settings of one file serve the rules of every other. */
export function parseRulePacks(sheets: readonly Sheet[], law: LawBook): RuleBook {
  const packs = sheets.map((sheet): Pack => ({ sheet, pack: parseWith(packSchema, sheet) }));
  const cues = cuesOf(packs);
  const settings = new Map(packs.flatMap(({ pack }) => pack.settings.map((setting) => [setting.id, setting] as const)));
  const rules = rulesOf(packs, { law, cues, settings });
  checkSettings(packs, cues);
  const straddles = packs.flatMap(({ pack }) => pack.straddle ?? []);
  return {
    rules,
    cues,
    straddle: {
      before: new Set(straddles.flatMap(({ before }) => before)),
      after: new Set(straddles.flatMap(({ after }) => after)),
    },
  };
}

function cuesOf(packs: readonly Pack[]): ReadonlyMap<string, Cue> {
  const cues = new Map<string, Cue>();
  for (const { sheet, pack } of packs) {
    for (const [index, cue] of pack.cues.entries()) {
      const place = { sheet, at: ['cues', index], name: `cue ${cue.id}` };
      if (cues.has(cue.id)) fail(within(place, 'id'), 'expected each id once, got it again');
      cues.set(cue.id, cueOf(cue, cues.size, place));
    }
  }
  return cues;
}

function cueOf(cue: PackSheet['cues'][number], number: number, place: Place): Cue {
  const { id, title, words } = cue;
  if (words.length === 0 && cue.pattern === undefined) fail(place, 'expected words or a pattern, got neither');
  const { sheet, at } = place;
  const pattern = compile(cue.pattern, place);
  return { id, number, title, words: words.map(folded), pattern, file: sheet.file, line: sheet.lineOf(at) };
}

function rulesOf(packs: readonly Pack[], known: Known): readonly Rule[] {
  const seen = new Set<string>();
  return packs.flatMap(({ sheet, pack }) =>
    pack.rules.map((rule, index) => {
      const place = { sheet, at: ['rules', index], name: `rule ${rule.id}` };
      if (seen.has(rule.id)) fail(within(place, 'id'), 'expected each id once, got it again');
      seen.add(rule.id);
      return ruleOf(rule, place, known);
    }),
  );
}

function checkSettings(packs: readonly Pack[], cues: ReadonlyMap<string, Cue>): void {
  for (const { sheet, pack } of packs) {
    for (const [index, { id, raises, lowers, certain }] of pack.settings.entries()) {
      const place = { sheet, at: ['settings', index], name: id };
      for (const written of [...raises, ...lowers, ...certain]) conditionOf(written, place, cues);
    }
  }
}

import { SheetError, type Sheet } from '#lib/sheet.ts';
import { counts, type Problem, type Rule, type RuleBook } from '#detect/rules/rule.ts';
import { createFind, type Find } from '#detect/rules/detector.ts';

/** Of a sheet's rules those that stay; each keeps its line. */
export function without(sheet: Sheet, ids: ReadonlySet<string>): Sheet {
  const { value } = sheet;
  if (typeof value !== 'object' || value === null || !('rules' in value) || !Array.isArray(value.rules)) return sheet;
  const written: readonly unknown[] = value.rules;
  const kept = [...written.entries()].filter(([, rule]) => !ids.has(idOf(rule)));
  if (kept.length === written.length) return sheet;
  return {
    file: sheet.file,
    value: { ...value, rules: kept.map(([, rule]) => rule) },
    lineOf: ([list, index, ...rest]) => {
      const place = list === 'rules' && typeof index === 'number' ? (kept[index]?.[0] ?? index) : index;
      return sheet.lineOf([list, place, ...rest].filter((part) => part !== undefined));
    },
  };
}

/** The sheet of one rule of the unit: exactly one, of the id it is kept under. Throws SheetError. */
export function oneRuleIn(sheet: Sheet, id: string): Sheet {
  const { value } = sheet;
  const rules = typeof value === 'object' && value !== null && 'rules' in value ? value.rules : null;
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (!Array.isArray(rules) || rules.length !== 1 || keys.some((key) => key !== 'rules' && key !== 'pack'))
    throw new SheetError(sheet, 1, 'expected "rules:" with one rule and nothing else; 应为 rules: 下的一条规则');
  const found = idOf(rules[0]);
  if (found !== id)
    throw new SheetError(sheet, sheet.lineOf(['rules', 0, 'id']), `expected id ${id}, got ${found}; 规则编号不能改`);
  return { ...sheet, value: { pack: '本单位', rules } };
}

/**
 * The unit's floor: every shipped mark stays a mark, is no less sure, and finds what it found. Returns what the unit's text lost.
 */
export function belowFloor(shipped: RuleBook, next: RuleBook): readonly Problem[] {
  const find = createFind(next);
  const marks = shipped.rules.filter((rule) => rule.mark);
  const stays = (rule: Rule): boolean =>
    next.rules.some(({ id, mark, confidence }) => id === rule.id && mark && confidence >= rule.confidence);
  return [
    ...marks.filter((rule) => !stays(rule)).map(({ file, line, id }) => ({ file, line, rule: id, says: notLoosened })),
    ...marks.flatMap((rule) =>
      rule.violates
        .filter(({ text, context }) => !isMarked(find, text, context))
        .map(({ line }) => ({
          file: rule.file,
          line,
          rule: rule.id,
          says: `${notLoosened}：这条例句不再被发现。expected a shipped mark to be found still`,
        })),
    ),
  ];
}

const notLoosened = '随产品提供的密级标志规则不能放宽、停用';

/**
 * Lines of a sheet, beside the known ones, that bear a mark like a real paper's: nothing secret is brought in to find secrets, an
 * invented one says 样张.
 */
export function markedLines(
  shipped: RuleBook,
  text: string,
  known: ReadonlySet<string>,
): readonly Pick<Problem, 'line' | 'says'>[] {
  const find = createFind({ ...shipped, rules: shipped.rules.filter((rule) => rule.mark) });
  return text.split('\n').flatMap((written, index) =>
    !written.includes('样张') &&
    !known.has(written) &&
    !/^ *(?:keywords|pattern):/.test(written) &&
    isMarked(find, written, [])
      ? [
          {
            line: index + 1,
            says: '这一行像真实的密级文件：请改写成虚构的，并写明“样张”。expected 样张 beside a mark',
          },
        ]
      : [],
  );
}

function isMarked(find: Find, text: string, context: readonly string[]): boolean {
  return find([{ text, from: 'body' }], context).some(
    ({ category, confidence }) => category.startsWith('classified.') && confidence >= counts,
  );
}

function idOf(rule: unknown): string {
  return typeof rule === 'object' && rule !== null && 'id' in rule ? String(rule.id) : '';
}

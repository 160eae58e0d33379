import type { SheetProblem } from '#model/rulebook.ts';
import type { SheetKind, UnitSheet } from '#model/unit-sheet.ts';
import { belowTemplateFloor } from '#decide/floor.ts';
import { belowFloor, markedLines } from '#detect/rules/layers.ts';
import { proveRules } from '#detect/rules/prove.ts';
import { SheetError } from '#lib/sheet.ts';
import { compileRules, compileTemplates, fileOf } from '#assembly/rulebook/compile.ts';
import { shippedText } from '#assembly/rulebook/shipped-text.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { probePatterns } from '#probe.ts';

export interface Checked {
  /** It may not even be kept: it bears a mark. */
  readonly isRefused: boolean;
  readonly problems: readonly SheetProblem[];
}

/** Everything that speaks against a sheet, with lines of its text: form, examples, patterns that hang, the unit's floor. */
export async function checkSheetText(
  shelf: Shelf,
  serving: readonly UnitSheet[],
  sheet: Pick<UnitSheet, 'kind' | 'id' | 'text' | 'stage'>,
): Promise<Checked> {
  const shipped = new Set(shippedText(shelf, sheet.kind, sheet.id)?.split('\n'));
  const marked = markedLines(shelf.rules, sheet.text, shipped);
  if (marked.length > 0) return { isRefused: true, problems: marked };
  const others = serving.filter(({ kind, id }) => kind === sheet.kind && id !== sheet.id);
  const next: readonly UnitSheet[] = [...others, { ...sheet, version: 0, over: null, at: 0, by: '', why: '' }];
  try {
    const problems =
      sheet.kind === 'rule' ? await ruleProblems(shelf, next, sheet) : templateProblems(shelf, next, sheet);
    return { isRefused: false, problems };
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    return { isRefused: false, problems: [placed(error.message, sheet.kind, sheet.id)] };
  }
}

type Written = Pick<UnitSheet, 'kind' | 'id' | 'stage'>;

async function ruleProblems(
  shelf: Shelf,
  next: readonly UnitSheet[],
  { id, stage }: Written,
): Promise<readonly SheetProblem[]> {
  const book = compileRules(shelf, next);
  const own = { ...book, rules: book.rules.filter((rule) => rule.id === id && rule.file === fileOf('rule', id)) };
  const problems = [...proveRules(own), ...(await probePatterns({ ...own, cues: new Map() }))];
  // What is only tried out in shadow leaves the shipped rule as it is.
  const lost = stage === 'shadow' ? [] : belowFloor(shelf.rules, book).slice(0, 3);
  return [
    ...problems.map(({ line, says }) => ({ line, says: inChinese(says) })),
    ...lost.map(({ says }) => ({ line: 1, says })),
  ];
}

/** What the proof of rules says, for people who do not read English. */
function inChinese(says: string): string {
  if (says.startsWith('expected "passes"')) return `这条例句应当放过，却被命中。${says}`;
  if (says.startsWith('expected "violates"')) return `这条例句应当命中，却没有。${says}`;
  return says.startsWith('pattern: ') ? `正则式太慢，请改写。${says}` : says;
}

function templateProblems(shelf: Shelf, next: readonly UnitSheet[], { id }: Written): readonly SheetProblem[] {
  const template = compileTemplates(shelf, next).get(id);
  if (!template) return [{ line: 1, says: '不能停用模板：还有群在用。expected a template of this id' }];
  return belowTemplateFloor(template).map((says) => ({ line: 1, says }));
}

/** `unit/rule/x:12: …` as the line and what it says. */
function placed(message: string, kind: SheetKind, id: string): SheetProblem {
  const file = `${fileOf(kind, id)}:`;
  if (!message.startsWith(file)) return { line: 1, says: message };
  const [line = '1', ...says] = message.slice(file.length).split(':');
  return { line: Number(line), says: says.join(':').trim() };
}

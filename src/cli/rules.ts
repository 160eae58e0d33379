import type { UnitSheet } from '#model/unit-sheet.ts';
import { proveRules } from '#detect/rules/prove.ts';
import { belowFloor } from '#detect/rules/layers.ts';
import type { Problem } from '#detect/rules/rule.ts';
import { belowTemplateFloor } from '#decide/floor.ts';
import { fileOf, type Aside } from '#assembly/rulebook/compile.ts';
import { hashOf, shippedText } from '#assembly/rulebook/shipped-text.ts';
import { probePatterns } from '#probe.ts';
import type { ExitCode, Output } from '#cli/output.ts';
import { openUnitShelf, tellUnitShelf, type UnitShelf } from '#cli/unit-shelf.ts';

export interface TestCall {
  readonly root: string;
  readonly json: boolean;
  /** Leave the unit's own sheets out. */
  readonly shipped: boolean;
  readonly output: Output;
}

/** `rules test`: every rule against its own examples, every pattern against attack strings within 50 ms, the unit's sheets against the floor. */
export async function testRules({ root, json, shipped, output }: TestCall): Promise<ExitCode> {
  const unit = await openUnitShelf(root, shipped);
  const { rules } = unit.shelf;
  const problems = [...proveRules(rules), ...(await probePatterns(rules)), ...unitProblems(unit)];
  const own = unit.sheets.map(({ kind, id, version, stage }) => ({ kind, id, version, stage }));
  if (json) output.line(JSON.stringify({ rules: rules.rules.length, unit: own, problems }));
  else {
    tellUnitShelf({ ...unit, aside: [] }, output);
    for (const { kind, id } of behind(unit))
      output.problem(
        `${fileOf(kind, id)}：写成之后随产品提供的文本已更新，请在控制台比较。 What is shipped has changed since.`,
      );
    for (const { file, line, says } of problems) output.problem(`${file}:${line}: ${says}`);
    output.line(
      problems.length === 0
        ? `${rules.rules.length} 条规则，全部与自带例子一致。`
        : `${rules.rules.length} 条规则，${problems.length} 处不一致。`,
    );
  }
  return problems.length === 0 ? 0 : 1;
}

/** What an upgrade may have turned against the unit's own: a sheet that no longer fits, a mark made looser, a template below the floor. */
function unitProblems({ shelf, sheets, aside }: UnitShelf): readonly Problem[] {
  if (sheets.length === 0) return [];
  const templates = sheets.flatMap(({ kind, id }) => (kind === 'template' ? (shelf.templates.get(id) ?? []) : []));
  return [
    ...aside.map(asideProblem),
    ...belowFloor(shelf.shipped.lessons.rules, shelf.rules),
    ...templates.flatMap((template) =>
      belowTemplateFloor(template).map((says) => ({
        file: fileOf('template', template.id),
        line: 1,
        rule: template.id,
        says,
      })),
    ),
  ];
}

function behind({ shelf, sheets }: UnitShelf): readonly UnitSheet[] {
  return sheets.filter(({ kind, id, over }) => {
    const shipped = shippedText(shelf, kind, id);
    return shipped !== null && over !== hashOf(shipped);
  });
}

/** `unit/rule/x:12: …` in its parts. */
function asideProblem({ kind, id, says }: Aside): Problem {
  const file = fileOf(kind, id);
  const [, line = '1', rest = says] = /^:(\d+): ([^]*)$/.exec(says.slice(file.length)) ?? [];
  return { file, line: Number(line), rule: id, says: rest };
}

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UnitSheet } from '#model/unit-sheet.ts';
import { inForce } from '#assembly/rulebook/compile.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { kindWords, readUnitSheets } from '#cli/unit-shelf.ts';

export interface ExportCall {
  readonly folder: string | undefined;
  /** Also what waits: the newest draft, the version in shadow. */
  readonly all: boolean;
  readonly json: boolean;
  readonly output: Output;
}

/** `rules export [DIR]`: the unit's sheets, each a file of its text as it is, by stage: live/rule/x.yaml, off/…, shadow/…, draft/…. */
export async function exportRules({ folder = 'zhouzhi-rules', all, json, output }: ExportCall): Promise<ExitCode> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`rules export: expected a new or an empty folder, got ${folder} with files in it`);
  const versions = await readUnitSheets();
  const sheets = [...inForce(versions).serving, ...(all ? waitingIn(versions) : [])];
  for (const sheet of sheets) {
    const file = join(folder, sheet.stage, sheet.kind, `${sheet.id}.yaml`);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, sheet.text, { mode: 0o600 });
    const { kind, id, version, stage } = sheet;
    if (json) output.line(JSON.stringify({ file, kind, id, version, stage }));
    else output.line(`${file}  ${kindWords[kind]} ${id} 第 ${version} 版`);
  }
  if (sheets.length === 0 && !json) output.line('本单位没有改过规则和策略。 The unit has no sheets of its own.');
  return 0;
}

/** Of each sheet the newest version where it is not in force yet. */
function waitingIn(versions: readonly UnitSheet[]): readonly UnitSheet[] {
  const bySheet = Map.groupBy(versions, ({ kind, id }) => `${kind}/${id}`);
  return [...bySheet.values()].flatMap((each) => {
    const newest = each.toSorted((a, b) => a.version - b.version).at(-1);
    return newest?.stage === 'draft' || newest?.stage === 'shadow' ? newest : [];
  });
}

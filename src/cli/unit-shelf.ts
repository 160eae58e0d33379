import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SheetKind, UnitSheet } from '#model/unit-sheet.ts';
import { keyRing } from '#lib/keys.ts';
import { openReader } from '#store/reader.ts';
import { loadMasterKey } from '#assembly/key-file.ts';
import { findOwnModel } from '#assembly/lessons.ts';
import { compile, inForce, type Aside } from '#assembly/rulebook/compile.ts';
import { loadShelf, type Shelf } from '#assembly/shelf.ts';
import { readDataPlace } from '#config.ts';
import type { Output } from '#cli/output.ts';

/** What this installation judges by: what is shipped, with the unit's published sheets laid over it. */
export interface UnitShelf {
  readonly shelf: Shelf;
  /** The unit's sheets that serve; those of `aside` do not fit what is shipped, and the shipped text serves instead. */
  readonly sheets: readonly UnitSheet[];
  readonly aside: readonly Aside[];
  /** A classifier the unit has trained serves. */
  readonly hasOwnModel: boolean;
}

/** Read beside a running house or without one; where there is no database, or nothing but the shipped is wanted, as shipped. */
export async function openUnitShelf(root: string, isShippedOnly: boolean): Promise<UnitShelf> {
  const dataDir = isShippedOnly ? null : readDataPlace().dataDir;
  const shelf = loadShelf(root, dataDir);
  const sheets = dataDir === null ? [] : inForce(await readUnitSheets()).serving;
  const hasOwnModel = dataDir !== null && findOwnModel(root, dataDir)?.isCurrent === true;
  if (sheets.length === 0) return { shelf, sheets, aside: [], hasOwnModel };
  const { rules, templates, catalogue, aside } = compile(shelf, { serving: sheets, shadow: [] });
  return { shelf: { ...shelf, rules, templates, catalogue }, sheets, aside, hasOwnModel };
}

/** Every version of every sheet of this installation; none where it has never been started. */
export async function readUnitSheets(): Promise<readonly UnitSheet[]> {
  const place = readDataPlace();
  const file = join(place.dataDir, 'zhouzhi.db');
  if (!existsSync(file)) return [];
  const reader = openReader(file, keyRing(loadMasterKey(place, 'only-read')));
  try {
    return await reader.sheets.list();
  } finally {
    await reader.close();
  }
}

/** Tells on stderr what of the unit's own was read; nothing where there is nothing. */
export function tellUnitShelf({ sheets, aside, hasOwnModel }: UnitShelf, output: Output): void {
  for (const { says } of aside)
    output.problem(`${says}\n  这一份已不适用，现用随产品提供的。 It no longer fits; the shipped one serves.`);
  const isAside = ({ kind, id }: UnitSheet): boolean => aside.some((one) => one.kind === kind && one.id === id);
  const read = sheets.filter((sheet) => !isAside(sheet));
  const parts = [...read.map(spokenSheet), ...(hasOwnModel ? ['本单位训练的分类模型 own classifier'] : [])];
  if (parts.length > 0)
    output.problem(
      `连同本单位的：${parts.join('、')}。只用随产品提供的请加 --shipped。 With the unit's own; --shipped leaves them out.`,
    );
}

export const kindWords: Readonly<Record<SheetKind, string>> = { rule: '规则', template: '模板' };

function spokenSheet({ kind, id, version, stage }: UnitSheet): string {
  return `${kindWords[kind]} ${id}（第 ${version} 版${stage === 'off' ? '，停用' : ''}）`;
}

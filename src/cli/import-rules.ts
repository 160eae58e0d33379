import { readFileSync, statSync } from 'node:fs';
import type { Rulebook, SheetProblem } from '#model/rulebook.ts';
import type { SheetKind } from '#model/unit-sheet.ts';
import type { Store } from '#model/store.ts';
import { parseSheet, SheetError } from '#lib/sheet.ts';
import { templateId } from '#assembly/rulebook/compile.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { createRulebook } from '#assembly/rulebook/rulebook.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { openStoppedStore } from '#cli/stopped-store.ts';
import { kindWords } from '#cli/unit-shelf.ts';

export interface ImportCall {
  readonly files: readonly string[];
  readonly why: string | undefined;
  readonly root: string;
  readonly json: boolean;
  readonly output: Output;
}

interface Given {
  readonly file: string;
  readonly text: string;
  readonly kind: SheetKind;
  readonly id: string;
}

/**
 * `rules import FILE...`: into a stopped house's layer, checked as in the console. A rule goes into shadow and a template, which is tried
 * policy by policy, becomes a draft: a person publishes.
 */
export async function importRules({ files, why, root, json, output }: ImportCall): Promise<ExitCode> {
  if (files.length === 0) throw new UsageError('rules import: expected one file or more, got nothing');
  const given = files.map(readGiven);
  const shelf = loadShelf(root);
  const store = openStoppedStore(shelf);
  let exit: ExitCode = 0;
  try {
    const living = await openLivingRules(shelf, store);
    const book = createRulebook({ ...living, shelf, store, clock: () => Date.now() });
    for (const one of given) {
      const { kind, id, file } = one;
      const done = await importOne(one, { book, store, why });
      for (const { line, says } of done.problems) output.problem(`${file}:${line}: ${says}`);
      if (done.problems.length > 0) exit = 1;
      else if (json) output.line(JSON.stringify({ file, kind, id, version: done.version, isKnown: done.isKnown }));
      else output.line(`${file}：${kindWords[kind]} ${id} ${spokenDone(kind, done)}`);
    }
    return exit;
  } finally {
    await store.close();
  }
}

interface Done {
  readonly problems: readonly SheetProblem[];
  readonly version: number;
  /** The newest version says just this. */
  readonly isKnown: boolean;
}

async function importOne(
  { kind, id, text }: Given,
  { book, store, why }: { readonly book: Rulebook; readonly store: Store; readonly why: string | undefined },
): Promise<Done> {
  const newest = (await store.sheets.list()).findLast((sheet) => sheet.kind === kind && sheet.id === id);
  const after = newest?.version ?? 0;
  if (newest?.text === text && newest.stage !== 'off') return { problems: [], version: after, isKnown: true };
  // A draft may be kept with faults; a file that has some is better mended first.
  const problems = await book.check(kind, id, text);
  if (problems.length > 0) return { problems, version: after, isKnown: false };
  const stage = kind === 'rule' ? 'shadow' : 'draft';
  const saved = await book.save(kind, id, { text, stage, after, why: why ?? '从命令行导入' }, 'command-line');
  return { problems: saved.ok ? [] : saved.problems, version: after + 1, isKnown: false };
}

function spokenDone(kind: SheetKind, { version, isKnown }: Done): string {
  if (isKnown) return `与第 ${version} 版相同，没有改动。`;
  return `第 ${version} 版已${kind === 'rule' ? '放入试运行' : '存为草稿'}，请在控制台核对后发布。`;
}

function readGiven(file: string): Given {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`${file}: expected a readable file, found none`);
  const text = readFileSync(file, 'utf8');
  const sheet = parseSheet(text, file);
  const rule = ruleIdIn(sheet.value);
  const id = rule ?? templateId(sheet);
  if (id === '')
    throw new SheetError(
      sheet,
      1,
      'expected "rules:" with one rule, or a template with its id; 应为一条规则或一个模板',
    );
  return { file, text, kind: rule === null ? 'template' : 'rule', id };
}

function ruleIdIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('rules' in value) || !Array.isArray(value.rules)) return null;
  const first: unknown = value.rules[0];
  return typeof first === 'object' && first !== null && 'id' in first ? String(first.id) : '';
}

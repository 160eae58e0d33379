import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Verdict } from '#model/verdict.ts';
import { createTextDetector } from '#detect/text-detector.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { corpusTable, errorList, labelledTables, type Judged } from '#cli/eval-tables.ts';
import { createJudge, loosePost } from '#cli/judge.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';
import { templateOfGroupKind } from '#cli/posts.ts';
import { readSamples, type SampleRow } from '#cli/samples.ts';

export interface EvalOptions {
  readonly shelf: Shelf;
  readonly files: readonly string[];
  /** Show the ids of what was judged wrongly. */
  readonly errors: boolean;
  readonly json: boolean;
  readonly output: Output;
}

/**
 * `eval FILE...`: the figures of detection. A file with labels yields tables by kind, difficulty and trick; one without
 * is a plain corpus, where every finding is a false alarm.
 */
export async function evaluate({ shelf, files, errors, json, output }: EvalOptions): Promise<ExitCode> {
  if (files.length === 0) throw new UsageError('eval: expected one or more files of posts (.jsonl), got none');
  const judge = judgeOf(shelf);
  for (const file of files) {
    if (!existsSync(file)) throw new UsageError(`${file}: expected a readable file, found none`);
    const judged: Judged[] = [];
    for (const row of readSamples(file)) judged.push({ row, verdict: await judge(row) });
    const unlabelled = judged.filter(({ row }) => !row.isLabelled).length;
    if (unlabelled > 0 && unlabelled < judged.length)
      throw new UsageError(
        `${file}: expected a known label in each row or in none, got ${unlabelled} of ${judged.length} without`,
      );
    const tables = unlabelled === 0 ? labelledTables(judged) : [corpusTable(judged)];
    if (json) output.line(JSON.stringify({ file, tables: tables.map(({ id, rows }) => ({ id, rows })) }));
    else {
      output.line(`\n${basename(file)}（${judged.length} 条）`);
      for (const table of tables) output.line(table.text);
    }
    if (errors) for (const line of errorList(judged)) output.line(line);
  }
  return 0;
}

function judgeOf(shelf: Shelf): (row: SampleRow) => Promise<Verdict> {
  const judge = createJudge([createTextDetector(shelf)]);
  return (row) => {
    const name = row.groupKind === null ? '机关' : (templateOfGroupKind[row.groupKind] ?? row.groupKind);
    const template = shelf.templates.get(name);
    if (!template)
      throw new UsageError(`${row.place}: group_kind: expected a known kind of group, got ${JSON.stringify(name)}`);
    const post = loosePost({ id: row.id, body: row.text });
    const passages = [{ from: 'body', file: null, via: 'text', where: '正文', text: row.text }] as const;
    return judge.judge({ post, passages, gaps: [], failures: [] }, row.context, template);
  };
}

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, isCollection, parseDocument, type Document } from 'yaml';

/** A YAML file somebody wrote, with the way back from a value to its line. */
export interface Sheet {
  readonly file: string;
  readonly value: unknown;
  /** 1-based line of the value at `path`, or of its nearest parent that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** A file a person must mend: says where, what was expected and what came. */
export class SheetError extends Error {
  override readonly name = 'SheetError';
  constructor(sheet: { readonly file: string }, line: number, message: string) {
    super(`${sheet.file}:${line}: ${message}`);
  }
}

export function readSheet(path: string, shownAs: string = path): Sheet {
  return parseSheet(readFileSync(path, 'utf8'), shownAs);
}

/** Every .yaml file of a folder, in the order of their names; not its sub-folders. */
export function readSheets(folder: string, shownAs: string = folder): readonly Sheet[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => readSheet(join(folder, name), join(shownAs, name)));
}

export function parseSheet(text: string, file: string): Sheet {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem)
    throw new SheetError({ file }, problem.linePos?.[0].line ?? 1, problem.message.split('\n', 1)[0] ?? 'not YAML');
  return { file, value: document.toJS({ maxAliasCount: 100 }), lineOf: (path) => lineOf(document, counter, path) };
}

function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const start = rangeStart(node);
    if (start !== null) return counter.linePos(start).line;
  }
  return isCollection(document.contents) && document.contents.range
    ? counter.linePos(document.contents.range[0]).line
    : 1;
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : null;
}

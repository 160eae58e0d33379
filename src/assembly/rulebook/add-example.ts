import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';

/** The YAML of one rule with one more `passes`, everything else as it was written; null where there is no such list to add to. */
export function withPasses(text: string, example: string): string | null {
  const list = passesIn(text);
  const last = list?.items.at(-1);
  const [end] = rangeOf(last)?.slice(1) ?? [];
  if (!list || end === undefined) return null;
  // JSON is YAML: nothing in the example can end the line or the list.
  const added = JSON.stringify(example);
  const next = list.flow ? insert(text, end, `, ${added}`) : below(text, list, end, added);
  return next !== null && lengthOf(passesIn(next)) === list.items.length + 1 ? next : null;
}

function passesIn(text: string): YAMLSeq | null {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const rules = document.get('rules', true);
  const rule = isSeq(rules) ? rules.items[0] : null;
  const passes = isMap(rule) ? rule.get('passes', true) : null;
  return isSeq(passes) ? passes : null;
}

/** A line of its own under the last example, as far in as the first. */
function below(text: string, list: YAMLSeq, end: number, added: string): string | null {
  const first = rangeOf(list.items[0])?.[0];
  const last = rangeOf(list.items.at(-1));
  if (first === undefined || !last) return null;
  const lineStart = text.lastIndexOf('\n', first) + 1;
  const lead = /^ *- +/.exec(text.slice(lineStart))?.[0];
  if (lead === undefined) return null;
  // A block of text ends behind its line break, anything else before it.
  const lineEnd = text[end - 1] === '\n' ? end - 1 : text.indexOf('\n', end);
  const at = lineEnd < 0 ? text.length : lineEnd;
  return insert(text, at, `\n${lead}${added}`);
}

function insert(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

function lengthOf(list: YAMLSeq | null): number {
  return list?.items.length ?? 0;
}

/** Start, end of the value, end of the node. */
function rangeOf(node: unknown): readonly [number, number, number] | null {
  return (isScalar(node) || isMap(node) || isSeq(node)) && node.range ? node.range : null;
}

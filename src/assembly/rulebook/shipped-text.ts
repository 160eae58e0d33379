import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SheetKind } from '#model/unit-sheet.ts';
import { templateId } from '#assembly/rulebook/compile.ts';
import type { Shelf } from '#assembly/shelf.ts';

/** The shipped YAML of a rule or template as the editor shows it; null where nothing of that id is shipped. */
export function shippedText({ shipped }: Shelf, kind: SheetKind, id: string): string | null {
  if (kind === 'template') {
    const sheet = shipped.policies.find((one) => templateId(one) === id);
    return sheet ? readFileSync(join(shipped.root, sheet.file), 'utf8') : null;
  }
  const rule = shipped.lessons.rules.rules.find((one) => one.id === id);
  if (!rule) return null;
  const lines = readFileSync(join(shipped.root, rule.file), 'utf8').split('\n');
  const next = lines.findIndex((line, index) => index >= rule.line && /^(?: {2}- id:|\S)/.test(line));
  const own = lines.slice(rule.line - 1, next < 0 ? undefined : next);
  return `rules:\n${own.join('\n').trimEnd()}\n`;
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

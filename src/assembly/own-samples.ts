import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lesson } from '#model/lesson.ts';
import type { Store } from '#model/store.ts';

/** Writes what was taken over as samples for `train --unit`; the store has the truth, the file follows it. */
export async function writeOwnSamples(dataDir: string, store: Pick<Store, 'lessons'>): Promise<void> {
  const lessons = await store.lessons.list();
  const folder = join(dataDir, 'samples');
  const file = join(folder, 'overturned.jsonl');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const taken = lessons.filter(({ use }) => use === 'sample' || use === 'both');
  writeFileSync(`${file}.new`, taken.map(lineOf).join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function lineOf({ case: id, template, text }: Lesson): string {
  const row = { id: `own-${id}`, scenario: `own-${id}`, group_kind: template, context: null, text, label: 'allow' };
  return `${JSON.stringify(row)}\n`;
}

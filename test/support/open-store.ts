import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { keyRing } from '#lib/keys.ts';
import { readSheet } from '#lib/sheet.ts';
import type { Moment } from '#model/ids.ts';
import { openSqliteStore, type SqliteOptions } from '#store/open.ts';
import { parseRetention } from '#store/retention.ts';
import { noon } from './store-rows.ts';

export const testKeys = keyRing(Buffer.alloc(32, 7));
export const testRetention = parseRetention(readSheet('data/retention.yaml'));

/** A folder that is gone after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store on a file of its own, with a clock to set; closed after the test. */
export function openTestStore(more: Partial<SqliteOptions> = {}) {
  const time: { now: Moment } = { now: noon };
  let people = 0;
  const options: SqliteOptions = {
    file: join(tempFolder(), 'var', 'zhouzhi.db'),
    keys: testKeys,
    clock: () => time.now,
    newPseudonym: () => `p${++people}`,
    retention: testRetention,
    ...more,
  };
  const store = openSqliteStore(options);
  onTestFinished(() => store.close());
  return { store, time, options };
}

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../src/store');
/** Words PostgreSQL does not know, or knows as something else. */
const sqliteOnly = /\browid\b|\bjson_|AUTOINCREMENT|INSERT OR|IFNULL|\bGLOB\b|datetime\(|strftime/i;

test.each(readdirSync(folder).filter((name) => name.endsWith('.ts')))('%s keeps to the common dialect', (name) => {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n');
  expect(lines.filter((line) => sqliteOnly.test(line))).toEqual([]);
});

import { keyRing } from '#lib/keys.ts';
import { readSheet } from '#lib/sheet.ts';
import { openSqliteStore } from '#store/open.ts';
import { parseRetention } from '#store/retention.ts';

/** Started by open.test.ts as another process: owns the file until it is killed. */
const store = openSqliteStore({
  file: process.argv[2] ?? '',
  keys: keyRing(Buffer.alloc(32, 7)),
  clock: Date.now,
  newPseudonym: () => 'p1',
  retention: parseRetention(readSheet('data/retention.yaml')),
});
await store.record({ ledger: [{ at: 0, event: 'verdict', actor: { kind: 'bot' } }] });
process.stdout.write('open\n');
setInterval(() => undefined, 1000);

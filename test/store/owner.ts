import { keyRing } from '#lib/keys.ts';
import { readSheet } from '#lib/sheet.ts';
import { openSqliteStore } from '#store/open.ts';
import { parseRetention } from '#store/retention.ts';
import { aPostInbound, anEntry } from '../support/store-rows.ts';

/** Another process for open.test.ts and killed.test.ts: owns the file and stores posts until it is killed, saying each that is on disk. */
const store = openSqliteStore({
  file: process.argv[2] ?? '',
  keys: keyRing(Buffer.alloc(32, 7)),
  clock: Date.now,
  newPseudonym: () => 'p1',
  retention: parseRetention(readSheet('data/retention.yaml')),
});

async function post(key: string): Promise<void> {
  await store.inbox.receive([aPostInbound(key)]);
  process.stdout.write(`received ${key}\n`);
  await store.record({ answers: [key], ledger: [anEntry({ post: key })] });
  process.stdout.write(`recorded ${key}\n`);
}

const most = Number(process.argv[3] ?? 1);
for (let n = 0; n < most; n++) {
  void post(`k${n}`);
  await new Promise((resolve) => setImmediate(resolve));
}
setInterval(() => undefined, 1000);

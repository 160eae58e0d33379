import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Store } from '#model/store.ts';
import { keyRing } from '#lib/keys.ts';
import { openSqliteStore } from '#store/open.ts';
import { loadMasterKey } from '#assembly/key-file.ts';
import type { Shelf } from '#assembly/shelf.ts';
import { readDataPlace } from '#config.ts';

/** The database of a stopped house, to write in: one process owns it. */
export function openStoppedStore({ retention }: Pick<Shelf, 'retention'>): Store {
  const place = readDataPlace();
  return openSqliteStore({
    file: join(place.dataDir, 'zhouzhi.db'),
    keys: keyRing(loadMasterKey(place, 'only-read')),
    clock: () => Date.now(),
    newPseudonym: () => `p-${randomBytes(9).toString('base64url')}`,
    retention,
  });
}

import { existsSync } from 'node:fs';
import type { KeyRing } from '#lib/keys.ts';
import type { FingerprintStore } from '#model/fingerprint.ts';
import type { LedgerStore, Store } from '#model/store.ts';
import type { SheetStore } from '#model/unit-sheet.ts';
import { backUp } from '#store/backup.ts';
import { connectReader, orClose } from '#store/connect.ts';
import { sqlOn } from '#store/database.ts';
import { explained } from '#store/explained.ts';
import { checkKey } from '#store/key-check.ts';
import { listing } from '#store/fingerprints.ts';
import { openLedger } from '#store/ledger.ts';
import { checkSchema } from '#store/migrate.ts';
import { StoreError } from '#store/store-error.ts';
import { listing as sheetListing } from '#store/unit-sheets.ts';

export interface Reader extends Pick<Store, 'backup' | 'close'> {
  readonly ledger: LedgerStore;
  readonly fingerprints: Pick<FingerprintStore, 'list'>;
  readonly sheets: Pick<SheetStore, 'list'>;
}

/** For what only reads (`audit verify`, `backup`, `check`, `rules`): beside a running house, or without one. */
export function openReader(file: string, keys: KeyRing): Reader {
  if (!existsSync(file)) {
    throw new StoreError(
      `没有找到数据库：${file}，请检查 ZHOUZHI_DATA。${file}: expected the database of a started installation, found none`,
    );
  }
  return explained(file, () => {
    const database = connectReader(file);
    return orClose(database, () => {
      checkSchema(database);
      const sql = sqlOn(database);
      checkKey(sql, keys, 'only-read');
      return {
        ledger: openLedger(sql, keys).port,
        fingerprints: { list: listing(sql) },
        sheets: { list: sheetListing(sql) },
        backup: (target) => backUp(database, target),
        close: async () => void database.close(),
      };
    });
  });
}

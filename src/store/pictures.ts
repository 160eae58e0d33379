import type { PictureStore } from '#model/picture.ts';
import type { Case } from '#model/case.ts';
import type { Category } from '#model/category.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { KnownPicture } from '#model/picture.ts';

import { bell } from '#lib/bell.ts';
import type { Base } from '#store/base.ts';
import type { Value } from '#store/database.ts';
import type { Ledger } from '#store/ledger.ts';

export interface Pictures {
  readonly port: PictureStore;
  /** Inside a transaction: keeps it unless its id exists. */
  save(picture: KnownPicture): void;
  /** Inside a transaction: what has become of a case decides whether its pictures count. */
  follow(one: Case): void;
  /** After the transaction: tells who watches, where something has changed. */
  tell(): void;
}

interface Row {
  readonly id: string;
  readonly case_id: CaseId;
  readonly category: Category;
  readonly confidence: number;
  readonly added_at: Moment;
  readonly ends_at: Moment;
  readonly is_live: number;
  readonly print: string;
}

export function openPictures({ sql, write }: Base, ledger: Pick<Ledger, 'append'>): Pictures {
  const changed = bell();
  let hasChanged = false;
  const insert = sql.prepare<Value[]>(
    `INSERT INTO pictures (id, case_id, category, confidence, added_at, ends_at, is_live, print)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
  );
  const forget = sql.prepare<[id: CaseId]>('DELETE FROM pictures WHERE case_id = $1');
  const count = sql.prepare<[id: CaseId]>('UPDATE pictures SET is_live = 1 WHERE case_id = $1 AND is_live = 0');
  const makeSure = sql.prepare<[id: CaseId]>(
    'UPDATE pictures SET is_live = 1, confidence = 1 WHERE case_id = $1 AND confidence < 1',
  );
  const live = sql.prepare<[now: Moment], Row>(
    'SELECT * FROM pictures WHERE is_live = 1 AND ends_at > $1 ORDER BY added_at, id',
  );
  const all = sql.prepare<[], Omit<Row, 'print'>>(
    'SELECT id, case_id, category, confidence, added_at, ends_at, is_live FROM pictures ORDER BY added_at DESC, id',
  );
  const erase = sql.prepare<[id: string]>('DELETE FROM pictures WHERE id = $1');
  return {
    port: {
      live: async (now) => live.all(now).map(pictureOf),
      list: async () => all.all().map(factsOf),
      async remove(id, entry) {
        const isGone = await write(() => {
          if (erase.run(id) === 0) return false;
          ledger.append(entry);
          return true;
        });
        if (isGone) changed.ring();
        return isGone;
      },
      watch: (listener) => changed.listen(listener),
    },
    save({ id, case: of, category, confidence, addedAt, endsAt, isLive, print }) {
      insert.run(id, of, category, confidence, addedAt, endsAt, isLive ? 1 : 0, print.join(' '));
      hasChanged = true;
    },
    follow({ id, state, withdrawnAt }) {
      const statements = [
        ...(state === 'overturned' ? [forget] : []),
        ...(state === 'upheld' ? [makeSure] : []),
        ...(withdrawnAt !== null ? [count] : []),
      ];
      if (statements.reduce((rows, statement) => rows + statement.run(id), 0) > 0) hasChanged = true;
    },
    tell() {
      if (!hasChanged) return;
      hasChanged = false;
      changed.ring();
    },
  };
}

function pictureOf({ print, ...row }: Row): KnownPicture {
  return { ...factsOf(row), print: print.split(' ') };
}

function factsOf({ case_id: of, added_at: addedAt, ends_at: endsAt, is_live: isLive, ...row }: Omit<Row, 'print'>) {
  return { ...row, case: of, addedAt, endsAt, isLive: isLive === 1 };
}

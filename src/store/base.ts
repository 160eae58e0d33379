import type { KeyRing } from '#lib/keys.ts';
import type { Moment } from '#model/ids.ts';
import type { Write } from '#store/commit.ts';
import type { Sql } from '#store/database.ts';

/** What every table of the store stands on. */
export interface Base {
  readonly sql: Sql;
  readonly write: Write;
  readonly keys: KeyRing;
  readonly clock: () => Moment;
}

export const minute = 60_000;
export const day = 24 * 60 * minute;

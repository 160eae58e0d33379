import { keyedHash } from '#lib/keys.ts';
import type { Moment } from '#model/ids.ts';

/** A ledger row as it is stored; `actor` and `detail` are JSON with keys in a settled order and are hashed as they stand. */
export interface ChainRow {
  readonly number: number;
  readonly at: Moment;
  readonly event: string;
  readonly actor: string;
  readonly case_id: string | null;
  readonly post: string | null;
  readonly group_id: string | null;
  readonly detail: string | null;
  readonly hash: string;
}

/** What stands before row 1. */
export const genesis = '0'.repeat(64);

export function hashOf(key: Buffer, before: string, row: Omit<ChainRow, 'hash'>): string {
  return keyedHash(
    key,
    JSON.stringify([before, row.number, row.at, row.event, row.actor, row.case_id, row.post, row.group_id, row.detail]),
  );
}

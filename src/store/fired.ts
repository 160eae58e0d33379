import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import type { Base } from '#store/base.ts';

export interface Fired extends Pick<Store, 'once' | 'hasFired'> {
  /** Inside a transaction: false where somebody has won the key. */
  win(key: string): boolean;
}

/** Keys that may be won once over all replicas. */
export function openFired({ sql, write, clock }: Base): Fired {
  const fire = sql.prepare<[key: string, at: Moment]>(
    'INSERT INTO fired (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
  );
  const find = sql.prepare<[key: string], { key: string }>('SELECT key FROM fired WHERE key = $1');
  return {
    win: (key) => fire.run(key, clock()) > 0,
    once: (key, now) => write(() => fire.run(key, now) > 0),
    hasFired: async (key) => find.get(key) !== undefined,
  };
}

import { describe, expect, test } from 'vitest';
import { openTestStore } from '../../../support/open-store.ts';
import { gcc } from './library.ts';
import { replay } from './replay.ts';

describe.skipIf(!gcc.available)(`the archive read into the store${gcc.reason}`, () => {
  test.for([
    [1000, 0],
    [3000, 3],
  ] as const)(
    '%i records, the library killed %i times: each once, none lost',
    { timeout: 120_000 },
    async ([records, kills]) => {
      const { store } = openTestStore({ clock: Date.now });
      const { killed } = await replay(store, { records, kills });
      const rows = await store.inbox.due(Date.now() + 1000, records + 1, new Set());
      expect({
        waiting: await store.inbox.depth(),
        different: new Set(rows.map(({ inbound }) => inbound.key)).size,
        killed: killed >= kills,
      }).toEqual({ waiting: { waiting: records, stuck: 0 }, different: records, killed: true });
    },
  );
});

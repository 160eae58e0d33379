import { describe, expect, test } from 'vitest';
import { openTestStore } from '../../../support/open-store.ts';
import { gcc } from './library.ts';
import { replay } from './replay.ts';

describe.skipIf(!gcc.available)(`the archive read into the store${gcc.reason}`, () => {
  test('100,000 records, the library killed ten times: each once, none lost', async () => {
    const { store } = openTestStore({ clock: Date.now });
    const { killed } = await replay(store, { records: 100_000, kills: 10 });
    expect({ killed: killed >= 10, depth: await store.inbox.depth() }).toEqual({
      killed: true,
      depth: { waiting: 100_000, stuck: 0 },
    });
  });

  test('1,000 records are pulled, decrypted and stored in two seconds, the median of five', async () => {
    const times: number[] = [];
    for (let run = 0; run < 5; run++) {
      const { store } = openTestStore({ clock: Date.now });
      times.push((await replay(store, { records: 1000, kills: 0 })).millis);
    }
    expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(2000);
  });
});

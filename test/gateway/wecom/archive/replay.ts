import { setTimeout as sleep } from 'node:timers/promises';
import { Transient } from '#model/transient.ts';
import type { Store } from '#model/store.ts';
import { keyVersions } from '#gateway/wecom/archive/keys.ts';
import { createPull } from '#gateway/wecom/archive/pull.ts';
import { createArchiveSource } from '#gateway/wecom/archive/source.ts';
import { archiveLibrary, said } from './library.ts';

/** Reads so many records into a store while the library's process is killed so often; what came is told by the store. */
export async function replay(store: Pick<Store, 'inbox'>, { records, kills }: { records: number; kills: number }) {
  const archive = archiveLibrary();
  archive.newKey(1).putKey();
  for (let from = 0; from < records; from += 1000) {
    const batch = Array.from({ length: Math.min(1000, records - from) }, (_, index) => from + index + 1);
    archive.put(
      from,
      batch.map((seq) => ({ seq, key: 1, text: said(`m${seq}`, 'wr1') })),
    );
  }
  const source = createArchiveSource({
    library: archive.library,
    corpId: 'corp',
    secret: archive.folder,
    keys: archive.keys,
    clock: Date.now,
  });
  const pull = createPull({
    source,
    keyVersions: () => keyVersions(archive.keys),
    registered: async () => ['wr1'],
    rooms: { owner: async () => null },
    directory: { names: async () => new Map() },
    clock: Date.now,
    onPulled: () => undefined,
  });
  let killed = 0;
  let isOver = false;
  const killing = (async () => {
    while (!isOver && killed < kills) {
      for (const pid of source.pids()) {
        process.kill(pid, 'SIGKILL');
        killed += 1;
      }
      await sleep(100 + ((killed * 37) % 150));
    }
  })();
  let keys = 0;
  const startedAt = performance.now();
  for (let isEmpty = false; !isEmpty;) {
    try {
      const cursor = await store.inbox.cursor('wecom');
      const pulled = await pull(cursor, AbortSignal.timeout(20_000));
      isEmpty = pulled.inbound.length === 0;
      keys += pulled.inbound.length;
      await store.inbox.receive(pulled.inbound, { platform: 'wecom', cursor: pulled.cursor });
      // Whoever is killed between saving and reading on has lost nothing; neither has whoever waits for the killer.
      if (isEmpty && killed < kills) isEmpty = false;
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
    }
  }
  const millis = performance.now() - startedAt;
  isOver = true;
  await killing;
  await source.close();
  archive.remove();
  return { keys, killed, millis };
}

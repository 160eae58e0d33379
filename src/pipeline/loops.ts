import { setTimeout as sleep } from 'node:timers/promises';
import type { DueDeed } from '#model/deed.ts';
import type { Gateway, Inbound } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import type { InboxRow, Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { turning, type Turning } from '#lib/turning.ts';

export interface LoopReport {
  /** A bug: the row stays, shows on the console, and the process lives. */
  readonly bug: (where: string, key: string, error: unknown) => void;
  readonly transient: (where: string, key: string, error: Transient) => void;
}

interface Common {
  readonly store: Store;
  readonly clock: () => Moment;
  readonly report: LoopReport;
}

/** Rows worked on at once; a row of a busy group waits for the one before it. */
const inboxWidth = 256;
const outboxWidth = 32;
/** A door that hangs gives its place free. */
const patience = 60_000;
/** A bug is tried again this often before the row waits for a person. */
const tries = 4;

/** Takes posts out of the inbox: groups side by side, the posts of one group in order. */
export function inboxLoop(
  house: Common & { readonly handle: (inbound: Inbound, signal: AbortSignal) => Promise<void> },
): Turning {
  const { store, clock, report } = house;
  const busy = new Set<string>();
  const lanes = new Map<string, Promise<void>>();

  const work = async (row: InboxRow): Promise<void> => {
    const { key } = row.inbound;
    try {
      await house.handle(row.inbound, AbortSignal.timeout(patience));
    } catch (error) {
      const isTransient = error instanceof Transient;
      say(report, 'inbox', key, error);
      await store.inbox.defer(
        key,
        retryAt(error, row.attempts, clock()),
        isTransient ? (error.operator ?? 'Transient') : 'bug',
      );
    }
  };

  const loop = turning(
    async () => {
      const rows = busy.size < inboxWidth ? await store.inbox.due(clock(), inboxWidth - busy.size, busy) : [];
      for (const row of rows) {
        const { key } = row.inbound;
        busy.add(key);
        const lane = laneOf(row.inbound);
        const next = (lanes.get(lane) ?? Promise.resolve())
          .then(() => work(row))
          .catch((error: unknown) => say(report, 'inbox', key, error))
          .finally(() => {
            busy.delete(key);
            if (lanes.get(lane) === next) lanes.delete(lane);
            if (busy.size < inboxWidth / 2) loop.wake();
          });
        lanes.set(lane, next);
      }
      // Rows put off become due while others are being worked on.
      return busy.size < inboxWidth ? 1000 : null;
    },
    (error) => say(report, 'inbox', '', error),
  );
  return {
    wake: () => loop.wake(),
    async stop() {
      await loop.stop();
      await Promise.all(lanes.values());
    },
  };
}

/** Does the deeds that are due; each settles itself in the store. */
export function outboxLoop(
  house: Common & { readonly perform: (deed: DueDeed, signal: AbortSignal) => Promise<void> },
): Turning {
  const { store, clock, report } = house;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const putBack = async (deed: DueDeed, error: unknown): Promise<void> => {
    // The store counts the attempt under way.
    const at = retryAt(error, deed.attempts - 1, clock());
    if (at !== null)
      await store.outbox.defer(deed.key, at, error instanceof Transient ? (error.operator ?? 'Transient') : 'bug');
    else
      await store.record({
        settles: [{ key: deed.key, state: 'stuck', receipt: null }],
        ledger: [{ at: clock(), event: 'stuck', actor: { kind: 'bot' }, detail: { deed: deed.key } }],
      });
  };

  const work = async (deed: DueDeed): Promise<void> => {
    try {
      await house.perform(deed, AbortSignal.timeout(patience));
    } catch (error) {
      say(report, 'outbox', deed.key, error);
      // A row left `sending` would wait for the next start: where the store can't be written now, it is tried until it can.
      while (
        !(await succeeds(
          () => putBack(deed, error),
          (problem) => say(report, 'outbox', deed.key, problem),
        ))
      ) {
        if (stopping.signal.aborted) return;
        await sleep(1000, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const loop = turning(
    async () => {
      const deeds = running.size < outboxWidth ? await store.outbox.take(clock(), outboxWidth - running.size) : [];
      for (const deed of deeds) {
        const done = work(deed).finally(() => {
          running.delete(done);
          loop.wake();
        });
        running.add(done);
      }
      if (running.size >= outboxWidth) return null;
      const next = await store.outbox.nextAt();
      return next === null ? null : Math.max(1, next - clock());
    },
    (error) => say(report, 'outbox', '', error),
  );
  return {
    wake: () => loop.wake(),
    async stop() {
      stopping.abort();
      await loop.stop();
      await Promise.all(running);
    },
  };
}

/** Pulls a door until it is empty; cursor and inbound are saved in one transaction. */
export function pullLoop(
  gateway: Gateway,
  house: Common & { readonly received: () => void; readonly onEmpty: () => void; readonly every: number },
): Turning {
  const pull = gateway.pull?.bind(gateway);
  if (!pull) throw new Error(`gateway ${gateway.platform}: expected a pull method`);
  return turning(
    async () => {
      try {
        const cursor = await house.store.inbox.cursor(gateway.platform);
        const pulled = await pull(cursor, AbortSignal.timeout(patience));
        if (pulled.inbound.length === 0 && pulled.cursor === cursor) {
          house.onEmpty();
          return house.every;
        }
        await house.store.inbox.receive(pulled.inbound, { platform: gateway.platform, cursor: pulled.cursor });
        house.received();
        return 0;
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        house.report.transient('pull', gateway.platform, error);
        return error.retryAt === null ? 5000 : Math.max(0, error.retryAt - house.clock());
      }
    },
    (error) => house.report.bug('pull', gateway.platform, error),
  );
}

/** What concerns one group or one case keeps its order; questions only that of their member. */
function laneOf(inbound: Inbound): string {
  switch (inbound.kind) {
    case 'post':
      return inbound.post.group;
    case 'withdrawn':
    case 'joined':
    case 'left':
    case 'group-changed':
      return inbound.group;
    case 'pressed':
      // Answers of a whole unit to one question do not wait for each other.
      return inbound.action.startsWith('choose/') ? inbound.member : inbound.ref;
    case 'asked':
      return inbound.member;
  }
}

function say(report: LoopReport, where: string, key: string, error: unknown): void {
  if (error instanceof Transient) report.transient(where, key, error);
  else report.bug(where, key, error);
}

async function succeeds(deed: () => Promise<void>, onProblem: (error: unknown) => void): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (error) {
    onProblem(error);
    return false;
  }
}

/** 1 s, 4 s, 16 s … at most 10 min; Transient is tried for ever, a bug `tries` times (null: wait for a person). */
function retryAt(error: unknown, failedBefore: number, now: Moment): Moment | null {
  if (!(error instanceof Transient) && failedBefore + 1 >= tries) return null;
  const wait = Math.min(1000 * 4 ** Math.min(failedBefore, 5), 600_000);
  return Math.max(now + wait, error instanceof Transient ? (error.retryAt ?? 0) : 0);
}

import type { SandboxEvent, SandboxRun } from '#model/sandbox-wire.ts';
import type { ChangeKind } from '#gateway/sandbox/base.ts';
import { forPage } from '#gateway/sandbox/lines.ts';
import type { ReadingBoard } from '#gateway/sandbox/reading.ts';
import type { World } from '#gateway/sandbox/world.ts';

/** The stream the page follows: changes by number, shown as they stand now. */
export interface Live {
  seq(): number;
  /** What was missed since `after`, oldest first; a line that changed twice comes once. */
  since(after: number): readonly SandboxEvent[];
  /** What is being read now; it has no number of its own and is not repeated. */
  reading(): SandboxEvent;
  watch(watcher: Watcher): () => void;
  end(): void;
}
export interface Watcher {
  event(event: SandboxEvent): void;
  /** The platform closes. */
  end(): void;
}

interface ChangeRow {
  seq: number;
  kind: ChangeKind;
  ref: string;
}

/** More than this missed, and the page is told to read the state anew. */
const replayLimit = 1000;

export function createLive(world: World, run: () => SandboxRun | null, board: ReadingBoard): Live {
  const { db, watchers } = world.base;
  const newest = db.prepare<[], { seq: number | null }>(`SELECT MAX(seq) AS seq FROM changes`);
  const one = db.prepare<[number], ChangeRow>(`SELECT seq, kind, ref FROM changes WHERE seq = ?`);
  const missed = db.prepare<[number, number], ChangeRow>(
    `SELECT MAX(seq) AS seq, kind, ref FROM changes WHERE seq > ? GROUP BY kind, ref ORDER BY 1 LIMIT ?`,
  );
  const ends = new Set<() => void>();
  const seq = (): number => newest.get()?.seq ?? 0;
  const reading = (): SandboxEvent => ({ seq: seq(), kind: 'reading', posts: board.all() });
  return {
    seq,
    reading,
    since(after) {
      const rows = missed.all(after, replayLimit + 1);
      if (rows.length > replayLimit) return [{ seq: seq(), kind: 'reset' }];
      return rows.flatMap((row) => shown(world, row, run) ?? []);
    },
    watch(watcher) {
      const told = (number: number): void => {
        const row = one.get(number);
        const event = row ? shown(world, row, run) : null;
        if (event) watcher.event(event);
      };
      watchers.add(told);
      const end = (): void => watcher.end();
      ends.add(end);
      const unwatch = board.watch(() => watcher.event(reading()));
      return () => {
        unwatch();
        watchers.delete(told);
        ends.delete(end);
      };
    },
    end: () => ends.forEach((end) => end()),
  };
}

function shown(
  { lines, register }: World,
  { seq, kind, ref }: ChangeRow,
  run: () => SandboxRun | null,
): SandboxEvent | null {
  switch (kind) {
    case 'line': {
      const line = lines.find(ref);
      return line ? { seq, kind, line: forPage(line) } : null;
    }
    case 'group': {
      const group = register.group(ref);
      return group ? { seq, kind, group } : null;
    }
    case 'run':
      return { seq, kind, run: run() };
    case 'reset':
      return { seq, kind };
  }
}

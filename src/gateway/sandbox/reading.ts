import type { ReadingProgress } from '#model/gateway.ts';
import type { SandboxReading } from '#model/sandbox-wire.ts';

/** How far the files of posts are read. Kept in memory alone: after a new start nothing is being read. */
export interface ReadingBoard {
  take(progress: ReadingProgress): void;
  all(): readonly SandboxReading[];
  watch(watcher: () => void): () => void;
}

/** Milliseconds between two changes the page is told: pages of text are read by the hundred a second. */
const pause = 200;

export function createReadingBoard(): ReadingBoard {
  const reading = new Map<string, SandboxReading>();
  const watchers = new Set<() => void>();
  let [isPausing, isChanged] = [false, false];
  const tell = (): void => {
    isChanged = isPausing;
    if (isPausing) return;
    isPausing = true;
    setTimeout(() => {
      isPausing = false;
      if (isChanged) tell();
    }, pause).unref();
    for (const watcher of watchers) watcher();
  };
  return {
    take({ post, done, of, isOver }) {
      if (!isOver) reading.set(post, { post, done, of });
      else if (!reading.delete(post)) return;
      tell();
    },
    all: () => [...reading.values()],
    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

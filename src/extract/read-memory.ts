import type { Extracted } from '#model/extractor.ts';
import type { FileRef } from '#model/post.ts';
import type { Moment } from '#model/ids.ts';

/** What was read of files lately, so that the same bytes cost nothing when they are forwarded. */
export interface ReadMemory {
  key(bytes: Uint8Array): string;
  /** As if read of `file` just now. */
  find(key: string, file: FileRef): Extracted | null;
  /** Only of what is not suspected: no copy of that is kept. */
  keep(key: string, extracted: Extracted): void;
}

export interface ReadMemoryParts {
  /** Keyed: the memory does not tell which files it has seen. */
  readonly hash: (bytes: Uint8Array) => string;
  readonly clock: () => Moment;
  /** Bytes at most, of all together. */
  readonly most?: number;
}

const term = 30 * 60_000;

interface Kept {
  readonly extracted: Extracted;
  readonly size: number;
  readonly at: Moment;
}

export function createReadMemory({ hash, clock, most = 32 * 1024 * 1024 }: ReadMemoryParts): ReadMemory {
  // In the order they came: the oldest goes first.
  const kept = new Map<string, Kept>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  const sweep = (): void => {
    const now = clock();
    for (const [key, { at }] of kept) {
      if (total <= most && at + term > now) return;
      drop(key);
    }
  };
  return {
    key: hash,
    find(key, { from, id: file }) {
      sweep();
      const found = kept.get(key)?.extracted;
      if (!found) return null;
      return {
        passages: found.passages.map((passage) => ({ ...passage, from, file })),
        gaps: found.gaps.map((gap) => ({ ...gap, from, file })),
      };
    },
    keep(key, extracted) {
      if (kept.has(key)) return;
      const size = sizeOf(extracted);
      kept.set(key, { extracted, size, at: clock() });
      total += size;
      sweep();
      // Nothing stays because nobody came after it.
      setTimeout(sweep, term + 1000).unref();
    },
  };
}

function sizeOf({ passages, gaps }: Extracted): number {
  const said = passages.map(
    ({ text, where, print = [] }) => 2 * (text.length + where.length) + 40 * print.length + 200,
  );
  return said.reduce((sum, size) => sum + size, 200 * (1 + gaps.length));
}

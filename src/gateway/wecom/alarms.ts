import type { Moment } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';

/** What a person must do about this door, in Chinese; kept for a while, or until what failed succeeds. */
export interface Alarms {
  raise(says: string): void;
  /** Keeps what a Transient of this work says until the work succeeds. */
  watch<T>(work: string, done: Promise<T>): Promise<T>;
  says(): string | null;
}

const day = 24 * 3_600_000;

export function createAlarms(clock: () => Moment): Alarms {
  const raised = new Map<string, Moment>();
  const standing = new Map<string, string>();
  return {
    raise: (says) => void raised.set(says, clock()),
    async watch(work, done) {
      try {
        const value = await done;
        standing.delete(work);
        return value;
      } catch (error) {
        if (error instanceof Transient && error.operator !== null) standing.set(work, error.operator);
        throw error;
      }
    },
    says() {
      for (const [says, at] of raised) if (clock() - at > day) raised.delete(says);
      const all = [...new Set([...standing.values(), ...raised.keys()])];
      return all.length === 0 ? null : all.join('\n');
    },
  };
}

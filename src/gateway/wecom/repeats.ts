import type { Moment } from '#model/ids.ts';

/** How long after its own time a callback is believed; clocks may differ by as much. */
export const callbackWindow = 5 * 60_000;
/** The platform sends an unanswered callback again up to three times, each after five seconds. */
const most = { times: 4, within: 60_000 };

export interface Repeats {
  /** Whether a callback of this signature may come in now; asking counts. */
  admits(signature: string): boolean;
}

/**
 * Tells the platform's own repetitions (harmless: the key of what they bring is stored once) from somebody's who caught a callback and
 * plays it back. Only genuine signatures are remembered, and no longer than their time would be believed.
 */
export function rememberRepeats(clock: () => Moment): Repeats {
  const seen = new Map<string, { readonly firstAt: Moment; times: number }>();
  return {
    admits(signature) {
      const now = clock();
      // The oldest stand first.
      for (const [old, { firstAt }] of seen) {
        if (now - firstAt <= 2 * callbackWindow) break;
        seen.delete(old);
      }
      const known = seen.get(signature);
      if (!known) {
        seen.set(signature, { firstAt: now, times: 1 });
        return true;
      }
      known.times += 1;
      return known.times <= most.times && now - known.firstAt <= most.within;
    },
  };
}

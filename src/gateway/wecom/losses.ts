import type { Moment } from '#model/ids.ts';
import type { PullReport } from '#gateway/wecom/archive/pull.ts';

/** What of the archive nobody examined, since this process runs: counts and times, no post. */
export interface Losses {
  note(report: PullReport): void;
  readonly all: () => Lost;
}

export interface Lost {
  readonly since: Moment;
  /** Times of which the archive keeps nothing any more. */
  readonly gaps: readonly { readonly from: Moment; readonly to: Moment }[];
  /** Records for which the key is missing: they may still be read. */
  readonly locked: number;
  /** Posts of members outside who do not agree to be recorded. */
  readonly withheld: number;
  /** Records the archive's library could not make sense of. */
  readonly unreadable: number;
}

export function createLosses(clock: () => Moment): Losses {
  let lost: Lost = { since: clock(), gaps: [], locked: 0, withheld: 0, unreadable: 0 };
  return {
    note({ lost: gap, locked, dropped }) {
      lost = {
        ...lost,
        gaps: gap ? [...lost.gaps, gap] : lost.gaps,
        locked: lost.locked + Object.values(locked).reduce((sum, count) => sum + count, 0),
        withheld: lost.withheld + dropped.withheld,
        unreadable: lost.unreadable + dropped.unreadable,
      };
    },
    all: () => lost,
  };
}

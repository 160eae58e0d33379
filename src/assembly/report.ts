import type { Logger } from 'pino';
import { safeError } from '#lib/safe-error.ts';
import type { Metrics } from '#assembly/metrics.ts';
import type { LoopReport } from '#pipeline/loops.ts';

/** What the loops say: ids and error names to the log, counts to the metrics; never a word of a post. */
export function loopReport(log: Logger, metrics: Metrics): LoopReport {
  return {
    bug(where, key, error) {
      metrics.bugs.inc({ where });
      log.error({ where, key, error: safeError(error) }, 'unexpected error');
    },
    transient(where, key, { retryAt, operator }) {
      metrics.transients.inc({ where });
      log.warn({ where, key, retryAt, operator }, 'will be tried again');
    },
  };
}

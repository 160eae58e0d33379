/**
 * A loop that turns when woken or when its own time has come. `turn` returns the milliseconds until it wants to turn again,
 * or null to sleep until woken. An error is handed on and the loop turns again after a second: the process lives.
 */
export interface Turning {
  wake(): void;
  /** Waits for the turn under way. */
  stop(): Promise<void>;
}

/** Longest sleep, so that a clock set back or a missed wake heals by itself. */
const longestSleep = 30_000;

export function turning(turn: () => Promise<number | null>, onError: (error: unknown) => void): Turning {
  let isStopped = false;
  let isWoken = false;
  let rouse: (() => void) | null = null;

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!isStopped) {
      isWoken = false;
      let pause: number | null = 1000;
      try {
        pause = await turn();
      } catch (error) {
        onError(error);
      }
      if (!isWoken && !isStopped && pause !== 0) await sleep(Math.min(pause ?? longestSleep, longestSleep));
      rouse = null;
    }
  };
  const running = run();

  return {
    wake() {
      isWoken = true;
      rouse?.();
    },
    stop() {
      isStopped = true;
      rouse?.();
      return running;
    },
  };
}

/**
 * Lets work pass for so many milliseconds, and then the event loop turn: what comes in from outside is answered between two pieces of
 * work, however much work there is. What passes in one turn may still share a transaction.
 */
export function turnstile(most: number, now: () => number): () => Promise<void> {
  let last = Promise.resolve();
  let until = Number.NEGATIVE_INFINITY;
  return () => {
    // Whoever passed has done his work, as far as he does not wait for anything, before the next one is asked.
    last = last.then(async () => {
      if (now() < until) return;
      await new Promise((resolve) => setImmediate(resolve));
      until = now() + most;
    });
    return last;
  };
}

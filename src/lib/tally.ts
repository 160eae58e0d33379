/** One of several things that are being done. */
export interface TallyPart {
  tell(done: number, of: number): void;
  /** All of it is done. */
  end(): void;
}

/** Adds up how far several things have come, each of which counts for itself alone. */
export function createTally(tell: (done: number, of: number) => void): { part(): TallyPart } {
  let [done, of] = [0, 0];
  return {
    part() {
      let [ownDone, ownOf] = [0, 0];
      const told = (partDone: number, partOf: number): void => {
        done += partDone - ownDone;
        of += partOf - ownOf;
        [ownDone, ownOf] = [partDone, partOf];
        tell(done, of);
      };
      return { tell: told, end: () => told(ownOf, ownOf) };
    },
  };
}

/** What goes wrong on the line instead of an errcode; `lost-answer` does the deed and then hangs up. */
export type LineFault = 'reset' | 'hang' | 'lost-answer' | 'http-502' | 'not-json';
export type Fault = number | LineFault;

/** Faults ordered by a test for the next calls of a path; `*` is any path. */
export function createFaults() {
  const planned = new Map<string, Fault[]>();
  let isOut = false;
  return {
    failNext(path: string, fault: Fault, times = 1): void {
      const queue = planned.get(path) ?? [];
      planned.set(path, [...queue, ...Array.from({ length: times }, () => fault)]);
    },
    /** Nothing but a proxy's 502 comes, until it is over. */
    setOutage: (out: boolean): void => void (isOut = out),
    take: (path: string): Fault | undefined =>
      isOut ? 'http-502' : (planned.get(path)?.shift() ?? planned.get('*')?.shift()),
  };
}

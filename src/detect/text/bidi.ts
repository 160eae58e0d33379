const override = 0x202e;
const end = 0x202c;

/** Where each character of a text is read: `turned` ones are written the other way round. */
export type Visit = (from: number, to: number, turned: boolean) => void;

export function isTurnedSomewhere(text: string): boolean {
  return text.includes('\u202e');
}

/** Visits the characters in the order people see them: what follows a right-to-left override is shown from its end, up to its end sign or the line's. */
export function eachAsSeen(text: string, visit: Visit): void {
  for (let index = 0; index < text.length;) {
    const code = text.codePointAt(index) ?? 0;
    const next = index + (code > 0xffff ? 2 : 1);
    visit(index, next, false);
    index = next;
    if (code !== override) continue;
    const stop = endOfOverride(text, next);
    const starts: number[] = [];
    for (let at = next; at < stop; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
    for (let at = starts.length - 1; at >= 0; at--) visit(starts[at] ?? 0, starts[at + 1] ?? stop, true);
    index = stop;
  }
}

function endOfOverride(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a || code === 0x0d || code === 0x2029) return index;
    if (code >= 0x202a && code <= override && code !== end) depth++;
    if (code === end && --depth === 0) return index;
  }
  return text.length;
}

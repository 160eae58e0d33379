/** Sentences and lines of a text, looked up by position; cut once, when first asked. */
export interface Pieces {
  sentenceAt(position: number): readonly [start: number, end: number];
  lineAt(position: number): readonly [start: number, end: number];
}

export function piecesOf(text: string): Pieces {
  const sentences = cutter(text, '。!?;\n');
  const lines = cutter(text, '\n');
  return { sentenceAt: sentences, lineAt: lines };
}

function cutter(text: string, marks: string): (position: number) => readonly [number, number] {
  let cuts: readonly number[] | null = null;
  let latest: readonly [number, number] | null = null;
  return (position) => {
    // Whoever asks mostly asks about the same place several times.
    if (latest && position >= latest[0] && position <= latest[1]) return latest;
    cuts ??= cutsOf(text, marks);
    const next = firstAtLeast(cuts, position);
    const last = cuts[next - 1];
    latest = [last === undefined ? 0 : last + 1, cuts[next] ?? text.length];
    return latest;
  };
}

function cutsOf(text: string, marks: string): readonly number[] {
  const codes = new Set([...marks].map((mark) => mark.charCodeAt(0)));
  const cuts: number[] = [];
  for (let index = 0; index < text.length; index++) if (codes.has(text.charCodeAt(index))) cuts.push(index);
  return cuts;
}

function firstAtLeast(sorted: readonly number[], position: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

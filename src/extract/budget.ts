import { Exhausted, Unread } from '#extract/unread.ts';

/** What one file may take, everything inside it included. */
export interface Limits {
  /** Milliseconds in a worker. */
  readonly millis: number;
  /** Bytes of resident memory of a worker. */
  readonly memory: number;
  /** Pages whose text is read. */
  readonly pages: number;
  /** Pictures and rendered pages. */
  readonly pictures: number;
  /** Entries of archives and of formats that are archives. */
  readonly entries: number;
  /** Files inside files. */
  readonly depth: number;
  /** Bytes all packed things may come to, and one of them. */
  readonly inflated: number;
  readonly inflatedPart: number;
  /** Characters. */
  readonly text: number;
  /** Pieces of text and gaps. */
  readonly pieces: number;
}

const mega = 1024 * 1024;

export const defaultLimits: Limits = {
  millis: 40_000,
  memory: 700 * mega,
  pages: 2000,
  pictures: 60,
  entries: 10_000,
  depth: 4,
  inflated: 300 * mega,
  inflatedPart: 80 * mega,
  text: 8_000_000,
  pieces: 20_000,
};

/** Counts what a file takes and throws Exhausted where it is over. */
export interface Budget {
  readonly limits: Limits;
  spend(what: 'pages' | 'entries' | 'text' | 'pieces', amount?: number): void;
  /** One more picture; false once they are used up, for the rest of the file goes on. */
  picture(): boolean;
  /** How many bytes the next packed thing may come to. */
  roomToInflate(): number;
  /** Packed things of a declared size; refused before a byte is unpacked. */
  inflated(bytes: number): void;
}

export function createBudget(limits: Limits): Budget {
  const spent = { pages: 0, entries: 0, text: 0, pieces: 0, inflated: 0, pictures: 0 };
  return {
    limits,
    spend(what, amount = 1) {
      spent[what] += amount;
      if (spent[what] > limits[what]) throw new Exhausted('oversize');
    },
    picture: () => ++spent.pictures <= limits.pictures,
    roomToInflate: () => Math.min(limits.inflatedPart, limits.inflated - spent.inflated),
    inflated(bytes) {
      if (bytes > limits.inflatedPart) throw new Unread('oversize');
      spent.inflated += bytes;
      if (spent.inflated > limits.inflated) throw new Exhausted('oversize');
    },
  };
}

import type { Fingerprint, FingerprintFacts, Grain } from '#model/fingerprint.ts';

/** Finds documents by the hash of a piece. Made anew when a document comes or goes. */
export interface PieceIndex {
  readonly grains: readonly Grain[];
  /** Numbers of the documents that hold the piece; none where too many do. Each weighs 1 divided by their number. */
  holders(hash: number): readonly number[];
  document(number: number): FingerprintFacts;
}

/** What stands in more documents than this is boilerplate. */
const mostHolders = 6;
/** A document of which so much is known already is a copy: it makes nothing common, and only what is new of it is added. */
const isCopyFrom = 0.7;
const nobody: readonly number[] = [];

/** `common`: hashes of set phrases, which tell nothing. */
export function indexPieces(documents: readonly Fingerprint[], common: ReadonlySet<number>): PieceIndex | null {
  if (documents.length === 0) return null;
  const table = createTable(documents.reduce((sum, { hashes }) => sum + hashes.length, 0));
  const facts: FingerprintFacts[] = [];
  const holders = (hash: number): readonly number[] => {
    const found = table.find(hash);
    return found.length > mostHolders ? nobody : found;
  };
  for (const { hashes, ...document } of documents) {
    const number = facts.push(document) - 1;
    const original = originalOf(hashes, table.find);
    const known = original === null ? undefined : facts[original];
    if (original !== null && known && document.confidence > known.confidence) facts[original] = document;
    for (const hash of hashes) {
      if (common.has(hash) || (original !== null && table.find(hash).length > 0)) continue;
      table.add(hash, number);
    }
  }
  return {
    grains: [...new Set(documents.map(({ grain }) => grain))],
    holders,
    document(number) {
      const found = facts[number];
      if (!found) throw new Error(`document: expected a number below ${facts.length}, got ${number}`);
      return found;
    },
  };
}

function originalOf(hashes: Float64Array, find: (hash: number) => readonly number[]): number | null {
  const shared = new Map<number, number>();
  for (const hash of hashes) for (const number of find(hash)) shared.set(number, (shared.get(number) ?? 0) + 1);
  let best: number | null = null;
  for (const [number, count] of shared) if (count > (best === null ? 0 : (shared.get(best) ?? 0))) best = number;
  return best !== null && (shared.get(best) ?? 0) >= hashes.length * isCopyFrom ? best : null;
}

/**
 * Open addressing in typed arrays: a Map of a million doubles takes ten times the room. A slot holds 32 bits of the hash and, beside
 * them, the newest of its holders; the others hang on it.
 */
function createTable(most: number) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, most * 2)));
  const slots = new Uint32Array(size * 2);
  const holder = new Int32Array(most + 1);
  const older = new Uint32Array(most + 1);
  let count = 0;
  const slotOf = (hash: number): number => {
    const check = checkOf(hash);
    let slot = ((hash >>> 0) & (size - 1)) * 2;
    while (slots[slot + 1] !== 0 && slots[slot] !== check) slot = slot + 2 === slots.length ? 0 : slot + 2;
    return slot;
  };
  return {
    add(hash: number, document: number): void {
      const slot = slotOf(hash);
      holder[++count] = document;
      older[count] = slots[slot + 1] ?? 0;
      slots[slot] = checkOf(hash);
      slots[slot + 1] = count;
    },
    /** At most one more than `mostHolders`. */
    find(hash: number): readonly number[] {
      let entry = slots[slotOf(hash) + 1] ?? 0;
      if (entry === 0) return nobody;
      const found: number[] = [];
      for (; entry !== 0 && found.length <= mostHolders; entry = older[entry] ?? 0) found.push(holder[entry] ?? 0);
      return found;
    },
  };
}

function checkOf(hash: number): number {
  return Math.floor(hash / 0x200000);
}

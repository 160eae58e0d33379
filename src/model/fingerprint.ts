import type { Category } from '#model/category.ts';
import type { CaseId, Moment } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';

/** Registered by the office, or taken from a post that was withdrawn. */
export const fingerprintSources = ['registered', 'withdrawn'] as const;
export type FingerprintSource = (typeof fingerprintSources)[number];

/** How long the hashed pieces are. Coarse ones say less of the text: for what is suspected to be a state secret. */
export const grains = ['fine', 'coarse'] as const;
export type Grain = (typeof grains)[number];

/** What is known of a document by name. */
export interface FingerprintFacts {
  readonly id: string;
  /** The office's own label, or the number of the case. */
  readonly name: string;
  readonly category: Category;
  readonly source: FingerprintSource;
  /** How sure it is that the document must not be posted: of a registered or upheld one 1, else the verdict's. */
  readonly confidence: number;
  readonly grain: Grain;
  readonly addedAt: Moment;
  readonly endsAt: Moment | null;
  /** The case it was taken from. */
  readonly case: CaseId | null;
  /** False while its post has been neither withdrawn nor asked for: then it finds nothing. */
  readonly isLive: boolean;
  /** The account that registered it; absent: it was taken from a post, or nobody wrote it down. */
  readonly by?: string;
}

/** Keyed hashes of some of a document's pieces, each once; no text is kept (facts: no secret is brought in to find secrets). */
export interface Fingerprint extends FingerprintFacts {
  readonly hashes: Float64Array;
}

/** A document as it is handed in: bytes that are read, hashed and forgotten. */
export interface HandedIn {
  /** The file's own name. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Why nothing was registered; `says` is Chinese. A mark, or what a post would be held for, stops everything: the document must not be here at all. */
export interface NotRegistered {
  readonly ok: false;
  readonly refused: 'marked' | 'suspected' | 'unread' | 'short' | 'category';
  readonly says: string;
}

/** What a text was known by. */
export interface Tested {
  readonly ok: true;
  readonly found: readonly {
    readonly id: string;
    readonly source: FingerprintSource | 'picture';
    /** The office's own label, or the number of the case. */
    readonly name: string;
    readonly category: Category;
    readonly confidence: number;
    /** The passage is that document's and nothing else. */
    readonly isWhole: boolean;
  }[];
  /** What could not be read, in words. */
  readonly unread: readonly string[];
}

/** Takes documents in to be known again, and tries texts against what is known. Keeps no text. */
export interface Registrar {
  /** What a document may be registered as. */
  readonly categories: readonly { readonly id: Category; readonly title: string }[];
  readonly usual: Category;
  register(
    document: HandedIn & { readonly name: string; readonly category: Category; readonly endsAt: Moment | null },
    by: string,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true; readonly id: string; readonly pieces: number } | NotRegistered>;
  test(given: HandedIn | { readonly text: string }, signal: AbortSignal): Promise<Tested | NotRegistered>;
}

/** Keyed hashes of documents and of withdrawn posts. What becomes of a case decides about its fingerprint in the same transaction. */
export interface FingerprintStore {
  /** With a ledger row; false where the id exists. */
  add(fingerprint: Fingerprint, entry: LedgerEntry): Promise<boolean>;
  /** Newest first. */
  list(): Promise<readonly FingerprintFacts[]>;
  /** In how many cases each was a reason, prints of pictures too, and when last; those that never were are left out. */
  hits(): Promise<ReadonlyMap<string, { readonly number: number; readonly lastAt: Moment }>>;
  /** With a ledger row; false where there is none of that id. */
  remove(id: string, entry: LedgerEntry): Promise<boolean>;
  /** Those that count now, oldest first. */
  live(source: FingerprintSource, now: Moment): Promise<readonly Fingerprint[]>;
  /** Of a case, whether or not it counts. */
  ofCase(id: CaseId): Promise<Fingerprint | null>;
  /** Rings when `live` may answer differently. Returns how to stop. */
  watch(source: FingerprintSource, listener: () => void): () => void;
}

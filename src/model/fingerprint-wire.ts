import type { Category } from '#model/category.ts';
import type { FingerprintSource, Tested } from '#model/fingerprint.ts';
import type { CaseId, Moment } from '#model/ids.ts';

/** Registered by the office, taken from a post, or the print of a picture of one. */
export const fingerprintKinds = ['registered', 'withdrawn', 'picture'] as const;
export type FingerprintKind = FingerprintSource | 'picture';

/** GET /fingerprints?kind=registered|withdrawn|picture&sought=…&page=1: newest first, 50 a page. */
export interface FingerprintsWire {
  readonly rows: readonly FingerprintRowWire[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly counts: Readonly<Record<FingerprintKind, number>>;
  /** What a document may be registered as. */
  readonly categories: readonly { readonly id: Category; readonly title: string }[];
  readonly usual: Category;
}

export interface FingerprintRowWire {
  readonly id: string;
  readonly kind: FingerprintKind;
  /** The office's own label, or the number of the case. */
  readonly name: string;
  readonly categoryTitle: string;
  readonly addedAt: Moment;
  /** Who registered it; null: taken from a post, or not written down. */
  readonly byName: string | null;
  readonly endsAt: Moment | null;
  /** False: it finds nothing, for its post was neither withdrawn nor upheld. */
  readonly isLive: boolean;
  readonly hits: number;
  readonly lastHitAt: Moment | null;
  readonly case: CaseId | null;
}

/** POST /fingerprints?name=…&category=…&until=…&file=… with the file's bytes -> 201; 422 `marked`, `unread`, `short`: nothing is kept. */
export interface RegisteredWire {
  readonly id: string;
  readonly name: string;
  readonly pieces: number;
}

/** POST /fingerprints/remove -> 204. */
export interface RemoveFingerprintWire {
  readonly id: string;
  readonly kind: FingerprintKind;
}

/** POST /fingerprints/test { text }, POST /fingerprints/test-file?file=… with bytes: nothing is kept; 422 `marked`. */
export type TestedWire = Omit<Tested, 'found'> & {
  readonly found: readonly (Tested['found'][number] & { readonly categoryTitle: string })[];
};

import { fingerprintSources, type FingerprintSource, type Grain } from '#model/fingerprint.ts';
import type { Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import type { FingerprintParts } from '#detect/fingerprint/fingerprint-detector.ts';
import { commonPieces, type FingerprintRules } from '#detect/fingerprint/fingerprint-rules.ts';
import { indexPieces, type PieceIndex } from '#detect/fingerprint/piece-index.ts';
import { fingerprintOf } from '#detect/fingerprint/print.ts';
import { sipHash } from '#lib/sip-hash.ts';

export interface FingerprintSetting {
  readonly store: Pick<Store, 'fingerprints'>;
  readonly rules: FingerprintRules;
  readonly key: Buffer;
  readonly clock: () => Moment;
}

export interface KnownDocuments extends FingerprintParts {
  readonly pieces: (texts: readonly string[], grain: Grain) => Float64Array | null;
}

/** The documents of the store as the detector searches them; a change is seen by the next post. */
export function openFingerprints({ store, rules, key, clock }: FingerprintSetting): KnownDocuments {
  const hash = sipHash(key);
  const common = commonPieces(rules.common, hash);
  const loaded = new Map<FingerprintSource, Promise<PieceIndex | null>>();
  const load = async (source: FingerprintSource): Promise<PieceIndex | null> =>
    indexPieces(await store.fingerprints.live(source, clock()), common);
  const current = async (source: FingerprintSource): Promise<PieceIndex | null> => {
    const index = loaded.get(source) ?? load(source);
    loaded.set(source, index);
    try {
      return await index;
    } catch (error) {
      // The post that asked fails; the next one asks again.
      loaded.delete(source);
      throw error;
    }
  };
  for (const source of fingerprintSources) store.fingerprints.watch(source, () => loaded.delete(source));
  return {
    rules,
    hash,
    pieces: (texts, grain) => fingerprintOf(texts, grain, hash),
    async indexes() {
      const all = await Promise.all(fingerprintSources.map(current));
      return all.filter((index) => index !== null);
    },
  };
}

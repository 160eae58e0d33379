import type { ContactWire } from '#model/console-wire.ts';
import type { DigestSection, DigestWork, Rhythm } from '#model/digest.ts';
import type { Moment } from '#model/ids.ts';

export interface DigestListWire {
  readonly digests: readonly {
    readonly id: string;
    readonly title: string;
    readonly rhythm: Rhythm;
    readonly madeAt: Moment;
  }[];
}

export interface DigestWire {
  readonly id: string;
  readonly title: string;
  readonly rhythm: Rhythm;
  readonly madeAt: Moment;
  readonly sections: readonly (Omit<DigestSection, 'chart'> & {
    /** Drawn by the server. */
    readonly chart: { readonly title: string; readonly svg: string } | null;
  })[];
}

export interface DigestPageWire {
  readonly digest: DigestWire;
  /** Null for who may not work on cases. */
  readonly work: DigestWork | null;
}

export interface MyDigestsWire {
  readonly office: ContactWire;
  /** Newest first. */
  readonly digests: readonly DigestWire[];
}

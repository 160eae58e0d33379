import type { CaseState } from '#model/case.ts';
import type { Kind } from '#model/category.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { LedgerEvent } from '#model/ledger.ts';
import type { Verdict } from '#model/verdict.ts';

/** Days begin `offset` milliseconds before UTC's; `day` counts them from the epoch. */
export interface Days {
  readonly from: Moment;
  readonly until: Moment;
  readonly offset: number;
}

/** By number of the span; one in which nothing happened is left out. */
export interface GroupFigures {
  readonly posts: readonly { readonly at: number; readonly posts: number; readonly gaps: number }[];
  readonly cases: readonly { readonly at: number; readonly found: number; readonly withdrawn: number }[];
}

/** Numbers for the overview and the digests, never a person. */
export interface FigureStore {
  posts(days: Days): Promise<
    readonly {
      readonly day: number;
      readonly outcome: Verdict['outcome'];
      readonly posts: number;
      readonly gaps: number;
    }[]
  >;
  cases(days: Days): Promise<
    readonly {
      readonly day: number;
      readonly kind: Kind | 'none';
      readonly group: GroupId;
      readonly state: CaseState;
      readonly number: number;
    }[]
  >;
  /** How many cases of each sender were detected. */
  senders(
    span: Pick<Days, 'from' | 'until'>,
  ): Promise<readonly { readonly person: Pseudonym; readonly number: number }[]>;
  /** Of one group, by spans of `span` milliseconds counted from `from`; cases without those of a person. */
  ofGroup(
    group: GroupId,
    days: Pick<Days, 'from' | 'until'> & { readonly span: number },
    without: Pseudonym | null,
  ): Promise<GroupFigures>;
  /** Tokens that are valid now, and what was sent in the last hour where a platform counts. */
  platform(now: Moment): Promise<{ readonly tokens: number; readonly sends: number }>;
  events(from: Moment, events: readonly LedgerEvent[]): Promise<Readonly<Partial<Record<LedgerEvent, number>>>>;
}

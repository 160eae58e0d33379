import type { Case } from '#model/case.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Store } from '#model/store.ts';
import { aCase, aGroupRow, aTrace, aUnit, minutes } from './store-rows.ts';

const day = 86_400_000;

export interface Month {
  readonly begun: number;
  readonly groups: number;
  readonly days: number;
  /** Each day, over all groups. */
  readonly cases: number;
  readonly posts: number;
}

/** Fills a store with the days of a unit: posts, cases, withdrawals, takeovers and rulings, evenly and without chance. */
export async function liveMonth(store: Store, { begun, groups, days, cases, posts }: Month): Promise<void> {
  await store.record({
    unit: aUnit({ roster: [{ person: 'p-duty', title: '值班' }] }),
    groups: Array.from({ length: groups }, (_, n) =>
      aGroupRow(`sandbox:g${n}`, {
        name: `第${n}科工作群`,
        owner: `p-owner${n % 50}`,
        introducedAt: begun,
        answeredAt: begun,
      }),
    ),
    ledger: [{ at: begun, event: 'group-joined', actor: { kind: 'bot' } }],
  });
  for (let d = 0; d < days; d++) {
    const made = Array.from({ length: cases }, (_, n) => caseOf(d, n, { begun, groups }));
    await store.record({
      cases: made.map(({ one }) => one),
      ledger: made.flatMap(({ entries }) => entries).toSorted((a, b) => a.at - b.at),
    });
    await Promise.all(
      Array.from({ length: posts }, (_, n) =>
        store.record({
          trace: aTrace(`sandbox:post-${d}-${n}`, { group: `sandbox:g${n % groups}`, at: begun + d * day + n * 40 }),
        }),
      ),
    );
  }
}

const kinds = ['scope', 'scope', 'personal-data', 'risky-request', 'none', 'classified'] as const;

function caseOf(d: number, n: number, { begun, groups }: Pick<Month, 'begun' | 'groups'>) {
  const at = begun + d * day + 9 * 3_600_000 + n * 1000;
  const id = `c${d}-${n}`;
  const isLate = n % 5 === 0;
  const withdrawnAt = at + (isLate ? 90 : 3) * minutes;
  const kind = kinds[(d + n) % kinds.length] ?? 'scope';
  const isGrave = kind === 'classified';
  const what = n % 8 === 0 ? 'overturned' : 'upheld';
  const one: Case = aCase(id, {
    group: `sandbox:g${(n * 7) % groups}`,
    sender: `p${(d * 31 + n) % 400}`,
    detectedAt: at,
    kind,
    outcome: kind === 'none' ? 'review' : 'violation',
    gaps: n % 9 === 0 ? [{ file: 'sandbox:f1', from: 'body', media: 'file', why: 'encrypted' }] : [],
    recallBy: at + 60 * minutes,
    withdrawnAt,
    withdrawnBy: 'sender',
    escalatedAt: isGrave ? at : null,
    acknowledgedAt: isGrave ? at + (n % 4) * 12 * minutes : null,
    ruling: { what, why: '已核', by: 'a1', at: at + 120 * minutes, confirmedBy: null },
    state: what,
    closedAt: at + 120 * minutes,
  });
  const entry = (event: LedgerEntry['event'], when: number): LedgerEntry => ({
    at: when,
    event,
    actor: { kind: 'bot' },
    case: id,
    post: one.post,
    group: one.group,
  });
  const entries = [
    entry('verdict', at),
    entry('recall-requested', at),
    ...(isGrave ? [entry('escalated', at)] : []),
    entry('withdrawn', withdrawnAt),
    entry(what, at + 120 * minutes),
  ];
  return { one, entries };
}

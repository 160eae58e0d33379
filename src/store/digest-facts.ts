import type { Case } from '#model/case.ts';
import type { DigestEvent, DigestWork } from '#model/digest.ts';
import type { Moment } from '#model/ids.ts';
import type { DigestStore, Trace } from '#model/store.ts';
import { day, minute, type Base } from '#store/base.ts';
import { fromJson } from '#store/database.ts';

interface CaseRow {
  readonly record: string;
}

/** So long after it was asked for a recall, or told of an escalation, is settled at the latest. */
const settledWithin = 2 * day;
/** How long the first contact has to take a case over (escalation.ts). */
const takeoverTerm = 30 * minute;
/** As many deadlines as a page shows. */
const mostDeadlines = 50;

/** What happened, read from the record of each case something happened to; the posts are only counted. */
export function digestFacts({ sql }: Base): Pick<DigestStore, 'events' | 'posts' | 'work' | 'begunAt'> {
  const detected = sql.prepare<[from: Moment, to: Moment], CaseRow>(
    'SELECT record FROM cases WHERE detected_at >= $1 AND detected_at < $2 ORDER BY detected_at, id',
  );
  const touched = sql.prepare<[from: Moment, to: Moment], CaseRow>(
    `SELECT record FROM cases WHERE id IN (
       SELECT case_id FROM ledger WHERE at >= $1 AND at < $2
         AND event IN ('recall-requested', 'retracted', 'withdrawn', 'escalated', 'acknowledged', 'upheld', 'overturned'))`,
  );
  const examined = sql.prepare<[from: Moment, to: Moment], { number: number }>(
    'SELECT count(*) AS number FROM tallies WHERE at >= $1 AND at < $2',
  );
  const first = sql.prepare<[], { at: Moment | null }>('SELECT min(at) AS at FROM ledger WHERE number = 1');
  const undecided = sql.prepare<[], CaseRow>(
    'SELECT record FROM cases WHERE decided_at IS NULL ORDER BY detected_at, id',
  );
  // What was let pass unread has no case; the trace tells of it for its short term.
  const unread = sql.prepare<[from: Moment, to: Moment], CaseRow>(
    `SELECT record FROM traces WHERE at >= $1 AND at < $2 AND record LIKE '%"gapReasons":["%'
       AND post NOT IN (SELECT post FROM cases) ORDER BY at, post`,
  );
  const read = (rows: readonly CaseRow[]): readonly Case[] => rows.map(({ record }) => fromJson<Case>(record));
  return {
    async events({ from, to }) {
      const progress = read(touched.all(from - settledWithin, to)).flatMap((one) => progressOf(one));
      return [
        ...read(detected.all(from, to)).flatMap((one) => detectionOf(one)),
        ...unread.all(from, to).flatMap(({ record }) => unreadOf(fromJson<Trace>(record))),
        ...progress.filter(({ at }) => at >= from && at < to),
      ];
    },
    posts: async ({ from, to }) => examined.get(from, to)?.number ?? 0,
    work: async (now) => workOf(read(undecided.all()), now),
    begunAt: async () => first.get()?.at ?? null,
  };
}

function detectionOf(one: Case): readonly DigestEvent[] {
  const common = { at: one.detectedAt, group: one.group, person: one.sender, seconds: null };
  const isGrave = one.kind === 'classified' || one.kind === 'solicitation';
  const reasons = [...new Set(one.gaps.map(({ why }) => why))];
  return [
    { ...common, stream: isGrave ? 'serious' : 'reminders', key: one.kind },
    ...reasons.map((key) => ({ ...common, stream: 'unread' as const, key })),
  ];
}

function unreadOf({ at, group, sender: person, gapReasons = [] }: Trace): readonly DigestEvent[] {
  return gapReasons.map((key) => ({ stream: 'unread', at, key, group, person, seconds: null }));
}

/** Each is told at the moment it is settled, from when on it no longer changes. */
function progressOf(one: Case): readonly DigestEvent[] {
  const common = { group: one.group, person: one.sender };
  const { ruling, withdrawnAt, recallBy, escalatedAt, acknowledgedAt } = one;
  const recall = settled(withdrawnAt, recallBy);
  const takeover = escalatedAt === null ? null : settled(acknowledgedAt, escalatedAt + takeoverTerm);
  const isRuled = ruling !== null && (one.state === 'upheld' || one.state === 'overturned');
  return [
    ...(recall
      ? [
          {
            ...common,
            ...recall,
            stream: 'recalls' as const,
            seconds: recall.key === 'in-time' ? (recall.at - one.detectedAt) / 1000 : null,
          },
        ]
      : []),
    ...(takeover ? [{ ...common, ...takeover, stream: 'takeovers' as const, seconds: null }] : []),
    ...(isRuled ? [{ ...common, stream: 'rulings' as const, at: ruling.at, key: one.state, seconds: null }] : []),
  ];
}

/** Done, or the term is over: whichever came first. Without a term only what was done is settled. */
function settled(doneAt: Moment | null, by: Moment | null): { readonly at: Moment; readonly key: string } | null {
  if (doneAt !== null && (by === null || doneAt <= by)) return { at: doneAt, key: 'in-time' };
  return by === null ? null : { at: by, key: 'late' };
}

function workOf(cases: readonly Case[], now: Moment): DigestWork {
  const open = cases.filter((one) => needsPerson(one));
  const age = (one: Case): number => (now - one.detectedAt) / day;
  const count = (from: number, to: number): number => open.filter((one) => age(one) >= from && age(one) < to).length;
  const deadlines = open.flatMap(({ id, reportBy, report, recallBy, withdrawnAt, state }) => [
    ...(reportBy !== null && report === null ? [{ case: id, what: 'report' as const, by: reportBy }] : []),
    ...(state === 'recall-requested' && withdrawnAt === null && recallBy !== null
      ? [{ case: id, what: 'recall' as const, by: recallBy }]
      : []),
  ]);
  return {
    todo: open.filter(({ state }) => state !== 'recall-requested').length,
    appeals: open.filter(({ appeal }) => appeal !== null && appeal.answeredAt === null).length,
    oldestAt: open[0]?.detectedAt ?? null,
    ages: [count(-1, 1), count(1, 3), count(3, 7), count(7, Infinity)],
    deadlines: deadlines.toSorted((a, b) => a.by - b.by).slice(0, mostDeadlines),
  };
}

function needsPerson({ closedAt, appeal, report, reportBy }: Case): boolean {
  return closedAt === null || (appeal !== null && appeal.answeredAt === null) || (reportBy !== null && report === null);
}

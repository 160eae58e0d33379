import { streams, type DigestEvent, type Margin, type Segment, type Stream } from '#model/digest.ts';
import type { Moment } from '#model/ids.ts';
import { gapReasons } from '#model/post.ts';
import { fewest, peopleIn, split } from '#digest/cells.ts';
import type { DayEnd } from '#digest/periods.ts';

/** How a stream is told: by which keys, and how long a split may wait until all its cells are large enough to stand alone. */
interface Manner {
  readonly keys: readonly string[];
  /** Weeks after which the keys are told as they are. */
  readonly keyWeeks: number;
  readonly hasGroups: boolean;
}

const quarter = 13;
export const manners: Readonly<Record<Stream, Manner>> = {
  reminders: { keys: ['scope', 'personal-data', 'risky-request', 'none'], keyWeeks: 1, hasGroups: true },
  serious: { keys: ['classified', 'solicitation'], keyWeeks: 1, hasGroups: false },
  unread: { keys: gapReasons, keyWeeks: 1, hasGroups: false },
  recalls: { keys: ['in-time', 'late'], keyWeeks: quarter, hasGroups: false },
  rulings: { keys: ['upheld', 'overturned'], keyWeeks: quarter, hasGroups: false },
  takeovers: { keys: ['in-time', 'late'], keyWeeks: quarter, hasGroups: false },
};

export interface Closing {
  /** All that was closed before. */
  readonly closed: readonly Segment[];
  /** All events since the earliest moment anything is open (`openSince`). */
  readonly events: readonly DigestEvent[];
  /** The moment counting began. */
  readonly begun: Moment;
  /** Ends of the days that are over, from `openSince` on, oldest first. */
  readonly dayEnds: readonly DayEnd[];
  /** Groups that may be told apart. */
  readonly groups: readonly string[];
  readonly least?: number;
}

/** From when on events are needed to close what is open. */
export function openSince(closed: readonly Segment[], begun: Moment): Moment {
  const ends = streams.flatMap((stream) => marginsOf(stream).map((margin) => endOf(closed, stream, margin, begun)));
  return Math.min(...ends);
}

/**
 * What can be told now and could not before. A stream's whole is told in spans of days that grow until they hold enough people; its split by
 * key or group is told for unions of such spans. So no difference of figures is finer than a cell that has been told.
 */
export function closeSegments(closing: Closing): readonly Segment[] {
  return streams.flatMap((stream) => {
    const wholes = closeWholes(stream, closing);
    const all = [...closing.closed.filter((one) => one.stream === stream && one.margin === 'all'), ...wholes];
    const splits = marginsOf(stream).filter((margin) => margin !== 'all');
    return [...wholes, ...splits.flatMap((margin) => closeSplits(stream, margin, all, closing))];
  });
}

function marginsOf(stream: Stream): readonly Margin[] {
  return manners[stream].hasGroups ? ['all', 'key', 'group'] : ['all', 'key'];
}

function endOf(closed: readonly Segment[], stream: Stream, margin: Margin, begun: Moment): Moment {
  return closed.reduce(
    (end, one) => (one.stream === stream && one.margin === margin ? Math.max(end, one.to) : end),
    begun,
  );
}

function closeWholes(stream: Stream, { closed, events, begun, dayEnds, least = fewest }: Closing): readonly Segment[] {
  const own = events.filter((event) => event.stream === stream);
  const fresh: Segment[] = [];
  let from = endOf(closed, stream, 'all', begun);
  for (const { at: to } of dayEnds) {
    if (to <= from) continue;
    const within = inSpan(own, from, to);
    if (peopleIn(within) < least) continue;
    fresh.push({ stream, margin: 'all', from, to, cells: [], rest: within.length });
    from = to;
  }
  return fresh;
}

function closeSplits(
  stream: Stream,
  margin: Margin,
  wholes: readonly Segment[],
  { closed, events, begun, dayEnds, groups, least = fewest }: Closing,
): readonly Segment[] {
  const own = events.filter((event) => event.stream === stream);
  const fresh: Segment[] = [];
  let from = endOf(closed, stream, margin, begun);
  for (const end of dayEnds) {
    // Keys are told at the end of a week, groups at the end of a month.
    if (!(margin === 'group' ? end.endsMonth : end.endsWeek)) continue;
    const spans = wholes.filter((whole) => whole.from >= from && whole.to <= end.at);
    const to = spans.at(-1)?.to ?? from;
    if (to === from) continue;
    const by = margin === 'group' ? byGroup(groups) : byKey(manners[stream].keys);
    const parts = split(inSpan(own, from, to), { ...by, least });
    if (parts.rest !== null && margin === 'key' && isEarly(from, end.at, manners[stream].keyWeeks)) continue;
    fresh.push({ stream, margin, from, to, ...withRest(parts, spans) });
    from = to;
  }
  return fresh;
}

const week = 7 * 86_400_000;

/** A split that has a rest may wait for more, so that in the end its rarer key can be told. */
function isEarly(from: Moment, now: Moment, weeks: number): boolean {
  return weeks > 1 && now - from < weeks * week;
}

/** The rest is what the wholes say less the cells: should a case have been purged meanwhile, that does not show either. */
function withRest(
  { cells, rest }: ReturnType<typeof split>,
  spans: readonly Segment[],
): Pick<Segment, 'cells' | 'rest'> {
  const told = spans.reduce((sum, span) => sum + (span.rest ?? 0), 0);
  const left = told - cells.reduce((sum, { count }) => sum + count, 0);
  if (rest !== null) return { cells, rest: left };
  return left === 0 ? { cells, rest: null } : { cells: cells.slice(0, -1), rest: left + (cells.at(-1)?.count ?? 0) };
}

function byKey(keys: readonly string[]) {
  return { keys, keyOf: (event: DigestEvent) => event.key };
}

function byGroup(keys: readonly string[]) {
  return { keys, keyOf: (event: DigestEvent) => event.group };
}

function inSpan(events: readonly DigestEvent[], from: Moment, to: Moment): readonly DigestEvent[] {
  return events.filter(({ at }) => at >= from && at < to);
}

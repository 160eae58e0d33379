import type { TodayWire } from '#model/desk-wire.ts';
import type { Clerk } from '#model/desk.ts';
import type { Moment } from '#model/ids.ts';
import type { FigureStore } from '#model/figure-store.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { dayNumber, dayOffset, dayStart } from '#console/unit-day.ts';
import { caseRows } from '#console/views/case-view.ts';
import { peopleBook } from '#console/views/people-book.ts';
import { coverageOf, departmentsOf, groupsOf, sum, trendDays, trendOf } from '#console/views/today-view.ts';

const nearestShown = 6;
const keptFor = 5000;

interface Figures {
  readonly trend: TodayWire['trend'];
  readonly cases: Awaited<ReturnType<FigureStore['cases']>>;
  readonly events: Awaited<ReturnType<FigureStore['events']>>;
  readonly departments: TodayWire['departments'];
}

export function todayRoutes(parts: ConsoleParts): readonly Route[] {
  const figures = figuresOf(parts);
  return [
    deskRoute({
      method: 'get',
      path: '/today',
      roles: ['admin', 'reviewer', 'auditor'],
      summary: '总览：今天、待我办理、覆盖、近 30 天走势',
      reads: nothing,
      handle: async (_given, { clerk }) => ok(await today(parts, clerk, figures)),
    }),
  ];
}

/** The same for everybody, and the dearest: counted again only after some seconds, however many pages are open. */
function figuresOf({ store, timeZone, now, digests }: ConsoleParts): () => Promise<Figures> {
  const book = peopleBook(store, now);
  let kept: { readonly at: Moment; readonly figures: Promise<Figures> } | null = null;
  const count = async (at: Moment): Promise<Figures> => {
    const offset = dayOffset(timeZone, at);
    const number = dayNumber(at, offset);
    const midnight = dayStart(number, offset);
    const days = { from: dayStart(number - trendDays + 1, offset), until: midnight + 86_400_000, offset };
    const [posts, cases, events, senders, departmentOf] = await Promise.all([
      store.figures.posts(days),
      store.figures.cases(days),
      store.figures.events(midnight, ['withdrawn', 'retracted', 'upheld', 'overturned']),
      store.figures.senders(days),
      book.departmentOf(),
    ]);
    const departments = departmentsOf(senders, departmentOf, digests.share);
    return { trend: trendOf(posts, cases, { today: number, offset }), cases, events, departments };
  };
  return () => {
    const at = now();
    if (!kept || at - kept.at >= keptFor) kept = { at, figures: count(at) };
    return kept.figures;
  };
}

async function today(parts: ConsoleParts, clerk: Clerk, figures: () => Promise<Figures>): Promise<TodayWire> {
  const { store } = parts;
  const isClerk = clerk.role === 'admin' || clerk.role === 'reviewer';
  const [{ trend, cases, events, departments }, groups, waiting, lessons, bank] = await Promise.all([
    figures(),
    store.groups.list(),
    isClerk ? store.cases.waiting(clerk.account, nearestShown, clerk.person) : { number: 0, nearest: [] },
    clerk.role === 'admin' ? store.lessons.list() : [],
    isClerk ? parts.bank.awaiting(clerk.account) : { item: 0, case: 0 },
  ]);
  const [before, current] = trend.slice(-2);
  return {
    today: {
      posts: current?.posts ?? 0,
      cases: sum(Object.values(current?.cases ?? {})),
      withdrawn: (events.withdrawn ?? 0) + (events.retracted ?? 0),
      gaps: current?.gaps ?? 0,
      ruled: (events.upheld ?? 0) + (events.overturned ?? 0),
    },
    yesterday: { posts: before?.posts ?? 0, cases: sum(Object.values(before?.cases ?? {})) },
    waiting: {
      number: waiting.number,
      nearest: await caseRows(parts, waiting.nearest, clerk),
      lessons: lessons.filter(({ state }) => state === 'proposed').length,
      bank,
    },
    coverage: coverageOf(groups),
    trend,
    groups: groupsOf(cases, new Map(groups.map(({ id, name }) => [id, name]))),
    departments,
  };
}

import type { NewDeed } from '#model/deed.ts';
import { rhythms, type Digest, type DigestSettings, type Period, type Rhythm } from '#model/digest.ts';
import type { Group } from '#model/group.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { LedgerEntry } from '#model/ledger.ts';
import type { Store } from '#model/store.ts';
import { composeOffice, digestId } from '#digest/compose-office.ts';
import { composeOwner } from '#digest/compose-owner.ts';
import { closeSegments, openSince } from '#digest/close-segments.ts';
import type { Matter } from '#digest/matter.ts';
import { dayEnds, periodBefore, periodsSince } from '#digest/periods.ts';
import type { Say } from '#digest/sentences.ts';
import { usualSettings } from '#digest/settings.ts';
import type { QuizOf } from '#assembly/quiz-figures.ts';
import { daysLater, startOfDay } from '#lib/calendar.ts';
import type { Job } from '#timetable/timetable.ts';

export interface DigestParts {
  readonly store: Store;
  readonly say: Say;
  readonly doors: () => Promise<Matter['doors']>;
  /** Absent while there are no quizzes. */
  readonly quiz?: (period: Period) => Promise<QuizOf>;
  readonly hasMail: boolean;
  readonly tz: string;
  readonly onWake: () => void;
}

/** After a long sleep so many periods of a rhythm are made up for; only the last is announced. */
const mostMissed: Readonly<Record<Rhythm, number>> = { day: 7, week: 5, month: 3 };
const periodsShown = 8;

/** On the timetable every morning, rest days too: what is announced waits for office hours by itself. */
export function digestJobs(parts: DigestParts): () => Promise<readonly Job[]> {
  const maker = createDigestMaker(parts);
  return async () => [
    {
      name: 'digests',
      title: '合规简报',
      when: {
        kind: 'at',
        days: { weekdays: [1, 2, 3, 4, 5, 6, 7] },
        hour: ((await parts.store.digests.settings()) ?? usualSettings).hour,
        onRest: 'anyway',
      },
      since: 0,
      hours: 'any',
      // Each digest is recorded by itself and made once, so a run that is cut off goes on where it stood.
      async run({ now }) {
        await maker.run(now);
        return null;
      },
    },
  ];
}

/** Makes what is due: closes the figures of the days that are over, then composes each digest once. Safe to call at any time and twice. */
export function createDigestMaker(parts: DigestParts): { run(now: Moment): Promise<readonly Digest[]> } {
  const { store, tz } = parts;
  return {
    async run(now) {
      const [unit, begun] = [await store.unit(), await store.digests.begunAt()];
      if (!unit || begun === null) return [];
      const settings = (await store.digests.settings()) ?? usualSettings;
      const today = startOfDay(now, tz);
      await closeDays(parts, startOfDay(begun, tz), today);
      const made: Digest[] = [];
      const due = await duePeriods(parts, begun, now);
      // All announcements read alike, a number and a link, so of one morning there is one: with the longest period.
      const last = (wanted: readonly Rhythm[]) => due.findLast(({ rhythm }) => wanted.includes(rhythm));
      const announces = { office: last(settings.office), owners: last(settings.owners) };
      for (const period of due) made.push(...(await makePeriod(parts, { period, settings, now, announces })));
      if (made.length > 0) parts.onWake();
      return made;
    },
  };
}

async function duePeriods({ store, tz }: DigestParts, begun: Moment, now: Moment): Promise<readonly Period[]> {
  const due: Period[] = [];
  for (const rhythm of rhythms) {
    const since = (await store.digests.lastEnd(null, rhythm)) ?? begun;
    due.push(...periodsSince(rhythm, { since, now, most: mostMissed[rhythm] }, tz));
  }
  return due;
}

async function closeDays({ store, tz }: DigestParts, begun: Moment, today: Moment): Promise<void> {
  const closed = await store.digests.segments(0);
  const from = openSince(closed, begun);
  if (from >= today) return;
  const events = await store.digests.events({ from, to: today });
  const groups = (await store.groups.list()).map(({ id }) => id);
  const fresh = closeSegments({ closed, events, begun, dayEnds: dayEnds(from, today, tz), groups });
  if (fresh.length > 0) await store.digests.close(fresh);
}

interface Turn {
  readonly period: Period;
  readonly settings: DigestSettings;
  readonly now: Moment;
  /** The period whose digests are announced. */
  readonly announces: { readonly office: Period | undefined; readonly owners: Period | undefined };
}

async function makePeriod(parts: DigestParts, turn: Turn): Promise<readonly Digest[]> {
  const { store } = parts;
  const { period, settings } = turn;
  const quizOf: QuizOf = (await parts.quiz?.(period)) ?? (() => null);
  const matter = { ...(await matterOf(parts, turn)), quiz: quizOf(null) };
  const made: Digest[] = [];
  // The unit's digest is made in any case: it is the mark that this period is done, and the console shows it.
  for (const owner of settings.owners.includes(period.rhythm) ? ownersOf(matter.groups) : []) {
    if ((await store.digests.find(digestId(owner, period))) !== null) continue;
    const groups = matter.groups.filter((group) => group.owner === owner);
    const quiz = quizOf(groups.map(({ id }) => id));
    const digest = composeOwner(owner, { ...matter, groups, quiz });
    const isSent = turn.announces.owners === period && (digest.hasNews || settings.sendsEmpty);
    if (await save(parts, digest, isSent ? [tell(digest, owner, 'digest-owner', turn.now)] : [])) made.push(digest);
  }
  const digest = composeOffice(matter);
  if (await save(parts, digest, await announce(parts, digest, turn))) made.push(digest);
  return made;
}

function save({ store }: DigestParts, digest: Digest, deeds: readonly NewDeed[]): Promise<boolean> {
  const entry: LedgerEntry = {
    at: digest.madeAt,
    event: 'digest-made',
    actor: { kind: 'bot' },
    detail: { digest: digest.id, sent: deeds.length },
  };
  return store.digests.save({ digest, deeds, entry });
}

async function matterOf({ store, say, doors, tz }: DigestParts, { period, now }: Turn): Promise<Omit<Matter, 'quiz'>> {
  const before: Period[] = [];
  for (let earlier = periodBefore(period, tz); before.length < periodsShown - 1; earlier = periodBefore(earlier, tz))
    before.push(earlier);
  const [segments, groups, head, says, posts] = await Promise.all([
    store.digests.segments(0),
    store.groups.list(),
    store.ledger.head(),
    doors(),
    store.digests.posts(period),
  ]);
  return { period, before, segments, posts, groups, doors: says, head, madeAt: now, tz, say };
}

function ownersOf(groups: readonly Group[]): readonly Pseudonym[] {
  const active = groups.filter(({ state }) => state === 'active');
  return [...new Set(active.flatMap(({ owner }) => (owner === null ? [] : [owner])))];
}

/** To the roster, and to the addresses of the settings. Nothing is said when there is neither news nor anything to do. */
async function announce({ store, hasMail, tz }: DigestParts, digest: Digest, turn: Turn): Promise<readonly NewDeed[]> {
  const { settings, now, period, announces } = turn;
  if (announces.office !== period) return [];
  // A day that was slept through is old news by noon of the next.
  if (period.rhythm === 'day' && now >= daysLater(period.to, 1, tz)) return [];
  const { todo } = await store.digests.work(now);
  if (!digest.hasNews && todo === 0 && !settings.sendsEmpty) return [];
  const people = [...new Set((await store.unit())?.roster.map(({ person }) => person) ?? [])];
  return [
    ...people.map((person) => tell(digest, person, 'digest-office', now)),
    ...(hasMail ? settings.mailTo : []).map((to): NewDeed => ({
      key: `${digest.id}/mail/${to}`,
      dueAt: now,
      deed: { kind: 'mail', to, text: 'digest-office' },
    })),
  ];
}

function tell(digest: Digest, person: Pseudonym, text: string, dueAt: Moment): NewDeed {
  return {
    key: `${digest.id}/tell/${person}`,
    dueAt,
    deed: { kind: 'tell', to: { kind: 'person', person }, text, case: null, group: null },
  };
}

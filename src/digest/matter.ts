import type { DigestSection, Period, QuizFigures, Segment, Stream } from '#model/digest.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { LedgerHead } from '#model/ledger.ts';
import { compareRates, doubt, type Change } from '#digest/compare.ts';
import { spanWords } from '#digest/periods.ts';
import type { Say } from '#digest/sentences.ts';
import { toldIn, type Told } from '#digest/told.ts';

/** What a digest is composed of; all of it may be told to whom the digest is for. */
export interface Matter {
  readonly period: Period;
  /** The period before and, for the trend, those before it, newest first. */
  readonly before: readonly Period[];
  readonly segments: readonly Segment[];
  /** Posts examined in the period. */
  readonly posts: number;
  readonly groups: readonly Group[];
  readonly doors: readonly { readonly platform: string; readonly says: string | null }[];
  /** Null where there are no quizzes. */
  readonly quiz: QuizFigures | null;
  readonly head: LedgerHead;
  readonly madeAt: Moment;
  readonly tz: string;
  readonly say: Say;
}

export interface Comparison {
  readonly stream: Stream;
  readonly now: Told | null;
  readonly before: Told | null;
  readonly change: Change | null;
}

/** What is compared with the period before; they share the chance of a false alarm. */
const compared: readonly Stream[] = ['reminders', 'serious', 'unread'];

export function comparisons(matter: Matter): readonly Comparison[] {
  return compared.map((stream) => {
    const [now, before] = [matter.period, ...matter.before].map((period) => wholeIn(matter, stream, period));
    const change = now && before ? compareRates(now, before, doubt / compared.length) : null;
    return { stream, now: now ?? null, before: before ?? null, change };
  });
}

export function wholeIn({ segments }: Pick<Matter, 'segments'>, stream: Stream, period: Period): Told | null {
  return toldIn(segments, { stream, margin: 'all', period });
}

export function keysIn({ segments }: Pick<Matter, 'segments'>, stream: Stream, period: Period): Told | null {
  return toldIn(segments, { stream, margin: 'key', period });
}

/** The span a figure covers, which need not be the period: it ends in it. */
export function spanOf({ tz }: Pick<Matter, 'tz'>, { from, to }: Pick<Told, 'from' | 'to'>): string {
  return spanWords(from, to, tz);
}

export function section(
  id: string,
  say: Say,
  says: readonly string[],
  more: Partial<Pick<DigestSection, 'table' | 'chart'>> = {},
): DigestSection {
  return { id, title: say(id), says, table: more.table ?? null, chart: more.chart ?? null };
}

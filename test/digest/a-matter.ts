import type { Segment } from '#model/digest.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import { readSheet } from '#lib/sheet.ts';
import type { Matter } from '#digest/matter.ts';
import { periodBefore } from '#digest/periods.ts';
import { parseSentences } from '#digest/sentences.ts';

export const tz = 'Asia/Shanghai';
export const day = 86_400_000;
/** Monday 2026-11-16 in Beijing. */
export const monday: Moment = Date.UTC(2026, 10, 15, 16);
export const say = parseSentences(readSheet('rules/texts/digest/sentences.yaml'));

/** A week, with the seven before it. */
export function aMatter(more: Partial<Matter> = {}): Matter {
  const period = more.period ?? { rhythm: 'week', from: monday, to: monday + 7 * day };
  const before = [periodBefore(period, tz)];
  while (before.length < 7) before.push(periodBefore(before.at(-1) ?? period, tz));
  return {
    period,
    before,
    segments: [],
    posts: 0,
    groups: [],
    doors: [{ platform: 'sandbox', says: null }],
    quiz: null,
    head: { number: 12, hash: 'a'.repeat(64) },
    madeAt: period.to + 8.5 * 3_600_000,
    tz,
    say,
    ...more,
  };
}

/** A stream's whole of one week, counted from this one: 0, -1 … */
export function aWhole(stream: Segment['stream'], week: number, count: number): Segment {
  const from = monday + week * 7 * day;
  return { stream, margin: 'all', from, to: from + 7 * day, cells: [], rest: count };
}

export function aSplit(
  stream: Segment['stream'],
  week: number,
  counts: Readonly<Record<string, number>>,
  rest: number | null,
): Segment {
  const cells = Object.entries(counts).map(([key, count]) => ({ key, count, seconds: null }));
  return { ...aWhole(stream, week, 0), margin: 'key', cells, rest };
}

export function aGroup(id: string, more: Partial<Group> = {}): Group {
  return {
    id,
    name: `${id}工作群`,
    owner: 'p-owner',
    members: 20,
    outsiders: 0,
    abilities: { sees: 'every-post', retracts: false, recallWindow: null, ownerRecalls: false },
    template: '机关',
    mode: 'live',
    purpose: '',
    endsAt: null,
    joinedAt: monday - 90 * day,
    introducedAt: monday - 90 * day,
    answeredAt: monday - 80 * day,
    state: 'active',
    ...more,
  };
}

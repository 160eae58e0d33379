import { describe, expect, it } from 'vitest';
import { clockTime, countdown, dayTime, duration, fullTime } from '#web/kit/time.ts';

/** 2026-11-24 09:41:05 in Beijing. */
const now = Date.UTC(2026, 10, 24, 1, 41, 5);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('people read Beijing time', () => {
  it.each([
    ['the same day', now - 9 * hour, '00:41'],
    ['yesterday', now - day, '昨天 09:41'],
    ['minutes before midnight', now - 9 * hour - 45 * minute, '昨天 23:56'],
    ['this year', now - 4 * day, '11月20日 09:41'],
    ['another year', now - 365 * day, '2025年11月24日 09:41'],
  ])('a moment of %s', (_when, at, says) => {
    expect(dayTime(at, now)).toBe(says);
  });

  it('midnight is 00, never 24', () => {
    expect(clockTime(Date.UTC(2026, 10, 23, 16, 0))).toBe('00:00');
  });

  it('a record carries the whole date', () => {
    expect(fullTime(Date.UTC(2026, 0, 4, 20, 3, 9))).toBe('2026-01-05 04:03:09');
  });
});

it.each([
  [0, '0秒'],
  [59_999, '59秒'],
  [minute + 5000, '1分05秒'],
  [23 * hour + 5 * minute + 59_000, '23小时05分'],
])('%i milliseconds last %s', (milliseconds, says) => {
  expect(duration(milliseconds)).toBe(says);
});

it('a clock that has run out says by how much', () => {
  expect([countdown(now + 90_000, now), countdown(now - 90_000, now)]).toEqual(['1分30秒', '已超过 1分30秒']);
});

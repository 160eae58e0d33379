import { describe, expect, test } from 'vitest';
import { readSheets } from '#lib/sheet.ts';
import { localTime, momentOf, nextWorkingMoment } from '#lib/working-time.ts';
import { parseCalendar } from '#timetable/calendar.ts';
import { lastSlot, nextSlot, type When } from '#timetable/slots.ts';
import { dueSlot, nextRun, type Plan } from '#timetable/turn.ts';

const tz = 'Asia/Shanghai';
const calendar = parseCalendar(readSheets('data/holidays'));
const zone = { tz, isWorkday: calendar.isWorkday };
/** `2026-10-08 10:00` in Beijing. */
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const shown = (moment: number | null): string | null => {
  if (moment === null) return null;
  const { day, hour } = localTime(moment, tz);
  return `${day} ${hour}`;
};

const wednesdays: When = { kind: 'at', days: { weekdays: [3] }, hour: 10, onRest: 'next-workday' };
const daily: When = { kind: 'at', days: 'workdays', hour: 17.5, onRest: 'skip' };
const firsts: When = { kind: 'at', days: { monthdays: [1] }, hour: 9, onRest: 'next-workday' };
const saturdays: When = { kind: 'at', days: { weekdays: [6] }, hour: 10, onRest: 'skip' };
const anyway: When = { kind: 'at', days: { weekdays: [6] }, hour: 10, onRest: 'anyway' };

describe('the calendar', () => {
  test.each([
    ['an ordinary Wednesday', '2026-11-25', true],
    ['an ordinary Sunday', '2026-11-22', false],
    ['the first day of Spring Festival leave, a Sunday', '2026-02-15', false],
    ['its last, a Monday', '2026-02-23', false],
    ['the Saturday worked for it', '2026-02-28', true],
    ['National Day', '2026-10-01', false],
    ['the Sunday worked before it', '2026-09-20', true],
    ['New Year of a year without a notice: a Friday like any other', '2027-01-01', true],
  ])('%s', (_, day, isWorked) => {
    expect(calendar.isWorkday(day)).toBe(isWorked);
  });

  test('a year without a notice says so', () => {
    expect([2026, 2027, 2028].map((year) => calendar.isAnnounced(year))).toEqual([true, false, false]);
    expect(calendar.notices.map(({ year, notice }) => [year, notice?.slice(-20) ?? null])).toEqual([
      [2026, '〔2025〕7号，2025年11月4日）'],
      [2027, null],
    ]);
  });
});

describe('slots', () => {
  test.each<[name: string, when: When, now: string, last: string | null, next: string | null]>([
    ['before the hour', wednesdays, '2026-11-25 09:59', '2026-11-18 10', '2026-11-25 10'],
    ['on the minute', wednesdays, '2026-11-25 10:00', '2026-11-25 10', '2026-12-02 10'],
    ['a Wednesday of National Day week comes on Thursday', wednesdays, '2026-10-07 12:00', '2026-09-30 10', '2026-10-08 10'],
    ['workdays go round a holiday', daily, '2026-10-03 12:00', '2026-09-30 17.5', '2026-10-08 17.5'],
    ['and include the Saturday worked instead', daily, '2026-10-10 12:00', '2026-10-09 17.5', '2026-10-10 17.5'],
    ['the first of a month that is a holiday', firsts, '2026-04-30 12:00', '2026-04-01 9', '2026-05-06 9'],
    ['a Saturday is left out', saturdays, '2026-11-25 12:00', '2026-10-10 10', null],
    ['unless the unit works then', anyway, '2026-11-25 12:00', '2026-11-21 10', '2026-11-28 10'],
    ['every five minutes', { kind: 'every', minutes: 5 }, '2026-11-25 12:07', '2026-11-25 12.083333333333334', '2026-11-25 12.166666666666666'],
  ])('%s', (_, when, now, last, next) => {
    expect([shown(lastSlot(when, at(now), zone)), shown(nextSlot(when, at(now), zone))]).toEqual([last, next]);
  }); // prettier-ignore

  test('an hour is that of the local clock, also where summer time moves it', () => {
    const berlin = 'Europe/Berlin';
    expect(['2026-03-28', '2026-03-29', '2026-10-25'].map((day) => momentOf(day, 10, berlin))).toEqual([
      Date.UTC(2026, 2, 28, 9),
      Date.UTC(2026, 2, 29, 8),
      Date.UTC(2026, 9, 25, 9),
    ]);
  });
});

describe('a turn', () => {
  const plan: Plan = { name: 'quiz/g1', when: wednesdays, since: at('2026-01-01 00:00'), hours: 'office' };
  const quarter = { name: 'q', isPaused: false, skipUntil: 0 };
  test.each<[name: string, plan: Partial<Plan>, setting: Partial<typeof quarter>, now: string, due: string | null]>([
    ['on its hour', {}, {}, '2026-11-25 10:00', '2026-11-25 10'],
    ['late on the day', {}, {}, '2026-11-25 16:00', '2026-11-25 10'],
    ['not at night', {}, {}, '2026-11-25 19:00', null],
    ['but the next morning', {}, {}, '2026-11-26 08:30', '2026-11-25 10'],
    ['not on a rest day', {}, {}, '2026-11-28 10:00', null],
    ['after weeks of downtime the last one only', {}, {}, '2026-12-21 09:00', '2026-12-16 10'],
    ['not when it is too late for it', { lateFor: 3_600_000 }, {}, '2026-11-25 11:01', null],
    ['not for the time before the group', { since: at('2026-11-25 10:00') }, {}, '2026-11-25 16:00', null],
    ['paused', {}, { isPaused: true }, '2026-11-25 10:00', null],
    ['skipped', {}, { skipUntil: at('2026-11-25 10:01') }, '2026-11-25 10:00', null],
    ['the one after what was skipped', {}, { skipUntil: at('2026-11-25 10:01') }, '2026-12-02 10:00', '2026-12-02 10'],
    ['within narrower hours: not before', { within: [14, 16] }, {}, '2026-11-25 12:00', null],
    ['within narrower hours', { within: [14, 16] }, {}, '2026-11-25 14:00', '2026-11-25 10'],
    ['at night where that is wanted', { hours: 'any' }, {}, '2026-11-25 23:00', '2026-11-25 10'],
    ['on a Sunday where that is worked', { when: anyway, hours: 'office-any-day' }, {}, '2026-11-28 10:00', '2026-11-28 10'],
  ])('%s', (_, more, setting, now, due) => {
    const given = { now: at(now), zone, officeHours: [8.5, 18] as const, setting: { ...quarter, ...setting } };
    expect(shown(dueSlot({ ...plan, ...more }, given))).toBe(due);
  }); // prettier-ignore

  test('the next run goes past what was skipped, and a paused job has none', () => {
    const given = { now: at('2026-11-24 10:00'), zone, officeHours: [8.5, 18] as const, setting: undefined };
    const skipped = { ...quarter, skipUntil: at('2026-11-25 10:01') };
    expect([given, { ...given, setting: skipped }, { ...given, setting: { ...quarter, isPaused: true } }].map((one) => shown(nextRun(plan, one)))).toEqual([
      '2026-11-25 10',
      '2026-12-02 10',
      null,
    ]); // prettier-ignore
  });

  test.each([
    ['now', '2026-11-25 10:07', '2026-11-25 10.116666666666667'],
    ['this morning', '2026-11-25 06:00', '2026-11-25 8.5'],
    ['tomorrow', '2026-11-25 18:00', '2026-11-26 8.5'],
    ['after the weekend', '2026-11-27 18:00', '2026-11-30 8.5'],
    ['after the holiday', '2026-09-30 18:00', '2026-10-08 8.5'],
    ['on the Saturday worked instead', '2026-10-09 20:00', '2026-10-10 8.5'],
  ])('the next working moment is %s', (_, now, next) => {
    expect(shown(nextWorkingMoment(at(now), [8.5, 18], tz, calendar.isWorkday))).toBe(next);
  });
});

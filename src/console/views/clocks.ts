import type { Case } from '#model/case.ts';
import type { CaseRowWire } from '#model/console-wire.ts';
import type { Moment } from '#model/ids.ts';
import type { LedgerRow } from '#model/ledger.ts';
import type { Store } from '#model/store.ts';
import { addDays, localTime, type IsWorkday } from '#lib/working-time.ts';

export interface Calendar {
  readonly now: Moment;
  readonly timeZone: string;
  readonly isWorkday: IsWorkday;
}

type Clocks = Pick<CaseRowWire, 'appealDue' | 'reportReminded'>;

const none: Clocks = { appealDue: null, reportReminded: 0 };
/** Of appeals of before a moment was promised. */
const promised = 2 * 86_400_000;

/** What runs on a clock, and how often somebody was reminded of it. */
export async function clocksOf(store: Pick<Store, 'cases'>, one: Case, calendar: Calendar): Promise<Clocks> {
  const appeal = one.state !== 'overturned' && one.appeal?.answeredAt === null ? one.appeal : null;
  const isReporting = one.reportBy !== null && one.report === null && one.state !== 'overturned';
  if (!appeal && !isReporting) return none;
  const rows = await store.cases.timeline(one.id);
  const reminded = (texts: readonly string[]): number => rows.filter((row) => isReminder(row, texts)).length;
  const by = appeal && (appeal.answerBy ?? appeal.at + promised);
  return {
    appealDue:
      by === null
        ? null
        : { by, workdays: workdaysLeft(by, calendar), reminded: reminded(['appeal-reminder', 'appeal-overdue']) },
    reportReminded: isReporting ? reminded(['report-reminder']) : 0,
  };
}

function isReminder({ event, detail }: LedgerRow, texts: readonly string[]): boolean {
  return (event === 'reminded' || event === 'told-again') && texts.some((text) => text === detail?.text);
}

/** No answer waits longer than this. */
const longest = 60;

/** Working days after today up to the last; 0 is today, below 0 are those that have passed since. */
export function workdaysLeft(by: Moment, { now, timeZone, isWorkday }: Calendar): number {
  const [today, last] = [localTime(now, timeZone).day, localTime(by, timeZone).day];
  const [from, to] = today <= last ? [today, last] : [last, today];
  let days = 0;
  for (let day = addDays(from, 1), count = 0; day <= to && count < longest; day = addDays(day, 1), count++)
    if (isWorkday(day)) days++;
  return today <= last ? days : -days;
}

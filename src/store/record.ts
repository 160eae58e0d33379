import type { Unit } from '#model/unit.ts';
import type { Change, Recorded, Store } from '#model/store.ts';
import type { Bank } from '#store/bank.ts';
import type { Base } from '#store/base.ts';
import type { Cases } from '#store/cases.ts';
import type { Comments } from '#store/comments.ts';
import type { Context } from '#store/context.ts';
import { fromJson } from '#store/database.ts';
import type { Evidence } from '#store/evidence.ts';
import type { Fired } from '#store/fired.ts';
import type { Fingerprints } from '#store/fingerprints.ts';
import type { Groups } from '#store/groups.ts';
import type { Inbox } from '#store/inbox.ts';
import type { Ledger } from '#store/ledger.ts';
import type { Outbox } from '#store/outbox.ts';
import type { Lessons } from '#store/lessons.ts';
import type { Reports } from '#store/reports.ts';
import type { Roll } from '#store/roll.ts';
import type { Pictures } from '#store/pictures.ts';
import type { Quiz } from '#store/quiz.ts';
import { tracer } from '#store/traces.ts';
import type { UnitSheets } from '#store/unit-sheets.ts';

/** Units stored before the choice was asked for: two persons. */
type StoredUnit = Omit<Unit, 'unsealing'> & Partial<Pick<Unit, 'unsealing'>>;

export interface Tables {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly cases: Cases;
  readonly comments: Comments;
  readonly groups: Groups;
  readonly context: Context;
  readonly evidence: Evidence;
  readonly fingerprints: Fingerprints;
  readonly pictures: Pictures;
  readonly sheets: UnitSheets;
  readonly lessons: Lessons;
  readonly reports: Reports;
  readonly roll: Pick<Roll, 'seat'>;
  readonly quiz: Quiz;
  readonly bank: Bank;
  readonly fired: Pick<Fired, 'win'>;
  readonly ledger: Ledger;
}

/** One change, one transaction: all of it or, when a case is no longer what the caller read, nothing. */
export function recorder(base: Base, tables: Tables): Pick<Store, 'record' | 'unit'> {
  const {
    inbox,
    outbox,
    cases,
    comments,
    groups,
    context,
    evidence,
    fingerprints,
    pictures,
    sheets,
    lessons,
    reports,
    roll,
    quiz,
    bank,
    fired,
    ledger,
  } = tables;
  const trace = tracer(base);
  const readUnit = base.sql.prepare<[], { value: string }>(`SELECT value FROM settings WHERE name = 'unit'`);
  const saveUnit = base.sql.prepare<[value: string]>(
    `INSERT INTO settings (name, value) VALUES ('unit', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );

  function apply(change: Change): Recorded {
    if (change.cases?.some((one) => !cases.isCurrent(one))) return { ok: false, refused: 'stale' };
    if (change.quiz && !quiz.isCurrent(change.quiz)) return { ok: false, refused: 'stale' };
    if (change.bank && !bank.isCurrent(change.bank)) return { ok: false, refused: 'stale' };
    if (change.settings && !groups.saveSettings(change.settings)) return { ok: false, refused: 'stale' };
    if (change.reportClosed && !reports.close(change.reportClosed)) return { ok: false, refused: 'stale' };
    if (change.settlesLesson && !lessons.settle(change.settlesLesson)) return { ok: false, refused: 'stale' };
    if (change.report) reports.save(change.report.report, change.report.reporter);
    // Last of the conditions: it writes.
    if (change.once !== undefined && !fired.win(change.once)) return { ok: false, refused: 'stale' };
    change.cases?.forEach((one) => cases.save(one));
    change.groups?.forEach((group) => groups.save(group));
    change.answers?.forEach((key) => inbox.answer(key));
    change.settles?.forEach((settle) => outbox.settle(settle));
    // Calm first: a change may end old timers of a case and set new ones.
    change.calms?.forEach((id) => outbox.calm(id));
    change.deeds?.forEach((deed) => outbox.put(deed));
    if (change.trace) trace(change.trace);
    if (change.seat) roll.seat(change.seat, base.clock());
    if (change.context) context.add(change.context);
    if (change.evidence) evidence.save(change.evidence);
    if (change.fingerprint) fingerprints.save(change.fingerprint);
    change.cases?.forEach((one) => fingerprints.follow(one));
    change.pictures?.forEach((picture) => pictures.save(picture));
    change.cases?.forEach((one) => pictures.follow(one));
    if (change.lesson) lessons.save(change.lesson);
    if (change.quiz) quiz.apply(change.quiz);
    if (change.bank) bank.apply(change.bank);
    if (change.withdrawal) groups.withdraw(change.withdrawal);
    change.sheets?.forEach((sheet) => sheets.add(sheet));
    if (change.unit) saveUnit.run(JSON.stringify(change.unit));
    if (change.comment) comments.comment(change.comment);
    if (change.exempts) comments.exempt(change.exempts);
    if (change.usesExemption !== undefined) comments.useUp(change.usesExemption);
    change.ledger?.forEach((entry) => ledger.append(entry));
    return { ok: true, head: ledger.head() };
  }

  return {
    async record(change) {
      const recorded = await base.write(() => apply(change));
      fingerprints.tell();
      pictures.tell();
      return recorded;
    },
    async unit() {
      const row = readUnit.get();
      return row ? { unsealing: 'two-persons', ...fromJson<StoredUnit>(row.value) } : null;
    },
  };
}

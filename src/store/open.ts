import type Sqlite from 'better-sqlite3';
import type { KeyRing } from '#lib/keys.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { RetentionLine, Store } from '#model/store.ts';
import { openAccounts } from '#store/accounts.ts';
import { backUp } from '#store/backup.ts';
import { openBank } from '#store/bank.ts';
import type { Base } from '#store/base.ts';
import { openCases } from '#store/cases.ts';
import { groupCommit } from '#store/commit.ts';
import { connect, inMemory, orClose } from '#store/connect.ts';
import { openComments } from '#store/comments.ts';
import { openContext } from '#store/context.ts';
import { sqlOn, type Sql } from '#store/database.ts';
import { openDigests } from '#store/digests.ts';
import { openEvidence } from '#store/evidence.ts';
import { explained } from '#store/explained.ts';
import { openFigures } from '#store/figures.ts';
import { openFired } from '#store/fired.ts';
import { openFingerprints } from '#store/fingerprints.ts';
import { openGroups } from '#store/groups.ts';
import { holding } from '#store/held.ts';
import { openInbox } from '#store/inbox.ts';
import { openLessons } from '#store/lessons.ts';
import { checkKey } from '#store/key-check.ts';
import { openLedger } from '#store/ledger.ts';
import { lockFor } from '#store/lock.ts';
import { migrate } from '#store/migrate.ts';
import { openOutbox } from '#store/outbox.ts';
import { openSends, openTokens } from '#store/platform.ts';
import { openPeople } from '#store/people.ts';
import { openPictures } from '#store/pictures.ts';
import { openQuiz } from '#store/quiz.ts';
import { openReports } from '#store/reports.ts';
import { openRoll } from '#store/roll.ts';
import { recorder } from '#store/record.ts';
import { erasableTables, retaining } from '#store/retain.ts';
import { checkRetention } from '#store/retention.ts';
import { scrubber } from '#store/scrub.ts';
import { openUnitSheets } from '#store/unit-sheets.ts';
import { openTimetable } from '#store/timetable.ts';

export interface SqliteOptions {
  /** A path, or `:memory:`. */
  readonly file: string;
  readonly keys: KeyRing;
  readonly clock: () => Moment;
  /** Random: a pseudonym must say nothing of the member. */
  readonly newPseudonym: () => Pseudonym;
  readonly retention: readonly RetentionLine[];
}

/** The embedded store: one SQLite file, owned by one process. Throws StoreError when the file cannot be used. */
export function openSqliteStore(options: SqliteOptions): Store {
  return explained(options.file, () => {
    const lock = options.file === inMemory ? null : lockFor(options.file);
    try {
      const database = connect(options.file);
      return orClose(database, () => {
        migrate(database);
        return storeOn(database, options, () => lock?.release());
      });
    } catch (error) {
      lock?.release();
      throw error;
    }
  });
}

/** The store on a connection that is claimed and migrated. */
export function storeOn(database: Sqlite.Database, options: SqliteOptions, release: () => void): Store {
  const { keys, clock, newPseudonym, retention } = options;
  const sql = sqlOn(database);
  checkKey(sql, keys, 'write');
  checkRetention(retention, tablesOf(sql), erasableTables);
  const scrub = scrubber(database);
  // What a crash left in the log goes too.
  scrub.soon();
  const commits = groupCommit(
    sql,
    () => database.inTransaction,
    () => scrub.soon(),
  );
  const base: Base = { sql, write: commits.write, keys, clock };

  const ledger = openLedger(sql, keys);
  const comments = openComments(base);
  const [inbox, outbox] = [openInbox(base), openOutbox(base)];
  const cases = openCases(base, { ledger, comments });
  const fingerprints = openFingerprints(base, ledger);
  const [groups, context] = [openGroups(base), openContext(base)];
  const evidence = openEvidence(base, { ledger, fingerprints });
  const [pictures, lessons, reports] = [openPictures(base, ledger), openLessons(base), openReports(base)];
  const sheets = openUnitSheets(base);
  const people = openPeople(base, newPseudonym, ledger);
  const roll = openRoll(base, people);
  const quiz = openQuiz(base);
  const bank = openBank(base);
  const fired = openFired(base);
  return {
    inbox: inbox.port,
    outbox: outbox.port,
    cases: cases.port,
    groups: { ...groups.port, context: context.context },
    people: people.port,
    roll: roll.port,
    ledger: ledger.port,
    figures: openFigures(base),
    accounts: openAccounts(base, ledger),
    evidence: evidence.port,
    pictures: pictures.port,
    sheets: sheets.port,
    lessons: lessons.port,
    reports: reports.port,
    quiz: quiz.port,
    bank: bank.port,
    timetable: openTimetable(base, ledger),
    fingerprints: fingerprints.port,
    tokens: openTokens(base),
    sends: openSends(base),
    digests: openDigests(base, { outbox, ledger }),
    ...recorder(base, {
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
    }),
    once: fired.once,
    hasFired: fired.hasFired,
    retain: retaining(base, retention, { ledger, fingerprints }),
    held: holding(sql),
    backup: (file) => backUp(database, file),
    async close() {
      if (!database.open) return;
      commits.close();
      scrub.stop();
      database.close();
      release();
    },
  };
}

function tablesOf(sql: Sql): readonly string[] {
  const tables = sql.prepare<[], { name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
  );
  return tables.all().map((row) => row.name);
}

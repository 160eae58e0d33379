import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Case } from '#model/case.ts';

export interface Books {
  /** The case of a post, whole; null while there is none. */
  caseOf(post: string): Case | null;
  cases(): number;
  /** The ledger's events, oldest first, of one group or case where it is named. */
  events(of?: { readonly group?: string; readonly case?: string }): readonly string[];
  details(event: string): readonly unknown[];
  inbox(): { readonly waiting: number; readonly stuck: number; readonly payloads: number };
  /** Whether the post was examined: its trace is there. */
  isExamined(post: string): boolean;
  /** Whether what it said is kept anywhere, sealed or encrypted. */
  isKept(post: string): boolean;
  /** Nothing waits and nothing is due. */
  isIdle(): boolean;
  close(): void;
}

/** Reads the house's database beside the running house, as an inspector would. */
export function booksOf(dataDir: string): Books {
  let opened: Database.Database | null = null;
  const rows = <Row>(sql: string, ...values: readonly (string | number)[]): Row[] => {
    opened ??= new Database(join(dataDir, 'zhouzhi.db'), { readonly: true, fileMustExist: true });
    return opened.prepare<unknown[], Row>(sql).all(...values);
  };
  const count = (sql: string, ...values: readonly (string | number)[]): number =>
    rows<{ n: number }>(sql, ...values)[0]?.n ?? 0;
  return {
    caseOf(post) {
      const [row] = rows<{ record: string; state: string }>('SELECT record, state FROM cases WHERE post = ?', post);
      return row ? JSON.parse(row.record) : null;
    },
    cases: () => count('SELECT count(*) AS n FROM cases'),
    events({ group, case: id } = {}) {
      const where = group ? 'WHERE group_id = ?' : id ? 'WHERE case_id = ?' : '';
      return rows<{ event: string }>(
        `SELECT event FROM ledger ${where} ORDER BY number`,
        ...(group ? [group] : id ? [id] : []),
      ).map(({ event }) => event);
    },
    details: (event) =>
      rows<{ detail: string | null }>('SELECT detail FROM ledger WHERE event = ? ORDER BY number', event).map(
        ({ detail }) => JSON.parse(detail ?? 'null'),
      ),
    inbox: () => ({
      waiting: count(`SELECT count(*) AS n FROM inbox WHERE state = 'waiting'`),
      stuck: count(`SELECT count(*) AS n FROM inbox WHERE state = 'stuck'`),
      payloads: count('SELECT count(*) AS n FROM inbox WHERE payload IS NOT NULL'),
    }),
    isExamined: (post) => count('SELECT count(*) AS n FROM traces WHERE post = ?', post) === 1,
    isKept: (post) =>
      count(
        `SELECT (SELECT count(*) FROM context_lines WHERE post = ? AND text IS NOT NULL)
              + (SELECT count(*) FROM evidence JOIN cases ON cases.id = evidence.case_id WHERE cases.post = ?)
              + (SELECT count(*) FROM inbox WHERE post = ? AND payload IS NOT NULL) AS n`,
        post,
        post,
        post,
      ) > 0,
    isIdle: () =>
      count(`SELECT count(*) AS n FROM inbox WHERE state = 'waiting'`) === 0 &&
      count(
        `SELECT count(*) AS n FROM outbox WHERE state = 'sending' OR (state = 'due' AND due_at <= ?)`,
        Date.now(),
      ) === 0,
    close() {
      opened?.close();
    },
  };
}

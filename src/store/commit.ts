import type { Sql } from '#store/database.ts';
import { StoreError, namedProblem } from '#store/store-error.ts';

/** Runs a synchronous body inside the next transaction; resolves when that transaction is on disk. */
export type Write = <Result>(body: () => Result) => Promise<Result>;

interface Job {
  /** Does the body and says how to answer its caller after the commit. */
  run(): () => void;
  fail(error: unknown): void;
}

/** Bodies in one transaction: more would hold the event loop for too long. */
const batchSize = 256;

/**
 * Group commit: bodies that arrive in the same turn share one BEGIN IMMEDIATE … COMMIT, so that one fsync serves all of them.
 * Each body has its own savepoint: one that throws takes back its own writes only.
 */
export function groupCommit(sql: Sql, isInTransaction: () => boolean, afterCommit: () => void) {
  let queue: Job[] = [];
  let isClosed = false;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      flush();
      if (queue.length > 0) schedule();
    });
  }

  function flush(): void {
    const batch = queue.slice(0, batchSize);
    queue = queue.slice(batchSize);
    if (batch.length === 0) return;
    for (const answer of commit(sql, isInTransaction, batch)) answer();
    afterCommit();
  }

  const write: Write = (body) =>
    new Promise((resolve, reject) => {
      if (isClosed) {
        reject(new StoreError('数据库已关闭。store: expected an open store, got a closed one'));
        return;
      }
      const run = () => {
        const result = body();
        return () => resolve(result);
      };
      queue.push({ run, fail: reject });
      schedule();
    });

  return {
    write,
    /** Writes what waits and takes no more. */
    close(): void {
      isClosed = true;
      while (queue.length > 0) flush();
    },
  };
}

/** The answers to give once it is known how the transaction ended. */
function commit(sql: Sql, isInTransaction: () => boolean, batch: readonly Job[]): readonly (() => void)[] {
  const answers: (() => void)[] = [];
  try {
    sql.exec('BEGIN IMMEDIATE');
    for (const job of batch) answers.push(inSavepoint(sql, isInTransaction, job));
    sql.exec('COMMIT');
    return answers;
  } catch (error) {
    if (isInTransaction()) sql.exec('ROLLBACK');
    return batch.map((job) => () => job.fail(namedProblem(error)));
  }
}

/** Throws only when SQLite itself gave up the whole transaction (disk full, I/O error). */
function inSavepoint(sql: Sql, isInTransaction: () => boolean, job: Job): () => void {
  sql.exec('SAVEPOINT body');
  try {
    const answer = job.run();
    sql.exec('RELEASE body');
    return answer;
  } catch (error) {
    if (!isInTransaction()) throw error;
    sql.exec('ROLLBACK TO body');
    sql.exec('RELEASE body');
    return () => job.fail(namedProblem(error));
  }
}

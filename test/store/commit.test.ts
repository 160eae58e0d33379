import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { Transient } from '#model/transient.ts';
import { groupCommit } from '#store/commit.ts';
import { sqlOn, type Sql } from '#store/database.ts';

/** A table of numbers, every statement of the transaction noted; `before` may throw in place of one. */
function counted(before: (text: string) => void = () => undefined) {
  const database = new Sqlite(':memory:');
  onTestFinished(() => void database.close());
  database.exec('CREATE TABLE numbers (n INTEGER PRIMARY KEY)');
  const real = sqlOn(database);
  const said: string[] = [];
  const sql: Sql = {
    prepare: (text) => real.prepare(text),
    exec(text) {
      said.push(text);
      before(text);
      real.exec(text);
    },
  };
  const insert = real.prepare<[n: number]>('INSERT INTO numbers (n) VALUES ($1)');
  const all = real.prepare<[], { n: number }>('SELECT n FROM numbers ORDER BY n');
  const commits = groupCommit(
    sql,
    () => database.inTransaction,
    () => undefined,
  );
  const giveUp = () => void database.exec('ROLLBACK');
  return {
    ...commits,
    giveUp,
    add: (n: number) => commits.write(() => insert.run(n)),
    insert,
    rows: () => all.all().map((row) => row.n),
    said,
  };
}

test('bodies of one moment share one transaction, and nothing is answered before the commit', async () => {
  const { add, rows, said } = counted();
  const answered = Promise.all([add(1), add(2), add(3)]);
  expect(rows()).toEqual([]);
  await answered;
  expect([rows(), said.filter((text) => text === 'COMMIT').length]).toEqual([[1, 2, 3], 1]);
});

test('a body that throws loses its own writes only, and its error reaches its caller unchanged', async () => {
  const { add, write, insert, rows } = counted();
  const bug = new Error('bug');
  const answers = await Promise.allSettled([
    add(1),
    write(() => {
      insert.run(2);
      throw bug;
    }),
    add(1),
    add(3),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(answers[1]).toMatchObject({ reason: bug });
  expect(rows()).toEqual([1, 3]);
});

test('a commit that fails is told to every caller, nothing is written, and the next one works', async () => {
  let isFull = true;
  const { add, rows } = counted((text) => {
    if (text === 'COMMIT' && isFull) throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
  });
  const answers = await Promise.allSettled([add(1), add(2)]);
  for (const answer of answers) {
    expect(answer).toMatchObject({
      status: 'rejected',
      reason: { name: 'Transient', operator: expect.stringContaining('磁盘空间不足') },
    });
  }
  expect(rows()).toEqual([]);
  isFull = false;
  await add(3);
  expect(rows()).toEqual([3]);
});

test('when SQLite gives up the whole transaction every caller of it is told', async () => {
  const context = counted();
  const { add, write, rows } = context;
  const answers = await Promise.allSettled([
    add(1),
    write(() => {
      context.giveUp();
      throw new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE');
    }),
    add(3),
  ]);
  expect(answers.map((answer) => answer.status === 'rejected' && answer.reason instanceof Transient)).toEqual([
    true,
    true,
    true,
  ]);
  expect(rows()).toEqual([]);
  await add(4);
  expect(rows()).toEqual([4]);
});

test('a burst larger than one transaction is written whole', async () => {
  const { add, rows, said } = counted();
  await Promise.all(Array.from({ length: 600 }, (_, n) => add(n)));
  expect([rows().length, said.filter((text) => text === 'COMMIT').length]).toEqual([600, 3]);
});

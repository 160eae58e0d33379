import Database from 'better-sqlite3';
import { join } from 'node:path';
import { keyRing } from '#lib/keys.ts';
import { readSheet } from '#lib/sheet.ts';
import { openSqliteStore } from '#store/open.ts';
import { parseRetention } from '#store/retention.ts';
import type { PlatformRecord } from '../simulator/start.ts';
import type { HouseOrder } from './run-house.ts';

/** What must be empty. */
export interface Faults {
  /** Acknowledged posts nobody judged. */
  readonly withoutVerdict: readonly string[];
  readonly markedButStanding: readonly string[];
  /** Keys shown more than once on the platform. */
  readonly doubled: readonly string[];
  /** Messages shown again without the ledger saying 可能重复. */
  readonly repeatedSilently: readonly string[];
  /** Settled as said in our books, and not shown on the platform. */
  readonly claimedButNotShown: readonly string[];
  /** Notices said together with others, of whose common card there is nothing. */
  readonly gatheredAndLost: readonly string[];
  readonly leftOver: { readonly inbox: number; readonly outbox: number; readonly stuckPosts: number };
  readonly chain: string;
}

export const faultless: Faults = {
  withoutVerdict: [],
  markedButStanding: [],
  doubled: [],
  repeatedSilently: [],
  claimedButNotShown: [],
  gatheredAndLost: [],
  leftOver: { inbox: 0, outbox: 0, stuckPosts: 0 },
  chain: 'whole',
};

/** That the storm was one. */
export interface Figures {
  readonly posts: number;
  readonly acknowledged: number;
  /** Callbacks the house did not answer at the first try. */
  readonly retried: number;
  readonly marked: number;
  readonly retractCalls: number;
  /** Retracts repeated after a crash: the effect was there already. */
  readonly alreadyGone: number;
  readonly told: number;
  /** Notices that left together with others. */
  readonly gathered: number;
  readonly sendCalls: number;
  readonly cards: number;
  /** Messages repeated once and marked as perhaps double. */
  readonly again: number;
}

interface Books {
  readonly verdicts: ReadonlySet<string>;
  readonly told: readonly { readonly key: string; readonly receipt: string | null }[];
  readonly gathered: readonly { readonly key: string; readonly state: string | null; readonly card: string }[];
  readonly waiting: number;
  readonly stuckPosts: number;
  readonly due: number;
  readonly toldAgain: number;
}

/** Lost and doubled are judged from the platform's record, not from our tables. */
export async function judge(order: HouseOrder, record: PlatformRecord): Promise<{ faults: Faults; figures: Figures }> {
  const books = readBooks(order);
  const acknowledged = record.posts.filter((post) => post.acknowledgedAt !== null);
  const marked = acknowledged.filter((post) => post.isMarked);
  const shown = Map.groupBy(record.cards, (card) => card.key);
  const ids = new Set<string>(record.cards.map((card) => card.id));
  const again = [...shown.keys()].filter((key) => key.endsWith('/again') && shown.has(key.slice(0, -'/again'.length)));
  const faults: Faults = {
    withoutVerdict: acknowledged.filter((post) => !books.verdicts.has(post.id)).map((post) => post.id),
    markedButStanding: marked.filter((post) => post.withdrawnBy !== 'bot').map((post) => post.id),
    doubled: [...shown].filter(([, cards]) => cards.length > 1).map(([key]) => key),
    repeatedSilently: again.slice(books.toldAgain),
    // What was said together with others bears their common card's number.
    claimedButNotShown: books.told
      .filter(({ key, receipt }) => !shown.has(key) && !ids.has(receipt ?? ''))
      .map(({ key }) => key),
    gatheredAndLost: books.gathered
      .filter(({ state, card }) => state === null || (state === 'done' && !shown.has(card)))
      .map(({ key }) => key),
    leftOver: { inbox: books.waiting, outbox: books.due, stuckPosts: books.stuckPosts },
    chain: await chainOf(order),
  };
  const retracts = record.calls.filter((call) => call.what === 'retract');
  const figures: Figures = {
    posts: record.posts.length,
    acknowledged: acknowledged.length,
    retried: record.posts.filter((post) => post.tries > 1).length,
    marked: marked.length,
    retractCalls: retracts.length,
    alreadyGone: retracts.filter((call) => call.answer.includes('gone')).length,
    told: books.told.length,
    gathered: books.gathered.length,
    sendCalls: record.calls.filter((call) => call.what === 'send').length,
    cards: record.cards.length,
    again: again.length,
  };
  return { faults, figures };
}

/** Nothing waits and nothing is due: the house has caught up. */
export function isIdle(order: HouseOrder): boolean {
  const { waiting, due } = readBooks(order);
  return waiting === 0 && due === 0;
}

function readBooks({ dataDir }: HouseOrder): Books {
  const db = new Database(join(dataDir, 'zhouzhi.db'), { readonly: true });
  try {
    const count = (sql: string, ...values: readonly number[]): number =>
      db.prepare<unknown[], { n: number }>(sql).get(...values)?.n ?? 0;
    return {
      verdicts: new Set(
        db
          .prepare<[], { post: string }>('SELECT post FROM traces')
          .all()
          .map((row) => row.post),
      ),
      told: db
        .prepare<[], Books['told'][number]>(`SELECT key, receipt FROM outbox WHERE kind = 'tell' AND state = 'done'`)
        .all(),
      gathered: db
        .prepare<[], { key: string; state: string | null; card: string }>(
          `SELECT own.key, common.state, own.receipt AS card FROM outbox AS own
           LEFT JOIN outbox AS common ON common.key = own.receipt WHERE own.receipt LIKE 'several/%'`,
        )
        .all(),
      waiting: count(`SELECT COUNT(*) AS n FROM inbox WHERE state = 'waiting'`),
      stuckPosts: count(`SELECT COUNT(*) AS n FROM inbox WHERE state = 'stuck'`),
      // A common card may fall due after the house was stopped.
      due: count(
        `SELECT COUNT(*) AS n FROM outbox WHERE state = 'sending' OR (state = 'due' AND kind <> 'several' AND due_at <= ?)`,
        Date.now(),
      ),
      toldAgain: count(`SELECT COUNT(*) AS n FROM ledger WHERE event = 'told-again'`),
    };
  } finally {
    db.close();
  }
}

async function chainOf({ dataDir, key }: HouseOrder): Promise<string> {
  const store = openSqliteStore({
    file: join(dataDir, 'zhouzhi.db'),
    keys: keyRing(Buffer.from(key, 'hex')),
    clock: Date.now,
    newPseudonym: () => 'p-unused',
    retention: parseRetention(readSheet('data/retention.yaml')),
  });
  const report = await store.ledger.verify();
  await store.close();
  return report.ok ? 'whole' : `row ${report.brokenAt}: ${report.why}`;
}

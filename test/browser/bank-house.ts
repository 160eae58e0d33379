import express from 'express';
import { buildRouter } from '#console/router.ts';
import { quizBankRoutes } from '#console/routes/quiz-bank.ts';
import { quizOfficeRoutes } from '#console/routes/quiz-office.ts';
import { hashToken } from '#console/token.ts';
import type { AccountRole } from '#model/account.ts';
import type { SessionStateWire } from '#model/console-wire.ts';
import type { Store } from '#model/store.ts';
import { createPress } from '#paper/press.ts';
import { readCookie } from '#console/cookie.ts';
import { openSqliteStore } from '#store/open.ts';
import { aBankDesk } from '../support/bank-desk.ts';
import { testKeys, testRetention } from '../support/open-store.ts';
import { aQuizRoom, bank as shipped } from '../support/quiz-room.ts';
import { aGroupRow, anAccount, anEntry, noon } from '../support/store-rows.ts';
import { failed, served } from '../support/served.ts';

const day = 86_400_000;
export const group = 'sandbox:g1';
const clerks = { zhou: ['周敏', 'reviewer'], xu: ['徐明', 'admin'], he: ['何静', 'auditor'] } as const;
export type ClerkId = keyof typeof clerks;

/** The bank and its desk, real from the page to the store, for three people of the office; everything shipped was asked yesterday. */
export async function aBankHouse(webDir: string) {
  const clock = () => noon;
  let people = 0;
  const newPseudonym = () => `p${++people}`;
  const store = openSqliteStore({ file: ':memory:', keys: testKeys, clock, newPseudonym, retention: testRetention });
  const { bank, deskWith } = await aBankDesk({ store, clock });
  const { rounds, learning } = aQuizRoom({ store, clock, bank });
  await populate(store);
  const categories = new Map();
  const parts = { store, learning, press: createPress(), bank: deskWith(rounds.desk), catalogue: { categories } };
  const api = express.Router();
  api.get('/session', (request, response) => void response.json(stateFor(request.headers.cookie)));
  const routes = [...quizBankRoutes(parts), ...quizOfficeRoutes(parts)];
  api.use(buildRouter(routes, { store, now: clock, isHttps: false, url: 'http://127.0.0.1', log: failed }));
  const { url, close } = await served({ routers: [{ path: '/api/v1', router: api }], webDir });
  return {
    url,
    store,
    quiz: rounds.desk,
    cookieOf: (id: ClerkId) => ({ name: 'zhouzhi', value: tokenOf(id) }),
    async close() {
      close();
      await store.close();
    },
  };
}

function tokenOf(id: string): string {
  return `somebody-of-the-office-sits-here-${id}`;
}

async function populate(store: Store): Promise<void> {
  for (const [id, [name, role]] of Object.entries(clerks)) {
    await store.accounts.create(anAccount(id, { name, role }), anEntry());
    const session = { tokenHash: hashToken(tokenOf(id)), account: id, csrf: 'csrf', expiresAt: noon + day };
    await store.accounts.openSession(session, anEntry());
  }
  await store.record({
    groups: [aGroupRow(group, { introducedAt: noon })],
    quiz: {
      rounds: shipped.items.map(({ id, teaches: category }) => ({
        id: `q-${id}`, version: 0, group, item: id, category, openedAt: noon - day, closesAt: noon - 1, state: 'closed', by: 'hand', asked: 0,
        skip: [], message: null, reminders: 0,
      })),
    },
  }); // prettier-ignore
}

function stateFor(cookie: string | undefined): SessionStateWire {
  const token = readCookie(cookie, false);
  const found = Object.entries(clerks).find(([id]) => tokenOf(id) === token);
  if (!found) return { session: null, setupNeeded: false, signInBy: [] };
  const [id, [name, role]]: readonly [string, readonly [string, AccountRole]] = found;
  return {
    session: { account: { id, name, role }, csrf: 'csrf', expiresAt: noon + day },
    setupNeeded: false,
    signInBy: [],
  };
}

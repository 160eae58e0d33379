import express from 'express';
import { createLessonDesk } from '#assembly/rulebook/lesson-desk.ts';
import { openLivingRules } from '#assembly/rulebook/living.ts';
import { createRulebook } from '#assembly/rulebook/rulebook.ts';
import { findRoot } from '#assembly/root.ts';
import { loadShelf } from '#assembly/shelf.ts';
import { buildRouter } from '#console/router.ts';
import { lessonRoutes } from '#console/routes/lessons.ts';
import { ruleRoutes } from '#console/routes/rules.ts';
import { hashToken } from '#console/token.ts';
import type { SessionStateWire } from '#model/console-wire.ts';
import type { OwnModel, OwnModelState } from '#model/lesson.ts';
import { openSqliteStore } from '#store/open.ts';
import { testKeys } from '../support/open-store.ts';
import { anAccount, noon } from '../support/store-rows.ts';
import { failed, served } from '../support/served.ts';

const day = 86_400_000;
const token = 'an-admin-sits-here-and-keeps-the-rules';

/** The rules of the house, real from the page to the store, with one lesson to take over; a training ends when it is told to. */
export async function aRulesHouse(webDir: string) {
  const now = () => noon;
  const shelf = loadShelf(findRoot());
  const newPseudonym = (): string => 'p1';
  const { retention } = shelf;
  const store = openSqliteStore({ file: ':memory:', keys: testKeys, clock: now, newPseudonym, retention });
  const living = await openLivingRules(shelf, store);
  const rulebook = createRulebook({ ...living, shelf, store, clock: now });
  const lessons = createLessonDesk({ store, book: rulebook, clock: now, onSamples: async () => undefined });
  const ownModel = aTraining();
  const entry = { at: now(), event: 'signed-in', actor: { kind: 'account', account: 'a1' } } as const;
  await store.accounts.create(anAccount('a1', { name: '周敏', role: 'admin' }), entry);
  await store.accounts.create(anAccount('a2', { name: '徐明' }), entry);
  const session = { tokenHash: hashToken(token), account: 'a1', csrf: 'csrf', expiresAt: now() + day };
  await store.accounts.openSession(session, entry);
  const state: SessionStateWire = {
    session: { account: { id: 'a1', name: '周敏', role: 'admin' }, csrf: 'csrf', expiresAt: now() + day },
    setupNeeded: false,
    signInBy: [],
  };
  const api = express.Router();
  api.get('/session', (_request, response) => void response.json(state));
  const routes = [
    ...ruleRoutes({ rulebook }),
    ...lessonRoutes({ store, lessons, ownModel: ownModel.port, catalogue: living.catalogue }),
  ];
  api.use(buildRouter(routes, { store, now, isHttps: false, url: 'http://127.0.0.1', log: failed }));
  const { url, close } = await served({ routers: [{ path: '/api/v1', router: api }], webDir });
  const finds = (text: string) => living.find([{ text, from: 'body' }], []).map(({ rule }) => rule);
  return {
    url,
    store,
    finds,
    cookie: { name: 'zhouzhi', value: token },
    endTraining: ownModel.end,
    async close() {
      close();
      await store.close();
    },
  };
}

/** Half of it done until it is told to end. */
function aTraining(): { readonly port: OwnModel; readonly end: () => void } {
  let state: OwnModelState = { serves: 'shipped', trainedAt: null, isBehind: false, run: { state: 'idle' } };
  const training = { samples: 11_687, own: 1, ownPassing: 1, leftOut: 0, recall: 0.857, falseAlarms: 0.024 };
  return {
    end: () => void (state = { serves: 'own', trainedAt: noon, isBehind: false, run: { state: 'done', training } }),
    port: {
      state: () => state,
      train() {
        state = { ...state, run: { state: 'running', done: 3, of: 7 } };
        return true;
      },
      reset: async () => false,
    },
  };
}

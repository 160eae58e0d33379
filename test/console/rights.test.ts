import { expect, test } from 'vitest';
import { accountRoles } from '#model/account.ts';
import { routeTable } from '#console/console.ts';
import { aHouse, type House } from './house.ts';

const all = [...accountRoles];
/** Who may do what. A route that is not here fails the first test. */
const rights: readonly (readonly [route: string, who: 'anyone' | 'link' | readonly string[]])[] = [
  ['get /setup/state', 'anyone'],
  ['post /setup', 'link'],
  ['get /session', 'anyone'],
  ['post /session', 'anyone'],
  ['delete /session', all],
  ['get /accounts', ['admin', 'auditor']],
  ['post /accounts', ['admin']],
  ['get /people', ['admin']],
  ['get /members', ['admin', 'reviewer', 'auditor']],
  ['get /members/:person', ['admin', 'reviewer', 'auditor']],
  ['post /members/:person/bind', ['admin']],
  ['post /members/:person/unbind', ['admin']],
  ['post /members/:person/hand-over', ['admin']],
  ['get /fingerprints', ['admin', 'reviewer', 'auditor']],
  ['post /fingerprints', ['admin', 'reviewer']],
  ['post /fingerprints/remove', ['admin']],
  ['post /fingerprints/test', ['admin', 'reviewer']],
  ['post /fingerprints/test-file', ['admin', 'reviewer']],
  ['get /overview', all],
  ['get /health', all],
  ['get /today', ['admin', 'reviewer', 'auditor']],
  ['get /clerks', ['admin', 'reviewer', 'auditor']],
  ['post /audit/verify', ['admin', 'auditor']],
  ['post /cases/:id/assign', ['admin', 'reviewer']],
  ['post /cases/:id/comment', ['admin', 'reviewer']],
  ['post /cases/:id/exempt', ['admin', 'reviewer']],
  ['post /cases/:id/report.docx', ['admin', 'reviewer']],
  ['get /groups', all],
  ['get /register', all],
  ['post /register/export', ['admin', 'reviewer', 'auditor']],
  ['get /groups/:id', all],
  ['get /groups/:id/compare', ['admin', 'reviewer', 'auditor']],
  ['post /groups/:id/introduce', ['admin', 'reviewer']],
  ['post /groups/:id/register', ['admin', 'reviewer']],
  ['get /groups/:id/history', ['admin', 'reviewer', 'auditor']],
  ['post /groups/:id/live', ['admin', 'reviewer']],
  ['get /unit', ['admin']],
  ['post /unit', ['admin']],
  ['get /audit', ['admin', 'auditor']],
  ['get /retention', all],
  ['get /rules', ['admin', 'reviewer', 'auditor']],
  ['get /rules/:kind/:id', ['admin', 'reviewer', 'auditor']],
  ['post /rules/:kind/:id', ['admin']],
  ['post /rules/:kind/:id/check', ['admin']],
  ['get /lessons', ['admin', 'reviewer', 'auditor']],
  ['post /lessons/:case/take', ['admin']],
  ['post /lessons/:case/drop', ['admin']],
  ['post /classifier/train', ['admin']],
  ['post /classifier/reset', ['admin']],
  ['get /cases', ['admin', 'reviewer', 'auditor']],
  ['get /departments', ['admin', 'reviewer', 'auditor']],
  ['get /cases/:id', ['admin', 'reviewer', 'auditor']],
  ['post /cases/:id/acknowledge', ['admin', 'reviewer']],
  ['post /cases/:id/rule', ['admin', 'reviewer']],
  ['post /cases/:id/teach', ['admin', 'reviewer']],
  ['post /cases/:id/report', ['admin', 'reviewer']],
  ['post /cases/:id/hold', ['admin', 'reviewer']],
  ['get /cases/:id/evidence', ['admin', 'reviewer']],
  ['post /cases/:id/evidence/agree', ['admin', 'reviewer']],
  ['get /notice/:token', 'link'],
  ['post /notice/:token/claim-withdrawn', 'link'],
  ['post /notice/:token/cannot-withdraw', 'link'],
  ['post /notice/:token/accept', 'link'],
  ['post /notice/:token/appeal', 'link'],
  ['get /mine/:token', 'link'],
  ['post /mine/:token/object', 'link'],
  ['get /owner/:token', 'link'],
  ['get /owner/:token/groups/:group/history', 'link'],
  ['post /owner/:token/groups/:group/foresee', 'link'],
  ['post /owner/:token/groups/:group/try', 'link'],
  ['post /owner/:token/groups/:group/save', 'link'],
  ['post /owner/:token/groups/:group/undo', 'link'],
  ['post /owner/:token/groups/:group/accept', 'link'],
  ['get /report/:token', 'link'],
  ['post /report/:token', 'link'],
  ['get /reports', ['admin', 'reviewer']],
  ['post /reports/:id/close', ['admin', 'reviewer']],
  ['get /objections', ['admin', 'reviewer']],
  ['post /people/:person/erase', ['admin']],
  ['get /q/:token', 'link'],
  ['post /q/:token/answer', 'link'],
  ['post /q/:token/put-off', 'link'],
  ['post /q/:token/contest', 'link'],
  ['get /learning/:token', 'link'],
  ['get /learning/:token/certificate', 'link'],
  ['get /quiz/items', ['admin', 'reviewer', 'auditor']],
  ['post /quiz/items/:item/judge', ['admin', 'reviewer']],
  ['get /quiz/bank/options', ['admin', 'reviewer', 'auditor']],
  ['get /quiz/bank/:kind', ['admin', 'reviewer', 'auditor']],
  ['get /quiz/bank/:kind/:work', ['admin', 'reviewer', 'auditor']],
  ['post /quiz/bank/check', ['admin', 'reviewer']],
  ['post /quiz/bank/new', ['admin', 'reviewer']],
  ['post /quiz/bank/:kind/:work', ['admin', 'reviewer']],
  ['post /quiz/bank/:kind/:work/decide', ['admin', 'reviewer']],
  ['post /quiz/bank/:kind/:work/retire', ['admin', 'reviewer']],
  ['post /quiz/bank/:kind/:work/restore', ['admin', 'reviewer']],
  ['get /quiz/figures', ['admin', 'reviewer', 'auditor']],
  ['get /quiz/report', ['admin', 'reviewer', 'auditor']],
  ['get /quiz/hours', ['admin', 'reviewer']],
  ['get /quiz/hours/book', ['admin', 'reviewer']],
  ['post /quiz/hours/rule', ['admin']],
  ['get /quiz/rounds', all],
  ['post /quiz/groups/:id/now', ['admin', 'reviewer']],
  ['post /quiz/groups/:id/cancel', ['admin', 'reviewer']],
  ['post /quiz/groups/:id/pause', ['admin', 'reviewer']],
  ['post /quiz/groups/:id/skip', ['admin', 'reviewer']],
  ['post /quiz/groups/:id/setting', ['admin', 'reviewer']],
  ['get /quiz/people', ['admin', 'reviewer']],
  ['get /quiz/groups/:id/people', ['admin', 'reviewer']],
  ['post /quiz/people/excuse', ['admin', 'reviewer']],
  ['post /quiz/people/pardon', ['admin', 'reviewer']],
  ['post /learning/:token/leave', 'link'],
  ['post /learning/:token/back', 'link'],
  ['get /about', 'anyone'],
  ['get /documents/assessment', ['admin', 'auditor']],
  ['get /digests', ['admin', 'reviewer', 'auditor']],
  ['get /digests/settings', ['admin', 'reviewer', 'auditor']],
  ['post /digests/settings', ['admin']],
  ['get /digests/:id', ['admin', 'reviewer', 'auditor']],
  ['post /digests/:id/export', ['admin', 'reviewer', 'auditor']],
  ['get /my-digests/:token', 'link'],
  ['get /events', ['admin', 'reviewer', 'auditor']],
  ['get /openapi.json', 'anyone'],
  ['get /sign-in/return', 'anyone'],
  ['get /sign-in/:page', 'anyone'],
];

test('every route of the table has its row of rights here, and the other way round', async () => {
  const { parts } = await aHouse();
  const table = routeTable(parts).map(({ method, path, who }) => [`${method} ${path}`, who]);
  expect(new Set(table)).toEqual(new Set(rights));
  expect(table).toHaveLength(rights.length);
});

test('each role reaches exactly the routes of its row, and nobody without a session any of them', async () => {
  const house = await aHouse();
  const seats = await house.everyRole();
  const reached: string[] = [];
  const expected: string[] = [];
  for (const [route, who] of rights) {
    if (who === 'anyone' || who === 'link' || route === 'delete /session') continue;
    for (const [role, seat] of seats) {
      if (who.includes(role)) expected.push(`${role} ${route}`);
      const answer = await knock(house, route, seat);
      if (answer !== 'not-your-role') reached.push(`${role} ${route}`);
    }
    expect([route, await knock(house, route)]).toEqual([route, 'signed-out']);
  }
  expect(reached).toEqual(expected);
});

/** The refusal's code, or `in`; the stream of events is not read to its end. */
async function knock(house: House, route: string, seat?: { cookie: string; csrf: string }): Promise<string> {
  const [method = '', path = ''] = route.split(' ');
  const leaving = new AbortController();
  const response = await fetch(house.url + path.replaceAll(/:\w+/g, 'X'), {
    method: method.toUpperCase(),
    headers: { 'content-type': 'application/json', cookie: seat?.cookie ?? '', 'x-csrf-token': seat?.csrf ?? '' },
    signal: leaving.signal,
    ...(method === 'post' ? { body: '{}' } : {}),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    leaving.abort();
    return 'in';
  }
  const text = await response.text();
  return ['signed-out', 'not-your-role', 'csrf'].find((code) => text.includes(`"code":"${code}"`)) ?? 'in';
}

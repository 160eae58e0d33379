import { expect, test } from 'vitest';
import type { NewReport, ReportAnswer, ReportOutcome } from '#model/report.ts';
import { aGroup } from '../support/a-post.ts';
import { hour, minute, tuesday } from '../support/clock.ts';
import { aHouse, reviewer } from './house.ts';

const id = 'test:group-1';
const refusal = (answer: ReportAnswer): string => (answer.ok ? answer.report.state : answer.refused);
const given: NewReport = { group: id, around: tuesday - 7 * minute, sender: 'p-zhang', kind: 'internal' };

async function talked() {
  const house = await aHouse();
  const trace = (post: string, sender: string) => ({
    post, group: id, sender, at: tuesday - hour, outcome: 'clear' as const, fingerprint: '', fileKinds: [], linkDomains: [], rules: [], gaps: 0,
  }); // prettier-ignore
  await house.store.record({ trace: trace('t-1', 'p-zhang') });
  await house.store.record({ trace: trace('t-2', 'p-li') });
  await house.store.record({ groups: [aGroup({ id: 'test:other', name: '别的群', owner: 'p-head' })] });
  return house;
}

test('a member is offered his own groups only, and who posted there', async () => {
  const { reports } = await talked();
  const names = async (person: string, hint: string | null) =>
    (await reports.places(person, hint)).map(({ name, people }) => [name, people.map((one) => one.name)]);
  expect(await names('p-li', null)).toEqual([['综合科工作群', ['zhang']]]);
  expect(await names('p-second', null)).toEqual([]);
  expect(await names('p-second', id)).toEqual([['综合科工作群', ['li', 'zhang']]]);
  expect(await names('p-head', null)).toEqual([['别的群', []]]);
});

test('who reports is thanked and told the outcome, and stands nowhere the office looks', async () => {
  const house = await talked();
  expect(refusal(await house.reports.file('p-li', null, given))).toBe('waiting');
  await house.turn();
  expect(house.said()).toEqual(['li: 谢谢您', 'duty: 周知：有成员反映待看']);
  const [report] = await house.reports.list(reviewer);
  expect(report).toEqual({
    id: 'R-1', group: id, around: tuesday - 10 * minute, sender: 'p-zhang', kind: 'internal', at: tuesday,
    state: 'waiting', outcome: null, closedAt: null, closedBy: null, cases: [],
  }); // prettier-ignore
  expect(refusal(await house.reports.close('R-1', reviewer, 'handled'))).toBe('closed');
  await house.turn();
  expect(house.said()).toEqual(['li: 您反映的事有结果了']);
  expect(await house.store.reports.reporter('R-1')).toBeNull();
  expect(JSON.stringify(await house.store.ledger.latest(50))).not.toContain('p-li');
  expect(refusal(await house.reports.close('R-1', reviewer, 'fine'))).toBe('not-in-this-state');
});

test.each<[name: string, person: string, more: Partial<NewReport>, says: string]>([
  ['about a group he is not in', 'p-second', {}, 'unknown'],
  ['about somebody who has not posted there', 'p-li', { sender: 'p-head' }, 'unknown'],
  ['about himself', 'p-li', { sender: 'p-li' }, 'unknown'],
  ['without a name', 'p-li', { sender: null }, 'waiting'],
  ['in the future', 'p-li', { around: tuesday + hour }, 'bad-time'],
  ['of last month', 'p-li', { around: tuesday - 30 * 24 * hour }, 'bad-time'],
])('a report %s', async (_, person, more, says) => {
  const { reports } = await talked();
  expect(refusal(await reports.file(person, null, { ...given, ...more }))).toBe(says);
});

test('five an hour are enough', async () => {
  const { reports } = await talked();
  const all: string[] = [];
  for (let nth = 0; nth < 6; nth++) all.push(refusal(await reports.file('p-li', null, given)));
  expect(all).toEqual([...Array.from({ length: 5 }, () => 'waiting'), 'too-many']);
});

test('what cannot wait comes at any hour, and never to whom it is about', async () => {
  const house = await talked();
  house.clock.pass(14 * hour);
  const night = { ...given, around: house.clock.now(), kind: 'secret' as const };
  await house.reports.file('p-li', null, night);
  await house.turn();
  expect(house.said()).toEqual(['li: 谢谢您', 'duty: 周知：1 件成员反映待看']);
});

test.each<[name: string, person: string, shown: number, outcome: ReportOutcome, says: string]>([
  ['a reviewer', 'p-second', 1, 'fine', 'closed'],
  ['whom it is about', 'p-zhang', 0, 'fine', 'own-case'],
])('%s sees %i', async (_, person, shown, outcome, says) => {
  const { reports } = await talked();
  await reports.file('p-li', null, given);
  const clerk = { ...reviewer, person };
  expect(await reports.list(clerk)).toHaveLength(shown === 0 ? 0 : 1);
  expect(refusal(await reports.close('R-1', clerk, outcome))).toBe(says);
});

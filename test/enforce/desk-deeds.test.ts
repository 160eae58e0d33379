import { expect, test } from 'vitest';
import type { Clerk, DeskAnswer } from '#model/desk.ts';
import { hour, tuesday } from '../support/clock.ts';
import { anAccount } from '../support/store-rows.ts';
import { aHouse, caseId, classified, personal, reviewer, scoped } from './house.ts';

const refusal = (answer: DeskAnswer): string => (answer.ok ? answer.case.state : answer.refused);
const bound: Clerk = { ...reviewer, person: 'p-zhang' };
const auditor: Clerk = { ...reviewer, role: 'auditor' };

async function withAccounts() {
  const house = await aHouse();
  await house.judge(personal());
  const entry = { at: tuesday, event: 'account-created', actor: { kind: 'bot' } } as const;
  for (const account of [
    anAccount('a-second', { name: '徐明' }),
    anAccount('a-off', { isDisabled: true }),
    anAccount('a-auditor', { role: 'auditor' }),
    anAccount('a-zhang', { person: 'p-zhang' }),
  ])
    await house.store.accounts.create(account, entry);
  return house;
}

test.each<[name: string, clerk: Clerk, to: string | null, says: string]>([
  ['to a reviewer in use', reviewer, 'a-second', 'recall-requested'],
  ['to nobody, who it is already', reviewer, null, 'not-in-this-state'],
  ['to an account that is off', reviewer, 'a-off', 'not-assignable'],
  ['to an auditor', reviewer, 'a-auditor', 'not-assignable'],
  ['to whose own case it is', reviewer, 'a-zhang', 'not-assignable'],
  ['to nobody known', reviewer, 'a-none', 'not-assignable'],
  ['by an auditor', auditor, 'a-second', 'not-your-role'],
  ['by whose own case it is', bound, 'a-second', 'own-case'],
])('a case is given %s', async (_, clerk, to, says) => {
  const house = await withAccounts();
  expect(refusal(await house.desk.assign(caseId, clerk, to))).toBe(says);
});

test('who was given a case is shown with his name, and the ledger says by whom', async () => {
  const house = await withAccounts();
  await house.desk.assign(caseId, reviewer, 'a-second');
  const page = await house.desk.page(caseId, reviewer);
  expect([page?.case.assignee, page?.assigneeName, page?.timeline.at(-1)?.row]).toMatchObject([
    'a-second',
    '徐明',
    { event: 'assigned', actor: { kind: 'account', account: 'a-reviewer' }, detail: { account: 'a-second' } },
  ]);
});

test('a comment is kept beside its case; one that repeats the matter is not, nor stands it in the ledger', async () => {
  const house = await withAccounts();
  const said = async (clerk: Clerk, text: string) => refusal(await house.desk.comment(caseId, clerk, text));
  expect([
    await said(reviewer, '样张机密原文'),
    await said(reviewer, ' 嗯 '),
    await said(bound, '已电话联系本人'),
    await said(reviewer, ' 已电话联系本人 '),
  ]).toEqual(['reason-repeats-matter', 'reason-required', 'own-case', 'recall-requested']);
  expect((await house.desk.page(caseId, reviewer))?.comments).toEqual([
    { id: `${caseId}/a-reviewer/${tuesday}`, at: tuesday, who: 'a-reviewer', text: '已电话联系本人' },
  ]);
  const rows = (await house.store.cases.timeline(caseId)).filter(({ event }) => event === 'commented');
  expect(rows.map(({ detail }) => detail)).toEqual([undefined]);
});

test.each([
  ['what is out of scope', scoped(), 'open'],
  ['personal data', personal(), 'recall-requested'],
  ['what may be a state secret', classified(), 'not-exemptable'],
  ['what was mostly scope but bore a mark', scoped({ reasons: classified().reasons }), 'not-exemptable'],
] as const)('leave to say it once more: %s', async (_, verdict, says) => {
  const house = await aHouse();
  await house.judge(verdict);
  expect(refusal(await house.desk.exempt(caseId, reviewer, '经批准可以再发'))).toBe(says);
  const asked = { group: 'test:group-1', sender: 'p-zhang', fingerprint: 'f' };
  const found = await house.store.cases.exemption(asked, tuesday);
  const given = { ...asked, case: caseId, endsAt: tuesday + 7 * 24 * hour };
  expect(found).toEqual(says === 'not-exemptable' ? null : given);
});

test('the page says one by one what raised and lowered the confidence, where the same was seen, and hides a clerk’s own case', async () => {
  const house = await aHouse();
  const one = await house.judge(scoped());
  await house.store.record({
    cases: [{ ...one, version: 0, id: 'other', post: 'test:other', sender: 'p-li', sentAt: tuesday - hour }],
  });
  const page = await house.desk.page(caseId, reviewer);
  expect([page?.reasons, page?.chain.map((seen) => [seen.case?.id, seen.senderName]), page?.canExempt]).toEqual([
    [{ says: '消息中出现：appointment', confidence: 0.8, raised: [], lowered: [] }],
    [
      ['other', 'li'],
      [caseId, '张敏'],
    ],
    true,
  ]);
  const seenByLi = await house.desk.page(caseId, { ...reviewer, person: 'p-li' });
  expect(seenByLi?.chain[0]).toMatchObject({ case: null, senderName: null });
});

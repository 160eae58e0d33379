import { expect, test } from 'vitest';
import type { Clerk, DeskAnswer } from '#model/desk.ts';
import { answerTimes } from '#enforce/working-days.ts';
import { isWeekday } from '#lib/working-time.ts';
import { hour, minute, tuesday } from '../support/clock.ts';
import { aHouse, caseId, classified, lured, personal, reviewer, scoped, second } from './house.ts';

const overturned = { what: 'overturned', why: '已在网站公开' } as const;
const upheld = { what: 'upheld', why: '不宜在群里发' } as const;
const refusal = (answer: DeskAnswer): string => (answer.ok ? answer.case.state : answer.refused);
const day = 24 * hour;

test.each<[name: string, at: number, off: readonly string[], remindAt: number, answerBy: number]>([
  ['on a Tuesday morning', tuesday, [], tuesday + 2 * day - 1.5 * hour, tuesday + 2 * day + 8 * hour],
  ['on a Friday', tuesday + 3 * day, [], tuesday + 7 * day - 1.5 * hour, tuesday + 7 * day + 8 * hour],
  [
    'on a Saturday night',
    tuesday + 4 * day + 12 * hour,
    [],
    tuesday + 7 * day - 1.5 * hour,
    tuesday + 7 * day + 8 * hour,
  ],
  [
    'before a holiday',
    tuesday,
    ['2026-11-25', '2026-11-26'],
    tuesday + 6 * day - 1.5 * hour,
    tuesday + 6 * day + 8 * hour,
  ],
])('an appeal %s is answered by the end of the second working day', (_, at, off, remindAt, answerBy) => {
  const isWorkday = (date: string): boolean => isWeekday(date) && !off.includes(date);
  expect(answerTimes(at, [8.5, 18], { tz: 'Asia/Shanghai', isWorkday })).toEqual({ remindAt, answerBy });
});

test('the office is reminded on the last day, and what is overdue goes further up each day', async () => {
  const house = await aHouse();
  await house.judge(scoped());
  await house.desk.appeal(caseId, 'p-zhang', 'published');
  await house.turn();
  house.said();
  await house.wait(46.5 * hour);
  expect(house.said()).toEqual(['duty: 周知：1 件申诉今天到期']);
  await house.wait(9.5 * hour);
  // The end of office hours: it is said when they begin again.
  await house.wait(15 * hour);
  expect(house.said()).toEqual(['duty: 周知：1 件申诉已超期', 'second: 周知：1 件申诉已超期']);
  await house.desk.rule(caseId, reviewer, overturned);
  await house.turn();
  house.said();
  await house.wait(10 * day);
  expect(house.said()).toEqual([]);
});

test.each<
  [name: string, verdict: Parameters<Awaited<ReturnType<typeof aHouse>>['judge']>[0], by: string, became: string]
>([
  ['a reminder', scoped(), 'p-zhang', 'open, accepted'],
  ['what he still has to take back', personal(), 'p-zhang', 'not-in-this-state'],
  ['what is not charged to him', scoped({ charged: false }), 'p-zhang', 'not-in-this-state'],
  ['what is only looked at', scoped({ outcome: 'review', steps: [{ do: 'flag' }] }), 'p-zhang', 'not-in-this-state'],
  ['a suspected solicitation', lured(), 'p-zhang', 'unknown'],
  ['the post of another', scoped(), 'p-li', 'unknown'],
])('the sender accepts %s', async (_, verdict, by, became) => {
  const house = await aHouse();
  await house.judge(verdict);
  house.said();
  const page = await house.desk.notice(caseId, by);
  const answer = await house.desk.accept(caseId, by);
  const isAccepted = answer.ok && (answer.case.acceptedAt ?? null) !== null;
  expect(`${refusal(answer)}${isAccepted ? ', accepted' : ''}`).toBe(became);
  // The page offers what the desk takes, and says what it means.
  expect((page?.acceptance ?? null) !== null).toBe(isAccepted);
  await house.turn();
  expect(house.said()).toEqual(isAccepted ? ['zhang: 收到，谢谢您'] : []);
});

test('who has accepted may still object, and then it counts no more', async () => {
  const house = await aHouse();
  await house.judge(scoped());
  await house.desk.accept(caseId, 'p-zhang');
  expect(await house.desk.notice(caseId, 'p-zhang')).toMatchObject({ acceptance: null, canAppeal: true });
  expect((await house.store.quiz.unsettled(tuesday + day)).counting.length).toBe(1);
  expect(refusal(await house.desk.appeal(caseId, 'p-zhang', 'mistaken'))).toBe('open');
  expect((await house.read()).acceptedAt).toBeNull();
  expect((await house.store.quiz.unsettled(tuesday + day)).counting).toEqual([]);
  expect((await house.desk.notice(caseId, 'p-zhang'))?.timeline.map(({ says }) => says)).toEqual([
    '您表示接受提醒',
    '您提出了申诉',
    '您提出申诉，之前的接受不再算数',
  ]);
});

test.each<[name: string, note: string, refused: string, kept: string | undefined]>([
  ['nothing added', '', 'open', undefined],
  ['a general word', '网站上周已经登过', 'open', '网站上周已经登过'],
  ['a mark', '样张：原来那句话', 'note-repeats-matter', undefined],
  ['the very words', '就是原话', 'note-repeats-matter', undefined],
])('what the sender adds is kept only where it does not repeat the matter: %s', async (_, note, says, kept) => {
  const house = await aHouse();
  await house.judge(scoped());
  expect(refusal(await house.desk.appeal(caseId, 'p-zhang', 'published', note))).toBe(says);
  expect((await house.read()).appeal?.note).toBe(kept);
  const rows = JSON.stringify(await house.store.cases.timeline(caseId));
  expect(note !== '' && rows.includes(note)).toBe(false);
});

test.each<
  [
    name: string,
    press: () => Parameters<Awaited<ReturnType<typeof aHouse>>['desk']['pressed']>,
    said: readonly string[],
  ]
>([
  ['the sender', () => ['test:zhang', caseId, 'appeal'], ['zhang: 请选一个理由']],
  ['a stranger', () => ['test:li', caseId, 'appeal'], []],
])('the button asks %s for a reason by choice', async (_, press, said) => {
  const house = await aHouse();
  await house.judge(personal());
  house.said();
  await house.desk.pressed(...press());
  await house.turn();
  expect([house.said(), (await house.read()).appeal]).toEqual([said, null]);
});

test('a suspected recruiter is asked for no reason', async () => {
  const house = await aHouse();
  await house.judge(lured());
  house.said();
  await house.desk.pressed('test:zhang', caseId, 'appeal');
  await house.turn();
  expect(house.said().filter((line) => line.startsWith('zhang'))).toEqual([]);
});

test('two accounts of one person are not two persons', async () => {
  const house = await aHouse();
  const twin = (id: string): Clerk => ({ account: id, role: 'reviewer', person: 'p-li' });
  for (const id of ['a-one', 'a-two']) {
    const account = {
      id,
      name: id,
      role: 'reviewer',
      person: 'p-li',
      boundAt: 0,
      passwordHash: '',
      createdAt: 0,
      isDisabled: false,
    } as const;
    await house.store.accounts.create(account, { at: 0, event: 'account-created', actor: { kind: 'bot' } });
  }
  await house.judge(scoped());
  await house.desk.rule(caseId, twin('a-one'), upheld);
  await house.wait(minute);
  await house.desk.appeal(caseId, 'p-zhang', 'mistaken');
  expect(refusal(await house.desk.rule(caseId, twin('a-two'), overturned))).toBe('second-person-needed');
  expect(refusal(await house.desk.rule(caseId, second, overturned))).toBe('overturned');
});

test('the answer says why in general, whom to ask further, and when it is forgotten; never that something leaked', async () => {
  const house = await aHouse();
  await house.judge(scoped());
  await house.desk.appeal(caseId, 'p-zhang', 'mistaken');
  expect((await house.desk.notice(caseId, 'p-zhang'))?.paragraphs[2]).toBe(
    '您的申诉由没有经手过的复核人员在11月26日 18:00前答复。',
  );
  await house.desk.rule(caseId, reviewer, upheld);
  const { paragraphs = [] } = (await house.desk.notice(caseId, 'p-zhang')) ?? {};
  expect(paragraphs.slice(1, 4)).toEqual([
    '已由人工复核：这条消息不宜在本群发布，原提醒维持。',
    '理由：超出了本群周知性一般信息的范围。',
    '如仍有不同意见，可向 010-5550 1004 反映。此事不在群内公开，累计记录2月22日 10:00自动清除。',
  ]);
  expect(JSON.stringify(paragraphs)).not.toMatch(/泄密|不宜在群里发/);
});

test.each<[name: string, clerk: Clerk, text: string, rule: string | null, isOverturned: boolean, says: string]>([
  ['a text written anew', reviewer, '明天的会改到三楼', 'state-mark', true, 'overturned'],
  ['for the classifier only', reviewer, '明天的会改到三楼', null, true, 'overturned'],
  ['a text that still holds a mark', reviewer, '样张机密', 'state-mark', true, 'text-has-marks'],
  ['the very words', reviewer, '这是原话', 'state-mark', true, 'text-is-copy'],
  ['a rule that had no say', reviewer, '明天的会改到三楼', 'another', true, 'unknown'],
  ['a case nobody has overturned', reviewer, '明天的会改到三楼', 'state-mark', false, 'not-in-this-state'],
  ['his own case', { ...reviewer, person: 'p-zhang' }, '明天的会改到三楼', 'state-mark', true, 'own-case'],
  ['an auditor', { ...reviewer, role: 'auditor' }, '明天的会改到三楼', 'state-mark', true, 'not-your-role'],
])('an overturned case teaches: %s', async (_, clerk, text, rule, isOverturned, says) => {
  const house = await aHouse();
  await house.judge(classified());
  if (isOverturned) await house.desk.rule(caseId, second, overturned);
  expect(refusal(await house.desk.teach(caseId, clerk, { text, rule }))).toBe(says);
  expect(await house.store.lessons.list()).toEqual(
    says === 'overturned'
      ? [
          {
            case: caseId,
            rule,
            template: '机关',
            text,
            account: 'a-reviewer',
            at: tuesday,
            state: 'proposed',
            use: null,
          },
        ]
      : [],
  );
  expect(JSON.stringify(await house.store.ledger.latest(20))).not.toContain(text);
});

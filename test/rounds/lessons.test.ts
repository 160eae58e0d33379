import { describe, expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import type { GroupMember } from '#model/gateway.ts';
import { bank } from '../support/quiz-room.ts';
import { aCase, anEntry, days } from '../support/store-rows.ts';
import { aMember, aQuizHouse, at, keyOn, shown } from './house.ts';

const group = 'test:g1';
const monday = at('2026-11-23 09:00');

async function aHouse(
  members: readonly GroupMember[] = [aMember('owner', { role: 'owner' }), aMember('a'), aMember('b')],
) {
  const house = await aQuizHouse({ start: monday, groups: [{ id: group, members }] });
  /** A case of a member's, as the desk would have left it. */
  const decide = (id: string, more: Partial<Case>) =>
    house.store.record({ cases: [aCase(id, { group, sender: 'p-a', post: `test:post-${id}`, ...more })] });
  return { ...house, decide };
}

const upheld = (moment: number): Partial<Case> => ({
  state: 'upheld',
  ruling: { what: 'upheld', why: '属实', by: 'a1', at: moment, confirmedBy: null },
});
const takenBack = (moment: number): Partial<Case> => ({
  state: 'withdrawn',
  withdrawnAt: moment,
  withdrawnBy: 'sender',
});

describe('a private item', () => {
  test.each<[name: string, decided: string, became: (moment: number) => Partial<Case>, asked: readonly string[]]>([
    ['an upheld case: within minutes in office hours', '2026-11-23 10:00', upheld, ['2026-11-23 10:30 一道同类小题']],
    ['upheld in the evening: the next morning', '2026-11-23 20:00', upheld, ['2026-11-24 08:30 一道同类小题']],
    ['upheld on Friday evening: on Monday', '2026-11-27 19:00', upheld, ['2026-11-30 08:30 一道同类小题']],
    ['taken back by its sender: after the seven days to appeal', '2026-11-23 10:00', takenBack, ['2026-11-30 10:00 一道同类小题']],
    ['taken back and appealed: not', '2026-11-23 10:00', (moment) => ({ ...takenBack(moment), appeal: { reason: 'mistaken', at: moment + 60, answeredAt: null } }), []],
    ['accepted with the button: at once', '2026-11-23 10:00', (moment) => ({ ...takenBack(moment), acceptedAt: moment }), ['2026-11-23 10:30 一道同类小题']],
    ['a suspected solicitation: never', '2026-11-23 10:00', (moment) => ({ ...upheld(moment), kind: 'solicitation', category: 'solicitation.offer' }), []],
    ['an outsider: never', '2026-11-23 10:00', (moment) => ({ ...upheld(moment), senderRole: 'outsider' }), []],
    ['a quote, which charges nobody: never', '2026-11-23 10:00', (moment) => ({ ...upheld(moment), charged: false }), []],
  ])('%s', async (_, decided, became, asked) => {
    const house = await aHouse();
    await house.until(at(decided));
    await house.decide('c1', became(at(decided)));
    await house.until(at('2026-12-01 12:00'));
    expect(house.told('test:a').slice(0, 1)).toEqual(asked);
    expect(house.told('test:b')).toEqual([]);
  }); // prettier-ignore

  test('is of the category that was broken, neutral in front, and its answer shows on the case', async () => {
    const house = await aHouse();
    await house.decide('c1', upheld(monday));
    await house.until(at('2026-11-23 09:30'));
    const [sent] = house.sent;
    const item = bank.items.find(({ stem }) => sent?.card.question?.text.startsWith(stem));
    expect([item?.teaches, sent?.card.title, sent?.card.body[0]]).toEqual(['scope.personnel', '一道同类小题', '前几天的事已处理完，不再追问。这里有一道同类小题，半分钟，帮您下次更从容。']); // prettier-ignore
    const right = (item?.key ?? []).map((number) => item?.choices[number] ?? '');
    await house.press('test:a', sent?.card.ref ?? '', `choose/${sent ? keyOn(sent.card, right) : ''}`);
    await house.turn();
    const events = (await house.store.cases.timeline('c1')).map(({ event }) => event);
    expect(events).toEqual(['lesson-planned', 'lesson-asked', 'lesson-answered']);
    expect(await house.store.quiz.attempts({ because: 'c1', limit: 9 })).toMatchObject([
      { person: 'p-a', isRight: true },
    ]);
    expect(await house.rounds.desk.page(sent?.card.ref ?? '', 'p-b')).toBeNull();
  });

  test('put off or left alone, it comes again at growing gaps', async () => {
    const house = await aHouse();
    await house.decide('c1', upheld(monday));
    let laid = 0;
    await house.until(at('2026-12-31 18:00'), undefined, async () => {
      const open = house.sent.filter(({ key }) => key.endsWith('/private')).at(laid);
      if (!open) return;
      laid++;
      await house.press('test:a', open.card.ref, 'quiz-later');
    });
    const askedOn = house.told('test:a').filter((line) => !line.endsWith('以后再说')).map((line) => line.slice(0, 10)); // prettier-ignore
    expect(askedOn).toEqual(['2026-11-23', '2026-11-24', '2026-11-26', '2026-11-30', '2026-12-08', '2026-12-24']);
  });

  test('an overturned case takes everything along, and its card answers kindly', async () => {
    const house = await aHouse();
    await house.decide('c1', upheld(monday));
    await house.until(at('2026-11-23 09:30'));
    const ref = house.sent[0]?.card.ref ?? '';
    await house.press('test:a', ref, 'choose/A');
    await house.decide('c1', { version: 1, ...upheld(monday), state: 'overturned', charged: false });
    await house.until(at('2026-11-23 10:30'));
    await house.press('test:a', ref, 'choose/A', 'late');
    await house.turn();
    const histories = await house.store.quiz.histories(['p-a']);
    expect([histories.get('p-a'), await house.store.quiz.prompts({ limit: 9 }), await house.store.quiz.attempts({ limit: 9 })]).toEqual([[], [], []]); // prettier-ignore
    expect(house.told('test:a').at(-1)).toBe(`${shown(house.clock())} 这道题已经取消`);
  });

  test.each<[name: string, excuse: () => Parameters<Awaited<ReturnType<typeof aHouse>>['store']['record']>[0]]>([
    ['opted out', () => ({ quiz: { excuses: [{ person: 'p-a', why: 'opted-out', from: 0, until: null }] } })],
    ['on leave', () => ({ quiz: { excuses: [{ person: 'p-a', why: 'leave', from: 0, until: monday + 9 * days }] } })],
    [
      'new in the first week',
      () => ({ quiz: { memberships: [{ group, person: 'p-a', since: monday, leftAt: null }] } }),
    ],
  ])('is not sent to somebody who is %s, neither is he counted', async (name, excuse) => {
    const house = await aHouse();
    await house.store.record({ ledger: [anEntry()], ...excuse() });
    await house.decide('c1', upheld(monday));
    await house.until(at('2026-11-25 10:00'));
    expect([house.told('test:a'), (await house.store.quiz.openRound(group))?.asked]).toEqual([[], 2]);
    await house.until(monday + 10 * days);
    expect(house.told('test:a').length).toBe(name === 'opted out' ? 0 : 1);
  });
});

test('what is contested and given right is asked of nobody any more', async () => {
  const house = await aHouse();
  const kind = bank.items.filter(({ teaches }) => teaches.startsWith('scope.'));
  const contests = kind.map(({ id }) => ({ item: id, person: 'p-b', why: 'outdated', at: 0, state: 'upheld', answeredAt: 1, by: 'a1' }) as const);
  await house.store.record({ quiz: { contests } });
  await house.decide('c1', upheld(monday));
  await house.until(at('2026-11-23 12:00'));
  expect([house.told('test:a'), (await house.store.quiz.violations({})).length]).toEqual([[], 1]);
}); // prettier-ignore

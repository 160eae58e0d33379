import { expect, test } from 'vitest';
import { Transient } from '#model/transient.ts';
import type { Store } from '#model/store.ts';
import { failing } from '../support/failing.ts';
import { aCase, upheld } from '../support/store-rows.ts';
import { aMember, aQuizHouse, at } from './house.ts';

const group = 'test:g1';
const members = ['owner', 'a', 'b', 'c'].map((name) => aMember(name, name === 'owner' ? { role: 'owner' } : {}));

/** A round with answers, its result, and a private item with its answer; with the `nth` call to the store of each part failing, after which a new process goes on. */
async function played(nth: number) {
  const house = await aQuizHouse({ start: at('2026-11-25 09:59'), groups: [{ id: group, members }] });
  const { store } = house;
  let failed = 0;
  /** Does it on a store that fails at the nth call; when it died, a new house does it again, as the loops would. */
  const survive = async (work: (here: ReturnType<typeof house.open>) => Promise<void>): Promise<void> => {
    try {
      await work(house.open(nth === 0 ? store : failing<Store>(store, nth)));
    } catch (error) {
      if (!(error instanceof Transient) && !(error instanceof Error && error.cause instanceof Transient)) throw error;
      failed++;
      await store.outbox.recover();
      await work(house.open(store));
    }
  };
  const press = (member: string, ref: string, letter: string) =>
    survive(({ enforcer }) =>
      enforcer.onPressed({ key: `k/${member}/${ref}`, at: house.clock(), kind: 'pressed', member: `test:${member}`, ref, action: `choose/${letter}` }),
    ); // prettier-ignore
  const clockTurns = (moment: string): Promise<void> =>
    survive(async ({ timetable, turn }) => {
      house.set(at(moment));
      await timetable.tick();
      await turn();
    });

  await clockTurns('2026-11-25 10:00');
  const ref = house.sent[0]?.card.ref ?? '';
  for (const [member, letter] of [['a', 'A'], ['b', 'B'], ['c', 'A']] as const) await press(member, ref, letter); // prettier-ignore
  await store.record({ cases: [aCase('c1', { group, sender: 'p-a', ...upheld(house.clock()) })] });
  await clockTurns('2026-11-25 10:05');
  const own = house.sent.find(({ key }) => key.endsWith('/private'))?.card.ref ?? '';
  await press('a', own, 'A');
  await clockTurns('2026-11-25 10:10');
  await clockTurns('2026-12-01 17:00');
  const attempts = await store.quiz.attempts({ limit: 99 });
  return {
    failed,
    sent: house.sent.map(({ key }) => key).toSorted(),
    attempts: attempts.map(({ person, ref: to, chosen }) => `${person} ${to} ${chosen.join()}`).toSorted(),
    round: (await store.quiz.round(ref))?.state,
    prompt: (await store.quiz.prompts({ limit: 9 })).map(({ state }) => state),
  };
}

test('whichever call fails, nothing is lost and nothing is done twice', { timeout: 90_000 }, async () => {
  const whole = await played(0);
  // Answered wrongly, so the next item has come meanwhile.
  expect([whole.attempts.length, whole.round, whole.prompt]).toEqual([4, 'closed', ['asked', 'answered']]);
  let failures = 0;
  for (let nth = 1; nth <= 40; nth++) {
    const { failed, ...rest } = await played(nth);
    failures += failed;
    expect({ nth, ...rest, failed: 0 }).toEqual({ nth, ...whole, failed: 0 });
  }
  expect(failures).toBeGreaterThan(60);
});

import { describe, expect, test } from 'vitest';
import type { Attempt, Contest, Excuse, Membership, Prompt, QuizSetting, Round, Violation } from '#model/round.ts';
import type { QuizChange } from '#model/quiz-store.ts';
import type { OpenStore } from './store.ts';
import { aCase, anEntry, days, noon, upheld } from '../support/store-rows.ts';

const group = 'sandbox:g1';

function aRound(id: string, more: Partial<Round> = {}): Round {
  return {
    id, version: 0, group, item: 'midnight-photo-01', category: 'scope.personnel', openedAt: noon, closesAt: noon + 5 * days, state: 'open',
    by: 'timetable', asked: 3, skip: [], message: null, reminders: 0, ...more,
  }; // prettier-ignore
}

function anAttempt(person: string, more: Partial<Attempt> = {}): Attempt {
  return {
    person, ref: 'q-1', item: 'midnight-photo-01', category: 'scope.personnel', group, because: null, chosen: [1], isRight: true, share: 1,
    at: noon + 60, ms: 9000, via: 'page', ...more,
  }; // prettier-ignore
}

function aPrompt(id: string, more: Partial<Prompt> = {}): Prompt {
  return {
    id, version: 0, person: 'p1', item: 'midnight-photo-02', category: 'scope.personnel', because: 'c1', madeAt: noon, state: 'waiting',
    askedAt: null, settledAt: null, ...more,
  }; // prettier-ignore
}

const violation: Violation = { case: 'c1', person: 'p1', category: 'scope.personnel', at: noon };

export function quizContract(open: OpenStore): void {
  describe('rounds and answers', () => {
    roundContract(open);
  });
  describe('what goes back to a case', () => {
    lessonContract(open);
  });
  describe('statistics', () => {
    factContract(open);
  });
  describe('settings and people', () => {
    peopleContract(open);
  });
}

function roundContract(open: OpenStore): void {
  test('a round comes back as it was kept, its version one higher, and a stale one changes nothing', async () => {
    const { store } = open();
    const [one, next] = [aRound('q-1'), aRound('q-2', { openedAt: noon + 7 * days, item: 'midnight-photo-02' })];
    await store.record({ quiz: { rounds: [one, next] } });
    const stale = await store.record({ quiz: { rounds: [{ ...one, reminders: 1 }] }, ledger: [anEntry()] });
    expect(stale).toEqual({ ok: false, refused: 'stale' });
    await store.record({ quiz: { rounds: [{ ...one, version: 1, state: 'closed' }] } });
    expect(await store.quiz.round('q-1')).toEqual({ ...one, version: 2, state: 'closed' });
    expect(await store.quiz.openRound(group)).toEqual({ ...next, version: 1 });
    expect((await store.ledger.head()).number).toBe(0);
    const ids = async (query: object) => (await store.quiz.rounds({ limit: 9, ...query })).map(({ id }) => id);
    expect([
      await ids({}),
      await ids({ limit: 1 }),
      await ids({ group: 'sandbox:g2' }),
      await ids({ group, state: 'closed' }),
      await ids({ from: noon + days }),
      await ids({ before: noon + days }),
    ]).toEqual([['q-2', 'q-1'], ['q-2'], [], ['q-1'], ['q-2'], ['q-1']]);
    expect(await store.quiz.askedAt(group)).toEqual(
      new Map([
        ['midnight-photo-01', noon],
        ['midnight-photo-02', noon + 7 * days],
      ]),
    );
  });

  test('the first answer stands, and a closed round takes none', async () => {
    const { store } = open();
    const first = anAttempt('p1');
    await store.record({ quiz: { rounds: [aRound('q-1')] } });
    await store.record({ quiz: { attempts: [first, anAttempt('p2', { chosen: [0, 2], isRight: false, share: 0 })] } });
    await store.record({ quiz: { attempts: [anAttempt('p1', { chosen: [0], isRight: false, share: 0 })] } });
    await store.record({ quiz: { rounds: [aRound('q-1', { version: 1, state: 'closed' })] } });
    await store.record({ quiz: { attempts: [anAttempt('p3')] } });
    expect(await store.quiz.attempt('p1', 'q-1')).toEqual(first);
    expect(await store.quiz.attempt('p3', 'q-1')).toBeNull();
    const choices = new Map([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(await store.quiz.tally('q-1')).toEqual({ answered: 2, right: 1, choices });
    expect(await store.quiz.tally('q-9')).toEqual({ answered: 0, right: 0, choices: new Map() });
    const people = async (query: object) =>
      (await store.quiz.attempts({ limit: 9, ...query })).map(({ person }) => person);
    expect([
      await people({}),
      await people({ person: 'p2' }),
      await people({ group, item: 'midnight-photo-01', before: noon }),
    ]).toEqual([['p1', 'p2'], ['p2'], []]);
  });

  test('answers side by side are all kept, each once', async () => {
    const { store } = open();
    await store.record({ quiz: { rounds: [aRound('q-1')] } });
    const people = Array.from({ length: 300 }, (_, number) => `p${number % 150}`);
    await Promise.all(people.map((person) => store.record({ quiz: { attempts: [anAttempt(person)] } })));
    expect((await store.quiz.tally('q-1')).answered).toBe(150);
  });

  test('a key is won once, and with it the whole change', async () => {
    const { store } = open();
    const change = (id: string) => ({ once: 'quiz/g1/1', quiz: { rounds: [aRound(id)] }, ledger: [anEntry()] });
    const answers = await Promise.all([store.record(change('q-1')), store.record(change('q-2'))]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect([await store.hasFired('quiz/g1/1'), await store.hasFired('quiz/g1/2')]).toEqual([true, false]);
    expect([await store.once('quiz/g1/1', noon), await store.quiz.round('q-2')]).toEqual([false, null]);
    // A change that is stale for another reason leaves the key to be won.
    await store.record({ once: 'quiz/g1/2', quiz: { rounds: [aRound('q-1')] } });
    expect(await store.hasFired('quiz/g1/2')).toBe(false);
  });
}

function lessonContract(open: OpenStore): void {
  test('a private item goes its way, and is found by person, case and state', async () => {
    const { store } = open();
    await store.record({ quiz: { prompts: [aPrompt('r-1'), aPrompt('r-2', { person: 'p2', because: null })] } });
    const asked = aPrompt('r-1', { version: 1, state: 'asked', askedAt: noon + 5 });
    await store.record({ quiz: { prompts: [asked] } });
    expect(await store.record({ quiz: { prompts: [asked] } })).toEqual({ ok: false, refused: 'stale' });
    expect(await store.quiz.prompt('r-1')).toEqual({ ...asked, version: 2 });
    const ids = async (query: object) => (await store.quiz.prompts({ limit: 9, ...query })).map(({ id }) => id);
    expect([await ids({}), await ids({ person: 'p1' }), await ids({ states: ['waiting'] }), await ids({ because: 'c1' })]).toEqual([
      ['r-2', 'r-1'],
      ['r-1'],
      ['r-2'],
      ['r-1'],
    ]); // prettier-ignore
  });

  test('what happened to a person is told in order, from rounds, answers, prompts and violations', async () => {
    const { store } = open();
    await store.record({
      quiz: {
        memberships: [{ group, person: 'p1', since: noon, leftAt: null }],
        rounds: [aRound('q-0', { openedAt: noon - days }), aRound('q-1', { openedAt: noon + 1 })],
        attempts: [anAttempt('p1', { at: noon + 2 })],
        violations: [
          { ...violation, at: noon + 3 },
          { ...violation, at: noon + 9 },
        ],
        prompts: [aPrompt('r-1', { state: 'put-off', askedAt: noon + 4, settledAt: noon + 5 })],
      },
    });
    const category = 'scope.personnel';
    expect(await store.quiz.histories(['p1', 'p2'])).toEqual(
      new Map([
        [
          'p1',
          [
            { kind: 'asked', at: noon + 1, category, item: 'midnight-photo-01', because: null },
            { kind: 'answered', at: noon + 2, category, item: 'midnight-photo-01', share: 1, because: null },
            { kind: 'violated', at: noon + 3, category, because: 'c1' },
            { kind: 'asked', at: noon + 4, category, item: 'midnight-photo-02', because: 'c1' },
            { kind: 'put-off', at: noon + 5, category, because: 'c1' },
          ],
        ],
        ['p2', []],
      ]),
    );
  });

  test('an overturned case has never been, and a purge takes along what goes back to it', async () => {
    const { store } = open();
    const own = { because: 'c1', group: null, ref: 'r-1' };
    const left = { violations: [violation], prompts: [aPrompt('r-1')], attempts: [anAttempt('p1', own)] };
    const counts = async () => {
      const [violations, prompts, attempts] = await Promise.all([
        store.quiz.violations({}),
        store.quiz.prompts({ limit: 9 }),
        store.quiz.attempts({ limit: 9 }),
      ]);
      return [violations.length, prompts.length, attempts.length];
    };
    await store.record({ cases: [aCase('c1')], quiz: left });
    await store.record({ quiz: { forgets: ['c1'] } });
    expect(await counts()).toEqual([0, 0, 0]);
    await store.record({ quiz: left });
    expect(await counts()).toEqual([1, 1, 1]);
    await store.evidence.purge('c1', anEntry({ event: 'purged', case: 'c1' }));
    expect(await counts()).toEqual([0, 0, 0]);
  });

  test('cases that count are found until they brought their violation, overturned ones while something is left', async () => {
    const { store } = open();
    const ids = async () => {
      const { counting, overturned } = await store.quiz.unsettled(noon);
      return [counting.map(({ id }) => id), overturned];
    };
    await store.record({
      cases: [aCase('c1', upheld(noon)), aCase('c2'), aCase('c3', { ...upheld(noon), charged: false })],
    });
    expect(await ids()).toEqual([['c1'], []]);
    await store.record({ quiz: { violations: [violation] } });
    expect(await ids()).toEqual([[], []]);
    await store.record({ cases: [{ ...aCase('c1'), version: 1, state: 'overturned' }] });
    expect(await ids()).toEqual([[], ['c1']]);
    await store.record({ quiz: { forgets: ['c1'] } });
    expect(await ids()).toEqual([[], []]);
  });
}

function factContract(open: OpenStore): void {
  test('what statistics read of an answer, and a stamp that tells when anything of it has changed', async () => {
    const { store } = open();
    const stamps = [await store.quiz.answerStamp()];
    const change = async (quiz: QuizChange): Promise<void> => {
      await store.record({ quiz });
      stamps.push(await store.quiz.answerStamp());
    };
    const [late, early] = [anAttempt('p1'), anAttempt('p2', { at: noon + 5, chosen: [0, 2] })];
    await change({ rounds: [aRound('q-1')], attempts: [late, early] });
    const { ms: _ms, via: _via, ...fact } = early;
    expect((await store.quiz.answerFacts(0))[0]).toEqual(fact);
    expect((await store.quiz.answerFacts(noon + 6)).map(({ person }) => person)).toEqual(['p1']);
    await change({ violations: [violation] });
    await change({ contests: [{ item: 'a-01', person: 'p1', why: 'unclear', at: noon, state: 'upheld', answeredAt: noon, by: 'a1' }] });
    await change({ prompts: [aPrompt('r-1')], attempts: [anAttempt('p1', { ref: 'r-1', group: null, because: 'c1' })] });
    await change({ forgets: ['c1'] });
    expect(new Set(stamps.map((stamp) => JSON.stringify(stamp))).size).toBe(6);
  }); // prettier-ignore
}

function peopleContract(open: OpenStore): void {
  test('settings, excuses, members and contests come back as the last word said', async () => {
    const { store } = open();
    const setting: QuizSetting = { group, isOn: true, weekdays: [3], at: '10:00', openDays: 4, onRestDays: false };
    const leave: Excuse = { person: 'p1', why: 'leave', from: noon, until: noon + days };
    const out: Excuse = { person: 'p1', why: 'opted-out', from: noon, until: null };
    const seat: Membership = { group, person: 'p1', since: noon, leftAt: null };
    const contest: Contest = { item: 'a-01', person: 'p1', why: 'unclear', at: noon, state: 'open', answeredAt: null, by: null, answer: null };
    await store.record({
      quiz: {
        settings: [setting, { ...setting, isOn: false }],
        excuses: [leave, out],
        memberships: [seat, { ...seat, person: 'p2', leftAt: noon }],
        contests: [contest],
      },
    });
    expect([await store.quiz.setting(group), await store.quiz.setting('sandbox:g2')]).toEqual([{ ...setting, isOn: false }, null]);
    expect(await store.quiz.settings()).toEqual([{ ...setting, isOn: false }]);
    expect([await store.quiz.excuses(noon), await store.quiz.excuses(noon + days)]).toEqual([[leave, out], [out]]);
    expect([await store.quiz.members(group), await store.quiz.groupsOf('p2')]).toEqual([[seat], []]);
    expect(await store.quiz.contests({ state: 'open' })).toEqual([contest]);
    const upheldContest: Contest = { ...contest, state: 'upheld', answeredAt: noon + 1, by: 'a1', answer: 'unclear' };
    await store.record({ quiz: { pardons: [out], contests: [upheldContest] } });
    expect([await store.quiz.excuses(noon), await store.quiz.contests({ item: 'a-01' })]).toEqual([[leave], [upheldContest]]);
  }); // prettier-ignore

  test('an item whose contest was upheld has taught nobody', async () => {
    const { store } = open();
    const contest: Contest = {
      item: 'midnight-photo-01', person: 'p2', why: 'key-wrong', at: noon, state: 'upheld', answeredAt: noon, by: 'a1',
    }; // prettier-ignore
    await store.record({ quiz: { rounds: [aRound('q-1')], attempts: [anAttempt('p1')] } });
    expect((await store.quiz.histories(['p1'])).get('p1')?.length).toBe(1);
    await store.record({ quiz: { contests: [contest] } });
    expect((await store.quiz.histories(['p1'])).get('p1')).toEqual([]);
  });

  test('what a person decided about a job stays, with a row in the ledger', async () => {
    const { store } = open();
    const paused = { name: 'quiz/g1', isPaused: true, skipUntil: 0 };
    await store.timetable.set(paused, anEntry({ event: 'job-set' }));
    await store.timetable.set({ ...paused, skipUntil: noon }, anEntry({ event: 'job-set' }));
    expect(await store.timetable.settings()).toEqual([{ ...paused, skipUntil: noon }]);
    expect((await store.ledger.head()).number).toBe(2);
  });
}

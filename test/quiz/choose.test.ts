import { array, assert, constantFrom, integer, oneof, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category } from '#model/category.ts';
import type { Experience, Learner, QuizAction } from '#model/quiz.ts';
import { afterDecision, chooseForMember, lastAsked, type Choosing, type Decided } from '#quiz/choose.ts';
import { chooseForGroup } from '#quiz/choose-group.ts';
import { createMemory } from '#quiz/recall.ts';
import { shippedBank } from './support.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 2);
const { items } = shippedBank;
const categories = [...new Set(items.map(({ teaches }) => teaches))].toSorted();
const memory = createMemory(0.9);
const restDays = 28;

function choosingAt(days: number): Choosing {
  return { items, memory, restDays, now: start + days * day };
}

function learnerOf(history: readonly Experience[], member = 'sandbox:one', isExcused = false): Learner {
  return { member, isExcused, history };
}

function answered(days: number, category: Category, share: number, item?: string): Experience {
  const id = item ?? items.find(({ teaches }) => teaches === category)?.id ?? '';
  return { kind: 'answered', at: start + days * day, category, item: id, share, because: null };
}

/** What keeps the records would make of an action: a history with it done. */
function done(history: readonly Experience[], actions: readonly QuizAction[], at: number): readonly Experience[] {
  return actions.reduce<readonly Experience[]>((past, action) => {
    switch (action.do) {
      case 'record':
        return [...past, action.experience];
      case 'forget':
        return past.filter(({ because }) => because !== action.because);
      case 'ask': {
        const { item, category, because } = action;
        return [...past, { kind: 'asked', at, item, category, because }];
      }
      case 'ask-group':
        return past;
    }
  }, history);
}

const ordinary: Arbitrary<Experience> = oneof(
  record({ item: constantFrom(...items), days: integer({ min: 0, max: 99 }), share: constantFrom(0, 0.5, 1) }).map(
    ({ item, days, share }) => answered(days, item.teaches, share, item.id),
  ),
  record({ item: constantFrom(...items), days: integer({ min: 0, max: 99 }) }).map(
    ({ item: { id, teaches }, days }): Experience => ({
      kind: 'asked',
      at: start + days * day,
      category: teaches,
      item: id,
      because: null,
    }),
  ),
);
const histories = array(ordinary, { maxLength: 30 });
const outcomes = constantFrom<Decided['outcome']>('upheld', 'accepted');

describe('a decision on a case', () => {
  it('brings its category forward and asks within the day', () => {
    const category = 'scope.personnel';
    const learner = learnerOf([answered(0, category, 1), answered(3, category, 1)]);
    const actions = afterDecision({ because: 'case-1', category, outcome: 'upheld' }, learner, choosingAt(5));
    const now = start + 5 * day;
    expect(actions).toEqual([
      { do: 'record', experience: { kind: 'violated', at: now, category, because: 'case-1' } },
      {
        do: 'ask',
        member: 'sandbox:one',
        item: expect.stringMatching(/^measures-work-group-/),
        category,
        because: 'case-1',
        before: now + day,
      },
    ]);
    expect(memory.recallsOf(done(learner.history, actions, now)).get(category)?.dueAt).toBe(now);
  });

  it('does nothing while the case is open, nor a second time, nor for a case that left no trace', () => {
    const learner = learnerOf([]);
    const decided = { because: 'case-1', category: 'scope.draft', outcome: 'accepted' } as const;
    const once = done([], afterDecision(decided, learner, choosingAt(0)), start);
    expect([
      afterDecision({ ...decided, outcome: 'open' }, learner, choosingAt(0)),
      afterDecision(decided, learnerOf(once), choosingAt(1)),
      afterDecision({ ...decided, outcome: 'overturned' }, learner, choosingAt(1)),
    ]).toEqual([[], [], []]);
  });

  it('records it for somebody excused, but does not ask', () => {
    const decided = { because: 'case-1', category: 'scope.draft', outcome: 'upheld' } as const;
    const actions = afterDecision(decided, learnerOf([], 'sandbox:one', true), choosingAt(0));
    expect(actions.map((action) => action.do)).toEqual(['record']);
  });

  it('teaches in the category violated, whatever was answered before', () => {
    assert(
      property(histories, constantFrom(...categories), outcomes, (history, category, outcome) => {
        const actions = afterDecision({ because: 'case-1', category, outcome }, learnerOf(history), choosingAt(100));
        const asked = actions.flatMap((action) => (action.do === 'ask' ? [action] : []));
        const kind = category.split('.')[0];
        for (const { item } of asked) expect(items.find(({ id }) => id === item)?.teaches.split('.')[0]).toBe(kind);
        const hasOne = items.some(
          ({ id, teaches }) => teaches === category && (lastAsked(history).get(id) ?? -Infinity) <= start,
        );
        expect(asked.length).toBeGreaterThanOrEqual(hasOne ? 1 : 0);
      }),
    );
  });

  it('when overturned leaves everything as if it had never been', () => {
    assert(
      property(
        histories,
        constantFrom(...categories),
        outcomes,
        constantFrom(0, 0.5, 1),
        (history, category, outcome, share) => {
          const before = learnerOf(history);
          const decided = { because: 'case-1', category };
          const asked = afterDecision({ ...decided, outcome }, before, choosingAt(100));
          const during = done(history, asked, start + 100 * day);
          const attempt = during.flatMap((experience): readonly Experience[] =>
            experience.kind === 'asked' && experience.because === 'case-1'
              ? [{ ...experience, kind: 'answered', at: start + 101 * day, share }]
              : [],
          );
          const after = learnerOf([...during, ...attempt]);
          const undone = afterDecision({ ...decided, outcome: 'overturned' }, after, choosingAt(102));
          expect(done(after.history, undone, start + 102 * day)).toEqual(history);
        },
      ),
    );
  });
});

describe('what a member is asked', () => {
  it('comes back at expanding gaps as long as the answers are right', () => {
    const category = 'risky-request.send';
    let history = done(
      [],
      afterDecision({ because: 'case-1', category, outcome: 'upheld' }, learnerOf([]), choosingAt(0)),
      start,
    );
    const days: number[] = [];
    for (let today = 0; today < 200; today++) {
      const action = chooseForMember(learnerOf(history), choosingAt(today));
      history = done(history, action ? [action] : [], start + today * day);
      const open = history.at(-1);
      if (open?.kind !== 'asked') continue;
      history = [...history, { ...open, kind: 'answered', share: 1 }];
      days.push(today);
    }
    const gaps = days.slice(1).map((today, at) => today - (days[at] ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(3);
    expect(gaps).toEqual(gaps.toSorted((one, other) => one - other));
    expect(new Set(history.flatMap((one) => (one.kind === 'answered' ? [one.because] : [])))).toContain('case-1');
  });

  it('puts the violated category before what is merely forgotten', () => {
    const history: readonly Experience[] = [
      answered(0, 'scope.draft', 0),
      answered(50, 'scope.money', 1),
      { kind: 'violated', at: start + 60 * day, category: 'scope.money', because: 'case-1' },
    ];
    expect(chooseForMember(learnerOf(history), choosingAt(60))).toMatchObject({
      category: 'scope.money',
      because: 'case-1',
    });
  });

  it('waits longer each time it is put off', () => {
    const category = 'scope.draft';
    const violated: Experience = { kind: 'violated', at: start, category, because: 'case-1' };
    const putOff = (days: number): Experience => ({
      kind: 'put-off',
      at: start + days * day,
      category,
      because: 'case-1',
    });
    const due = [[putOff(0)], [putOff(0), putOff(1)], [putOff(0), putOff(1), putOff(3)]].map(
      (times) => ((memory.recallsOf([violated, ...times]).get(category)?.dueAt ?? 0) - start) / day,
    );
    expect(due).toEqual([1, 3, 7]);
  });

  it('is nothing for the excused, for the fresh, and while a question is open', () => {
    const open: Experience = {
      kind: 'asked',
      at: start + 9 * day,
      category: 'scope.draft',
      item: 'measures-account-03',
      because: null,
    };
    expect([
      chooseForMember(learnerOf([answered(0, 'scope.draft', 0)], 'sandbox:one', true), choosingAt(10)),
      chooseForMember(learnerOf([]), choosingAt(10)),
      chooseForMember(learnerOf([answered(0, 'scope.draft', 0), open]), choosingAt(10)),
    ]).toEqual([null, null, null]);
    expect(chooseForMember(learnerOf([answered(0, 'scope.draft', 0), open]), choosingAt(17))).toMatchObject({
      do: 'ask',
    });
  });

  it('is due, of its category or kind, and was not seen within its interval', () => {
    assert(
      property(histories, integer({ min: 100, max: 160 }), (history, today) => {
        const action = chooseForMember(learnerOf(history), choosingAt(today));
        if (action?.do !== 'ask') return;
        const now = start + today * day;
        expect(memory.recallsOf(history).get(action.category)?.dueAt).toBeLessThanOrEqual(now);
        expect(now - (lastAsked(history).get(action.item) ?? 0)).toBeGreaterThanOrEqual(restDays * day);
      }),
    );
  });
});

describe('what a group is asked', () => {
  const groups = array(histories, { minLength: 1, maxLength: 9 }).map((members) =>
    members.map((history, at) => learnerOf(history, `sandbox:m${at}`)),
  );
  const inGroup = (learners: readonly Learner[], today = 100, askedAt: ReadonlyMap<string, number> = new Map()) =>
    chooseForGroup({ ...choosingAt(today), group: 'sandbox:g', learners, askedAt });

  it('is due for more than half of those who are not excused', () => {
    assert(
      property(groups, (learners) => {
        const action = inGroup(learners);
        if (!action) return;
        const due = learners.filter(
          ({ history }) => (memory.recallsOf(history).get(action.category)?.dueAt ?? 0) <= start + 100 * day,
        );
        expect(due.length * 2).toBeGreaterThan(learners.length);
        expect(items.find(({ id }) => id === action.item)?.teaches).toBe(action.category);
      }),
    );
  });

  it('does not depend on what became of incidents within 14 days', () => {
    assert(
      property(groups, constantFrom(...categories), integer({ min: 87, max: 100 }), (learners, category, at) => {
        const decided = { because: 'case-1', category, outcome: 'upheld' } as const;
        const [first, ...others] = learners;
        if (!first) return;
        const actions = afterDecision(decided, first, choosingAt(at));
        const offended = { ...first, history: done(first.history, actions, start + at * day) };
        expect(inGroup([offended, ...others])?.item).toBe(inGroup(learners)?.item);
      }),
    );
  });

  it('lets a violation count once 14 days have passed', () => {
    const category = 'scope.draft';
    const history = [answered(0, category, 1), answered(3, category, 1), answered(17, category, 1)];
    const violated: Experience = { kind: 'violated', at: start + 30 * day, category, because: 'case-1' };
    const only = items.filter(({ teaches }) => teaches === category);
    const ask = (days: number) =>
      chooseForGroup({
        ...choosingAt(days),
        items: only,
        group: 'g',
        learners: [learnerOf([...history, violated])],
        askedAt: new Map(),
      });
    expect([ask(43)?.category, ask(44)?.category]).toEqual([undefined, category]);
  });

  it('goes round all categories where nobody answers, never the same item within its interval', () => {
    const learners = ['a', 'b', 'c'].map((member) => learnerOf([], member));
    const askedAt = new Map<string, number>();
    const asked = Array.from({ length: 104 }, (_, week) => {
      const action = inGroup(learners, week * 7, askedAt);
      if (action) askedAt.set(action.item, start + week * 7 * day);
      return action;
    });
    const tooSoon = asked.filter((action, week) =>
      asked.slice(Math.max(0, week - restDays / 7 + 1), week).some((other) => other?.item === action?.item),
    );
    expect(tooSoon).toEqual([]);
    expect(new Set(asked.slice(0, categories.length).map((action) => action?.category)).size).toBe(categories.length);
  });

  it('skips whoever had the item lately', () => {
    const learners = ['a', 'b', 'c'].map((member) => learnerOf([], member));
    const item = inGroup(learners)?.item ?? '';
    const lately: Experience = { kind: 'asked', at: start + 99 * day, category: 'scope.draft', item, because: null };
    expect(inGroup([...learners, learnerOf([lately], 'd')])).toMatchObject({ item, skip: ['d'] });
  });

  it('asks nobody where all are excused', () => {
    expect(inGroup([learnerOf([], 'a', true)])).toBeNull();
  });
});

import { expect, test } from 'vitest';
import { openScene, type Scene } from '#learning/scene.ts';
import type { QuizChange } from '#model/quiz-store.ts';
import type { Attempt } from '#model/round.ts';
import { createMemory } from '#quiz/recall.ts';
import { openTestStore } from '../support/open-store.ts';
import { days, noon } from '../support/store-rows.ts';

function anAnswer(person: string, at: number, more: Partial<Attempt> = {}): Attempt {
  return {
    person, ref: `r-${at}`, item: 'one-01', category: 'scope.draft', group: null, because: null, chosen: [0], isRight: true, share: 1, at,
    ms: null, via: 'page', ...more,
  }; // prettier-ignore
}

const changes: readonly (readonly [name: string, quiz: QuizChange])[] = [
  ['answers come', { attempts: [anAnswer('p1', noon), anAnswer('p2', noon)] }],
  ['nothing changes', {}],
  ['another comes at the same moment', { attempts: [anAnswer('p3', noon)] }],
  ['one comes later', { attempts: [anAnswer('p1', noon + days, { share: 0, isRight: false })] }],
  ['one comes late', { attempts: [anAnswer('p2', noon - days, { because: 'c1' })] }],
  ['somebody slips', { violations: [{ case: 'c1', person: 'p2', category: 'scope.draft', at: noon + 2 * days }] }],
  ['a case is overturned', { forgets: ['c1'] }],
  ['an item is found at fault', { contests: [{ item: 'one-01', person: 'p1', why: 'unclear', at: noon, state: 'upheld', answeredAt: noon, by: 'a1' }] }],
]; // prettier-ignore

test('what is kept between two looks is what a fresh look would find', async () => {
  const { store } = openTestStore({ file: ':memory:' });
  const memory = createMemory(0.9);
  const kept = openScene({ store, memory });
  const seen = async (scene: Scene) => {
    const recalls = await scene.recallsOf(['p1', 'p2', 'p3']);
    const chances = recalls.map((own) => [...own].map(([category, recall]) => [category, recall.hasAnswered, scene.chanceOf(recall, noon + 9 * days)])); // prettier-ignore
    return {
      answers: scene.answers.map(({ person, ref }) => `${person} ${ref}`).toSorted(),
      rounds: [...scene.byRound.keys()].toSorted(),
      chances,
    };
  };
  for (const [name, quiz] of changes) {
    await store.record({ quiz });
    expect([name, await seen(await kept())]).toEqual([name, await seen(await openScene({ store, memory })())]);
  }
});

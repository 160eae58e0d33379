import { expect, test } from 'vitest';
import type { Unit } from '#model/unit.ts';
import { isHead, unsealingOf, withLoosening } from '#model/loosening.ts';
import { aUnit } from '../support/a-post.ts';

const day = 24 * 3_600_000;
const strict = aUnit({ unsealing: 'two-persons', heads: ['p-head'] });
const loose: Partial<Unit> = { unsealing: 'one-person', heads: [] };

test('what asks for two persons goes on asking for a day', () => {
  const changed = withLoosening(strict, aUnit(loose), 0);
  expect(changed).toEqual({ ...aUnit(loose), loosenedAt: 0, leftHeads: [{ person: 'p-head', at: 0 }] });
  const at = (now: number) => [unsealingOf(changed, now), isHead(changed, 'p-head', now)];
  expect([at(0), at(day - 1), at(day)]).toEqual([
    ['two-persons', true],
    ['two-persons', true],
    ['one-person', false],
  ]);
});

test('another change of the unit neither shortens nor lengthens it, and what is over is forgotten', () => {
  const changed = withLoosening(strict, aUnit(loose), 0);
  const again = (now: number) => withLoosening(changed, aUnit({ ...loose, dutyPhone: '010-5550 2003' }), now);
  expect(again(day - 1)).toMatchObject({ loosenedAt: 0, leftHeads: [{ person: 'p-head', at: 0 }] });
  expect([again(day).loosenedAt, again(day).leftHeads]).toEqual([0, undefined]);
});

test('what is made strict is strict at once, and loosened anew it counts anew', () => {
  const changed = withLoosening(strict, aUnit(loose), 0);
  const back = withLoosening(changed, strict, 1);
  expect(back).toEqual(strict);
  expect(withLoosening(back, aUnit(loose), 2)).toMatchObject({
    loosenedAt: 2,
    leftHeads: [{ person: 'p-head', at: 2 }],
  });
});

test('a unit that was set up loose is loose at once, and without a unit the stricter rule holds', () => {
  expect([unsealingOf(aUnit(loose), 0), unsealingOf(null, 0), isHead(null, 'p-head', 0)]).toEqual([
    'one-person',
    'two-persons',
    false,
  ]);
});

import { describe, expect, it } from 'vitest';
import { activation, halfLife } from '#cli/forgetting.ts';

describe.each([halfLife, activation])('forgetting by $name', (model) => {
  it('falls with time and is slower after practice', () => {
    const once = model.trace(0);
    once.practise(0, true);
    const often = model.trace(0);
    for (const day of [0, 7, 14, 28]) often.practise(day, true);
    expect(once.chanceAt(2)).toBeLessThan(once.chanceAt(1));
    expect(often.chanceAt(38)).toBeGreaterThan(once.chanceAt(10));
  });
});

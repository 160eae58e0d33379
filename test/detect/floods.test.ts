import { describe, expect, it } from 'vitest';
import { floodsOf } from '#cli/bench-floods.ts';
import { findingsIn, shippedBook } from './support.ts';

const leak = '\n机密★5年\n样张：关于某项工作安排的通知\n';
const length = 20_000;
const floods = floodsOf(shippedBook).map(({ name, make }) => ({ name, flood: make(length) }));

describe('a text made to be slow', () => {
  it.each(floods)('of $name does not hide a leak, in its middle or behind it', ({ flood }) => {
    const startedAt = process.cpuUsage();
    for (const text of [flood + flood + leak, flood + leak + flood]) {
      const marks = findingsIn(text).filter(({ span: [from, to] }) => text.slice(from, to).includes('机密★5年'));
      expect(marks.map(({ rule }) => rule)).toContain('grade-star-term-in-place');
    }
    const { user, system } = process.cpuUsage(startedAt);
    // Far above the tenth of a second it takes: this guards the order of growth, not the speed.
    expect((user + system) / 1e6).toBeLessThan(3);
  });

  it('of so many marks that not all can be judged goes to a person', () => {
    const flood = Array.from(
      { length: 6_000 },
      (_, number) => `第${number}条 严禁传抄标有机密★${number % 30}年的文件。`,
    );
    const found = findingsIn(flood.join('\n'));
    expect(found.filter(({ raised }) => raised.includes('too-many')).map(({ confidence }) => confidence)).toEqual([
      0.6,
    ]);
  });
});

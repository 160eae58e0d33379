import { performance } from 'node:perf_hooks';
import { cpuUsage } from 'node:process';
import { expect, test } from 'vitest';
import { normalize } from '#detect/text/normalize.ts';
import { aDocument, finderOf, wordsOf } from './known.ts';

const rounds = 20_000;

/** Microseconds a post of this process's own time, the best of seven turns: other work on the machine counts little. */
async function costOf(look: (text: string) => unknown, posts: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 7; turn++) {
    const before = cpuUsage();
    for (let round = 0; round < rounds; round++) await look(posts[round % posts.length] ?? '');
    const { user, system } = cpuUsage(before);
    times.push((user + system) / rounds);
  }
  return Math.min(...times);
}

test('with a thousand documents known a post of forty letters costs no more than reading it four times, with none hardly anything', async () => {
  const documents = Array.from({ length: 1000 }, (_, number) => aDocument(`d${number}`, wordsOf(number, 2000)));
  const posts = Array.from(
    { length: 500 },
    (_, number) => `${wordsOf(5000 + number, 20)}，${wordsOf(7000 + number, 20)}。`,
  );
  const read = await costOf(normalize, posts);
  const [known, none] = [await costOf(finderOf(documents), posts), await costOf(finderOf([]), posts)];
  const figures = `reading ${read.toFixed(1)} µs, with documents ${known.toFixed(1)} µs, without ${none.toFixed(1)} µs`;
  expect(known, figures).toBeLessThanOrEqual(read * 4);
  expect(none, figures).toBeLessThanOrEqual(read);
});

test('a million letters are read in less than a second', async () => {
  const find = finderOf([aDocument('d', wordsOf(1, 2000))]);
  const text = wordsOf(3, 1_000_000);
  const begin = performance.now();
  await find(text);
  expect(performance.now() - begin).toBeLessThan(1000);
});

import { expect, test } from 'vitest';
import { turnstile } from '#lib/turnstile.ts';

/** Pieces of work of three milliseconds by a clock of their own; counts how often the event loop turned meanwhile. */
async function worked(pieces: number, most: number): Promise<readonly number[]> {
  let time = 0;
  let turn = 0;
  let isOver = false;
  const tick = (): void => {
    turn += 1;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  const pass = turnstile(most, () => time);
  const turns = await Promise.all(
    Array.from({ length: pieces }, async () => {
      await pass();
      time += 3;
      return turn;
    }),
  );
  isOver = true;
  return turns;
}

test('work passes for its time, then the event loop turns', async () => {
  const turns = await worked(12, 10);
  const perTurn = Object.values(Object.groupBy(turns, (turn) => turn)).map((all) => all?.length);
  expect(perTurn).toEqual([4, 4, 4]);
});

test('who comes alone is let through', async () => {
  expect(await worked(1, 10)).toHaveLength(1);
});

import { expect, it } from 'vitest';
import { benchMatch } from '#cli/bench-match.ts';

it('measures ours beside the peer, which finds as many hits', { timeout: 60_000 }, async () => {
  const { rows, notInstalled } = await benchMatch(2_000, 500);
  expect({ engines: rows.map(({ engine }) => engine), notInstalled }).toEqual({
    engines: ['zhouzhi', '@monyone/aho-corasick/fast'],
    notInstalled: [],
  });
  expect(rows.every(({ messagesPerSecond, megabytes }) => messagesPerSecond > 0 && Number.isFinite(megabytes))).toBe(
    true,
  );
});

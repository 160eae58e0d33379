import { expect, test } from 'vitest';
import { aHouse } from './house.ts';

test('an open page hears that cases changed, and stops listening when it leaves', async () => {
  const house = await aHouse();
  const { cookie } = await house.seated('reviewer');
  const leaving = new AbortController();
  const response = await fetch(`${house.url}/events`, { headers: { cookie }, signal: leaving.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('retry: 3000\n\n');
  house.changed();
  expect((await reader?.read())?.value).toBe('event: cases\ndata: {}\n\n');
  leaving.abort();
  await expect.poll(() => house.listeners.size).toBe(0);
});

test('a stream ends with its session', async () => {
  const house = await aHouse();
  const { cookie } = await house.seated('reviewer');
  house.pass(8 * 3_600_000 - 50);
  const response = await fetch(`${house.url}/events`, { headers: { cookie } });
  expect(await response.text()).toBe('retry: 3000\n\n');
  await expect.poll(() => house.listeners.size).toBe(0);
});

import type express from 'express';
import type { SandboxEvent } from '#model/sandbox-wire.ts';
import type { Live } from '#gateway/sandbox/live.ts';

const heartbeat = 15_000;

/** Server-sent events: first what was missed since `after`, then what happens. */
export function streamEvents(live: Live, response: express.Response, after: number): void {
  response.status(200).set({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  response.write('retry: 1000\n\n');
  const event = (one: SandboxEvent): void => {
    response.write(`id: ${one.seq}\ndata: ${JSON.stringify(one)}\n\n`);
  };
  for (const missed of [...live.since(after), live.reading()]) event(missed);
  const beat = setInterval(() => response.write(': still here\n\n'), heartbeat);
  const stop = live.watch({ event, end: () => response.end() });
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}

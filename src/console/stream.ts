import type { Response } from 'express';
import type { Moment } from '#model/ids.ts';
import type { StreamReply } from '#console/reply.ts';

/** A line so often, so that no proxy takes the stream for dead. */
const heartbeat = 25_000;

/** Server-sent events until the browser leaves or the session ends. */
export function stream(reply: StreamReply, response: Response, now: Moment): void {
  response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  response.write('retry: 3000\n\n');
  const stop = reply.listen((event) => void response.write(`event: ${event}\ndata: {}\n\n`));
  const beat = setInterval(() => void response.write(': \n\n'), heartbeat).unref();
  const end = setTimeout(() => response.end(), Math.max(0, reply.until - now)).unref();
  response.on('close', () => {
    clearInterval(beat);
    clearTimeout(end);
    stop();
  });
}

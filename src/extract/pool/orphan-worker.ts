import { parentPort } from 'node:worker_threads';

/** Ends a worker whose house has gone, even where a parser never gives the word back. */
const house = process.ppid;
setInterval(() => {
  if (process.ppid !== house) process.kill(process.pid, 'SIGKILL');
}, 1000);
parentPort?.postMessage('watching');

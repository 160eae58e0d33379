import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#config.ts';
import { loadMasterKey } from '#assembly/key-file.ts';
import { keyRing } from '#lib/keys.ts';
import { signToken } from '#lib/signed-token.ts';
import { startHouse } from '../../src/main.ts';
import { freePort } from '../support/free-port.ts';

const people = 10_000;
const minute = 60_000;
/** Some are impatient and tap twice. */
const impatient = 10;

test('10,000 members answer within one minute: none is lost, none counts twice', { timeout: 300_000 }, async () => {
  const root = resolve('.');
  const dataDir = mkdtempSync(join(tmpdir(), 'zhouzhi-crowd-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  const config = readConfig({ ZHOUZHI_DATA: dataDir, ZHOUZHI_PORT: String(port), ZHOUZHI_LOG: 'error' }, root);
  const house = await startHouse({ config, root });
  onTestFinished(() => house.stop());
  const { store } = house;
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  onTestFinished(() => agent.destroy());
  await send('/sandbox/api/quiz', { group: 'sandbox:group-office' });
  await expect.poll(() => store.quiz.openRound('sandbox:group-office'), { timeout: 20_000 }).not.toBeNull();
  const round = await store.quiz.openRound('sandbox:group-office');
  const key = keyRing(loadMasterKey(config, 'only-read')).key('link');
  const token = (person: number): string =>
    signToken(key, { use: 'quiz', ref: round?.id ?? '', person: `crowd-${person}`, exp: Date.now() + 3_600_000 });

  function send(path: string, body: object): Promise<number> {
    const { promise, resolve: done, reject } = Promise.withResolvers<number>();
    const headers = { 'content-type': 'application/json' };
    const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent }, (response) => {
      response.resume().on('end', () => done(response.statusCode ?? 0));
    });
    call.on('error', reject).end(JSON.stringify(body));
    return promise;
  }

  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  const waits: number[] = [];
  const statuses = new Map<number, number>();
  const answer = async (person: number): Promise<void> => {
    const sentAt = performance.now();
    const status = await send(`/api/v1/q/${token(person)}/answer`, { places: [person % 2], ms: 9000 });
    waits.push(performance.now() - sentAt);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const under: Promise<void>[] = [];
  for (let person = 0; person < people; person++) {
    const early = (person / people) * minute - (performance.now() - begin);
    if (early > 1) await sleep(early);
    under.push(answer(person));
    if (person % impatient === 0) under.push(answer(person));
  }
  await Promise.all(under);
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const sorted = waits.toSorted((one, other) => one - other);
  const quantile = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  process.stdout.write(
    `${waits.length} answers of ${people} members in ${seconds.toFixed(1)} s: p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms, p99 ${quantile(0.99)} ms; ${((user + system) / 1000 / waits.length).toFixed(2)} ms of processor time an answer, server and callers; load ${loadavg()[0]?.toFixed(1)}\n`,
  );

  expect(statuses).toEqual(new Map([[200, people + people / impatient]]));
  expect((await store.quiz.tally(round?.id ?? '')).answered).toBe(people);
  const kept = await store.quiz.attempts({ group: 'sandbox:group-office', limit: people * 2 });
  expect([kept.length, new Set(kept.map(({ person }) => person)).size]).toEqual([people, people]);
  expect((user + system) / 1000 / waits.length).toBeLessThan(3);
  // Waiting says something of the house only where nobody else keeps the processors busy.
  if ((loadavg()[0] ?? 0) > 3) return;
  expect(seconds).toBeLessThan(62);
  expect(Number(quantile(0.95))).toBeLessThan(100);
});

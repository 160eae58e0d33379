import { performance } from 'node:perf_hooks';
import { loadavg } from 'node:os';
import { expect, test } from 'vitest';
import type { Attempt, Membership, Round, Violation } from '#model/round.ts';
import { bank, aQuizRoom } from '../support/quiz-room.ts';
import { openTestStore } from '../support/open-store.ts';
import { aGroupRow, days, noon } from '../support/store-rows.ts';

const groups = 200;
const size = 50;
const weeks = 10;

/** 10,000 members in 200 groups, ten rounds each, and one violation for every hundred. */
async function aLargeUnit() {
  const { store, time } = openTestStore();
  const ids = Array.from({ length: groups }, (_, at) => `test:g${at}`);
  const people = (group: number) => Array.from({ length: size }, (_, at) => `person-${group * size + at}`);
  await store.record({ groups: ids.map((id) => aGroupRow(id, { name: id, members: size, introducedAt: noon - 90 * days })) }); // prettier-ignore
  for (const [number, group] of ids.entries()) {
    const seats = people(number).map((person): Membership => ({
      group,
      person,
      since: noon - 90 * days,
      leftAt: null,
    }));
    const rounds = Array.from({ length: weeks }, (_, week) => aRound(group, number, week));
    const attempts = rounds.flatMap((round, week) =>
      people(number).map((person, at) => anAttempt(round, person, at + week)),
    );
    const violations = people(number).slice(0, size / 100 + 0.5).map((person): Violation => ({ case: `case-${person}`, person, category: rounds[0]?.category ?? 'scope.draft', at: noon - 30 * days })); // prettier-ignore
    await store.record({ quiz: { memberships: seats, rounds, attempts, violations } });
  }
  return { store, time, ids };
}

function aRound(group: string, number: number, week: number): Round {
  const item = bank.items[(number + week * 7) % bank.items.length];
  const openedAt = noon - (weeks - week) * 7 * days;
  return {
    id: `${group}-${week}`, version: 0, group, item: item?.id ?? '', category: item?.teaches ?? 'scope.draft', openedAt,
    closesAt: openedAt + 5 * days, state: 'open', by: 'timetable', asked: size, skip: [], message: null, reminders: 0,
  }; // prettier-ignore
}

function anAttempt(round: Round, person: string, at: number): Attempt {
  const isRight = at % 3 > 0;
  return {
    person, ref: round.id, item: round.item, category: round.category, group: round.group, because: null, chosen: [0], isRight,
    share: isRight ? 1 : 0, at: round.openedAt + at * 60_000, ms: 9000, via: 'page',
  }; // prettier-ignore
}

test('statistics of 10,000 members and 100,000 answers', { timeout: 300_000 }, async () => {
  const { store, time, ids } = await aLargeUnit();
  const { learning } = aQuizRoom({ store, clock: () => time.now });
  const span = { from: noon - 90 * days, before: noon, group: null };
  const measure = async (name: string, deed: () => Promise<unknown>, times: number): Promise<number> => {
    const cost: number[] = [];
    for (let at = 0; at < times; at++) {
      const cpu = process.cpuUsage();
      await deed();
      const { user, system } = process.cpuUsage(cpu);
      cost.push((user + system) / 1000);
    }
    const p95 = cost.toSorted((a, b) => a - b)[Math.floor(times * 0.95)] ?? 0;
    process.stdout.write(
      `${name}: ${p95.toFixed(0)} ms of processor time, p95 of ${times}; load ${loadavg()[0]?.toFixed(1)}\n`,
    );
    return p95;
  };
  const begin = performance.now();
  const first = await learning.figures(span);
  process.stdout.write(`first look: ${(performance.now() - begin).toFixed(0)} ms\n`);
  expect([first.people, first.whole.answered, first.groups.length]).toEqual([
    groups * size,
    groups * size * weeks,
    groups,
  ]);
  const warm = await measure('unit', () => learning.figures(span), 5);
  const group = await measure('one group', () => learning.figures({ ...span, group: ids[7] ?? null }), 5);
  const items = await measure('items', () => learning.items(), 3);
  await measure('hours', () => learning.hours(2026), 1);
  expect([warm, group, items].map((ms) => ms < 400)).toEqual([true, true, true]);
});

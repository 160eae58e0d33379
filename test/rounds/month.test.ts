import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { kindOf } from '#model/category.ts';
import type { MemberId } from '#model/ids.ts';
import type { Round } from '#model/round.ts';
import { isWorkingMoment, localTime } from '#lib/working-time.ts';
import { bank, calendar } from '../support/quiz-room.ts';
import { hour } from '../support/clock.ts';
import { aCase, days, upheld } from '../support/store-rows.ts';
import { aMember, aQuizHouse, at, shown, tz } from './house.ts';

/** A month with National Day, two make-up days and Mid-Autumn in it. */
const [start, end] = [at('2026-09-14 08:00'), at('2026-10-14 18:00')];
const groups = ['test:g1', 'test:g2', 'test:g3'];
const absent = { 'p-g1m1': 'opted-out', 'p-g2m2': 'leave' } as const;

/** The same chance whatever else happens. */
function chance(...parts: readonly string[]): number {
  return createHash('sha256').update(parts.join('/')).digest().readUInt32BE(0) / 2 ** 32;
}

/** Three groups of twenty; each member answers six of ten rounds, some twice, some by letter; every private item is answered, put off or left. */
async function aMonth(cases: readonly { readonly id: string; readonly member: string; readonly day: string }[]) {
  const rosters = groups.map((id) => {
    const name = id.slice('test:'.length);
    return { id, members: Array.from({ length: 20 }, (_, number) => aMember(`${name}m${number}`, { role: number === 0 ? 'owner' : 'member' })) };
  }); // prettier-ignore
  const house = await aQuizHouse({ start, groups: rosters });
  await house.store.record({
    quiz: { excuses: Object.entries(absent).map(([person, why]) => ({ person, why, from: 0, until: null })) },
  });
  const seen = new Set<string>();
  const cpu = process.cpuUsage();
  await house.until(end, hour, async () => {
    const now = house.clock();
    const day = localTime(now, tz).day;
    for (const { id, member, day: decided } of cases) {
      if (decided > day || seen.has(id)) continue;
      seen.add(id);
      await house.store.record({ cases: [aCase(id, { sender: `p-${member}`, post: `test:post-${id}`, ...upheld(now) })] });
    }
    // Down from Tuesday evening to Friday morning: Wednesday's hour is missed.
    if (day === '2026-09-22' && localTime(now, tz).hour >= 19) house.set(at('2026-09-25 08:00'));
    for (const { id, members } of rosters) await answerIn(id, members.map((member) => member.id));
    for (const { card, key, to } of house.sent.filter((one) => one.key.endsWith('/private'))) {
      const will = chance(key);
      if (will < 0.3 || seen.has(key)) continue;
      seen.add(key);
      await house.press(to.id, card.ref, will < 0.6 ? 'quiz-later' : 'choose/A');
    }
  }); // prettier-ignore
  const { user, system } = process.cpuUsage(cpu);

  async function answerIn(group: string, members: readonly MemberId[]): Promise<void> {
    const round = await house.store.quiz.openRound(group);
    if (!round) return;
    for (const member of members) {
      const will = chance(round.id, member);
      if (will > 0.6 || seen.has(`${round.id}/${member}`) || house.clock() < round.openedAt + will * 60 * hour) continue;
      seen.add(`${round.id}/${member}`);
      const letter = 'ABC'.charAt(Math.floor(will * 1000) % 3);
      if (will < 0.2) await house.say(member, group, letter, `${round.id}/${member}`);
      else await house.press(member, round.id, `choose/${letter}`);
      if (will > 0.5) await house.press(member, round.id, 'choose/A', `twice/${round.id}/${member}`);
    }
  }

  return { house, rosters, seconds: (user + system) / 1e6, rounds: (await house.store.quiz.rounds({ limit: 99 })).toReversed() };
} // prettier-ignore

const incidents = [
  { id: 'c1', member: 'g1m3', day: '2026-09-15' },
  { id: 'c2', member: 'g2m4', day: '2026-09-28' },
  { id: 'c3', member: 'g1m1', day: '2026-09-16' },
];

test('a month of three groups keeps every rule', { timeout: 90_000 }, async () => {
  const { house, rosters, seconds, rounds } = await aMonth(incidents);
  const { sent, store } = house;
  const isOurs = ({ key }: { readonly key: string }): boolean => !/\/(lesson|answered|over|later|gone)\//.test(key);
  const late = sent.filter((one) => isOurs(one) && !isWorkingMoment(one.at, [8.5, 18], tz, calendar.isWorkday));
  expect(late.map((one) => `${shown(one.at)} ${one.key}`)).toEqual([]);

  // Wednesdays. The missed one of 23 September comes once, after Mid-Autumn; while it is open, over National Day, no other is opened.
  const openedAt = groups.map((id) => rounds.filter(({ group }) => group === id).map((round) => shown(round.openedAt)));
  expect(openedAt).toEqual(
    groups.map(() => ['2026-09-16 10:00', '2026-09-28 09:00', '2026-10-14 10:00']),
  );
  for (const id of groups) {
    const items = rounds.filter(({ group }) => group === id).map(({ item }) => item);
    expect(new Set(items).size).toBe(items.length);
  }
  const byRound = (round: Round, part: string) => sent.filter(({ key }) => key.startsWith(`${round.id}/${part}`));
  for (const round of rounds) {
    expect([byRound(round, 'question').length, byRound(round, 'reminder').length <= 2, byRound(round, 'owner').length <= 1]).toEqual([1, true, true]); // prettier-ignore
    const item = bank.items.find(({ id }) => id === round.item);
    const told = sent.filter(({ to, card }) => to.id === round.group && card.body.join('\n').includes(item?.rationale ?? '?'));
    expect(told.every((one) => one.at >= round.closesAt)).toBe(true);
    const attempts = (await store.quiz.attempts({ group: round.group, item: round.item, limit: 99 })).map(({ person }) => person);
    expect(new Set(attempts).size).toBe(attempts.length);
    expect(round.asked).toBe(round.group === 'test:g3' ? 20 : 19);
  }
  const names = rosters.flatMap(({ members }) => members.map(({ id }) => id));
  const inGroups = sent.filter(({ to }) => to.kind === 'group').map(({ card }) => `${card.title}${card.body.join()}`);
  expect(names.filter((name) => inGroups.some((text) => text.includes(name)))).toEqual([]);

  const lessons = sent.filter(({ key }) => key.endsWith('/private'));
  expect(new Set(lessons.map(({ to }) => to.id))).toEqual(new Set(['test:g1m3', 'test:g2m4']));
  expect(shown(lessons[0]?.at ?? 0)).toBe('2026-09-15 09:00');
  const items = await Promise.all(['p-g1m3', 'p-g2m4'].map((person) => store.quiz.prompts({ person, limit: 99 })));
  for (const prompts of items) {
    expect(new Set(prompts.map(({ item }) => item)).size).toBe(prompts.length);
    expect(prompts.every(({ category }) => kindOf(category) === 'scope')).toBe(true);
  }
  expect(seconds).toBeLessThan(10);
}); // prettier-ignore

test('an incident points at nobody: the rounds of two weeks are those of a month without it', { timeout: 90_000 }, async () => {
  const [with_, without] = [await aMonth(incidents.slice(1, 2)), await aMonth([])];
  const until = at('2026-09-28 08:00') + 14 * days;
  const asked = ({ rounds }: typeof with_) => rounds.filter((round) => round.openedAt < until).map(({ group, item }) => [group, item]);
  expect(asked(with_)).toEqual(asked(without));
}); // prettier-ignore

import type { Group } from '#model/group.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { Attempt, Contest, Membership, Prompt, Round, Violation } from '#model/round.ts';
import type { Change } from '#model/store.ts';
import { bank } from '../support/quiz-room.ts';
import { noon, type House } from './house.ts';

const day = 86_400_000;
const weeks = 10;
const groups = [
  { id: 'sandbox:g1', name: '综合科工作群', size: 24 },
  { id: 'sandbox:g2', name: '规划科工作群', size: 18 },
  { id: 'sandbox:g3', name: '值班小组', size: 3 },
] as const;

/** Ten weeks of rounds in three groups, one of them too small to be told apart; the first member has a private item waiting. */
export async function learnedHouse({ store }: Pick<House, 'store'>): Promise<{ readonly member: Pseudonym }> {
  const seats: Membership[] = [];
  for (const { id, size } of groups)
    for (let at = 0; at < size; at += 1) {
      const person = await store.people.pseudonym(`sandbox:${id.slice(-2)}-${at}`, at === 0 ? '王敏' : `成员${at}`);
      seats.push({ group: id, person, since: noon - 200 * day, leftAt: null });
    }
  const member = seats[0]?.person ?? '';
  const rounds = groups.flatMap(({ id, size }) => Array.from({ length: weeks }, (_, week) => aRound(id, size, week)));
  const attempts = rounds.flatMap((round) =>
    seats.filter(({ group }) => group === round.group).flatMap(({ person }, at) => anAnswer(round, person, at)),
  );
  await must(store, { groups: groups.map(aGroup), quiz: { memberships: seats, rounds, attempts } });
  await must(store, {
    quiz: {
      rounds: rounds.flatMap((round) =>
        round.closesAt < noon ? [{ ...round, version: 1, state: 'closed' as const }] : [],
      ),
      prompts: [aPrompt(member)],
      violations: seats.slice(0, 14).map(aViolation),
      contests: seats.slice(1, 4).map(({ person }) => aContest(person, rounds[0]?.item ?? '')),
    },
  });
  return { member };
}

async function must(store: House['store'], change: Change): Promise<void> {
  if (!(await store.record(change)).ok) throw new Error('expected the change to be recorded, got stale');
}

function aGroup({ id, name, size }: (typeof groups)[number]): Group {
  return {
    id,
    name,
    owner: null,
    members: size,
    outsiders: 0,
    abilities: { sees: 'every-post', retracts: true, recallWindow: null, ownerRecalls: false },
    template: '机关',
    mode: 'live',
    purpose: '',
    endsAt: null,
    joinedAt: noon - 200 * day,
    introducedAt: noon - 199 * day,
    answeredAt: noon - 198 * day,
    state: 'active',
  };
}

/** The newest is still open. */
function aRound(group: string, size: number, week: number): Round {
  const item = bank.items[(week * 7) % bank.items.length];
  const openedAt = noon - (weeks - 1 - week) * 7 * day - 2 * day;
  return {
    id: `${group.slice(-2)}-w${week}`,
    version: 0,
    group,
    item: item?.id ?? '',
    category: item?.teaches ?? 'scope.personnel',
    openedAt,
    closesAt: openedAt + 5 * day,
    state: 'open',
    by: 'timetable',
    asked: size,
    skip: [],
    message: null,
    reminders: 0,
  };
}

/** Four of five answer; who stands further down the list knows more. The first member has not answered the open one. */
function anAnswer(round: Round, person: Pseudonym, at: number): readonly Attempt[] {
  const week = Number(round.id.split('w')[1]);
  if ((at * 7 + week * 3) % 5 === 4 || (at === 0 && week === weeks - 1)) return [];
  const item = bank.items.find(({ id }) => id === round.item);
  const isRight = (at * 5 + week * 11) % 24 < 12 + at / 2;
  const wrong = item?.choices.findIndex((_, number) => !item.key.includes(number)) ?? 0;
  return [
    {
      person,
      ref: round.id,
      item: round.item,
      category: round.category,
      group: round.group,
      because: null,
      chosen: isRight ? (item?.key ?? [0]) : [wrong],
      isRight,
      share: isRight ? 1 : 0,
      at: round.openedAt + (at + 1) * 600_000,
      ms: 20_000,
      via: 'card',
    },
  ];
}

function aPrompt(person: Pseudonym): Prompt {
  const item = bank.items.find(({ kind, teaches }) => kind === 'what-now' && teaches === 'classified.state-secret');
  return {
    id: 'remedial-1',
    version: 0,
    person,
    item: item?.id ?? '',
    category: 'classified.state-secret',
    because: 'case-1',
    madeAt: noon - day,
    state: 'asked',
    askedAt: noon - day,
    settledAt: null,
  };
}

function aViolation({ person }: Membership, at: number): Violation {
  return {
    case: `case-${at + 1}`,
    person,
    category: 'classified.state-secret',
    at: noon - (at === 0 ? 2 : 150 - at) * day,
  };
}

function aContest(person: Pseudonym, item: string): Contest {
  return { item, person, why: 'unclear', at: noon - day, state: 'open', answeredAt: null, by: null };
}

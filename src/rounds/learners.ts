import type { Group } from '#model/group.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Learner } from '#model/quiz.ts';
import { newcomerFor, type Membership } from '#model/round.ts';
import type { RoundsParts } from '#rounds/parts.ts';

export interface Audience {
  readonly learners: readonly Learner[];
  /** What of the membership has changed since it was last looked at. */
  readonly memberships: readonly Membership[];
  /** How many are in the group and not known by name. */
  readonly unknown: number;
}

/** Who is in the group now, with what each has been asked and has answered. */
export async function audienceOf(
  parts: RoundsParts,
  group: Group,
  now: Moment,
  signal: AbortSignal,
): Promise<Audience> {
  const { store } = parts;
  const known = await store.quiz.members(group.id);
  const hadRounds = (await store.quiz.rounds({ group: group.id, limit: 1 })).length > 0;
  const listed = await parts.listMembers(group.id, signal);
  const present = listed
    ? await membersNow(parts, listed, known, { group: group.id, since: hadRounds ? now : 0 })
    : known;
  const here = new Set(present.map(({ person }) => person));
  const left = known.filter(({ person }) => !here.has(person)).map((one) => ({ ...one, leftAt: now }));
  const before = new Map(known.map(({ person, since }) => [person, since]));
  const excused = await excusedAt(parts, now);
  const histories = await store.quiz.histories(present.map(({ person }) => person));
  return {
    learners: present.map(({ person, since }) => ({
      member: person,
      isExcused: excused.has(person) || since > now - newcomerFor,
      history: histories.get(person) ?? [],
    })),
    memberships: [...present.filter(({ person, since }) => before.get(person) !== since), ...left],
    unknown: listed ? 0 : Math.max(0, group.members - present.length),
  };
}

/** One person, for what is asked privately. */
export async function learnerOf({ store, ...parts }: RoundsParts, person: Pseudonym, now: Moment): Promise<Learner> {
  const [excused, seats, histories] = await Promise.all([
    excusedAt({ ...parts, store }, now),
    store.quiz.groupsOf(person),
    store.quiz.histories([person]),
  ]);
  const isNew = seats.length > 0 && seats.every(({ since }) => since > now - newcomerFor);
  return { member: person, isExcused: excused.has(person) || isNew, history: histories.get(person) ?? [] };
}

export async function isExcused(parts: RoundsParts, person: Pseudonym): Promise<boolean> {
  return (await excusedAt(parts, parts.clock())).has(person);
}

async function excusedAt({ store }: RoundsParts, now: Moment): Promise<ReadonlySet<Pseudonym>> {
  return new Set((await store.quiz.excuses(now)).map(({ person }) => person));
}

/** Outsiders are not the unit's to teach. Whoever is there when the house first looks has been there for long. */
async function membersNow(
  { store }: RoundsParts,
  listed: NonNullable<Awaited<ReturnType<RoundsParts['listMembers']>>>,
  known: readonly Membership[],
  fresh: Pick<Membership, 'group' | 'since'>,
): Promise<readonly Membership[]> {
  const before = new Map(known.map((one) => [one.person, one]));
  const own = listed.filter(({ role }) => role !== 'outsider');
  return Promise.all(
    own.map(async ({ id, name, joinedAt }): Promise<Membership> => {
      const person = await store.people.pseudonym(id, name);
      return before.get(person) ?? { ...fresh, person, since: joinedAt ?? fresh.since, leftAt: null };
    }),
  );
}

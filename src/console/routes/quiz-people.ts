import * as z from 'zod';
import { newcomerFor, type Membership } from '#model/round.ts';
import type { QuizExcuseWire, QuizGroupPeopleWire, QuizPeopleWire } from '#model/quiz-wire.ts';
import { momentOf } from '#lib/working-time.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused } from '#console/reply.ts';
import { deskRoute, nothing, type Route } from '#console/route.ts';
import { quizRefused } from '#console/routes/quiz.ts';
import { Day, Id, PersonId } from '#console/schemas.ts';
import { namesOf, type Names } from '#console/views/who.ts';

const clerks = ['admin', 'reviewer'] as const;
const Why = z.enum(['opted-out', 'leave']);
const Excuse: z.ZodType<QuizExcuseWire> = z
  .object({ person: PersonId, why: Why, until: Day.nullable() })
  .refine(({ why, until }) => why === 'opted-out' || until !== null, { error: '请选择请假到哪一天', path: ['until'] });

/** Whoever is not asked: on the list, on leave, new. */
export function quizPeopleRoutes(parts: ConsoleParts): readonly Route[] {
  const { quiz, store, now, timeZone } = parts;
  return [
    deskRoute({
      method: 'get',
      path: '/quiz/people',
      roles: clerks,
      summary: '不参加小题的人员、请假的人员、入群第一周的新成员',
      reads: nothing,
      handle: async () => ok(await peopleOf(parts)),
    }),
    deskRoute({
      method: 'get',
      path: '/quiz/groups/:id/people',
      roles: clerks,
      summary: '一个群里参加小题的成员',
      reads: z.object({ params: z.object({ id: Id }) }),
      async handle({ params: { id } }) {
        if (!(await store.groups.find(id))) return refused(404, 'unknown', '没有这个群。');
        const names = namesOf(store);
        const people = await Promise.all((await store.quiz.members(id)).map((seat) => named(seat, names)));
        const wire: QuizGroupPeopleWire = { people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'zh')) };
        return ok(wire);
      },
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/people/excuse',
      roles: clerks,
      summary: '不再向某人发小题，或请假到某日；不记原因，记入台账',
      reads: z.object({ body: Excuse }),
      async handle({ body: { until, ...body } }, { clerk }) {
        const excuse = { ...body, until: until === null ? null : momentOf(until, 24, timeZone) };
        const given = await quiz.excuse(excuse, { kind: 'account', account: clerk.account });
        return given.ok ? ok(await peopleOf(parts)) : quizRefused(given);
      },
    }),
    deskRoute({
      method: 'post',
      path: '/quiz/people/pardon',
      roles: clerks,
      summary: '恢复向某人发小题，记入台账',
      reads: z.object({ body: z.object({ person: PersonId, why: Why }) }),
      async handle({ body }, { clerk }) {
        const taken = await quiz.pardon(body, { kind: 'account', account: clerk.account });
        return taken.ok ? ok(await peopleOf(parts)) : quizRefused(taken);
      },
    }),
  ];

  async function peopleOf({ store: { quiz: records, groups, ...rest } }: ConsoleParts): Promise<QuizPeopleWire> {
    const at = now();
    const names = namesOf(rest);
    const active = (await groups.list()).filter(({ state }) => state === 'active');
    const seats = (await Promise.all(active.map(({ id }) => records.members(id)))).flat();
    const groupNames = new Map(active.map(({ id, name }) => [id, name]));
    return {
      excuses: await Promise.all(
        (await records.excuses(at)).map(async ({ person, why, from, until }) => ({
          ...(await named({ person }, names)),
          why,
          from,
          until,
          groups: seats.flatMap((seat) => (seat.person === person ? (groupNames.get(seat.group) ?? []) : [])),
        })),
      ),
      newcomers: await Promise.all(
        seats
          .filter(({ since }) => since > at - newcomerFor)
          .map(async (seat) => ({
            ...(await named(seat, names)),
            groupName: groupNames.get(seat.group) ?? seat.group,
            until: seat.since + newcomerFor,
          })),
      ),
    };
  }
}

async function named({ person }: Pick<Membership, 'person'>, names: Names) {
  return { person, name: await names.person(person) };
}

import * as z from 'zod';
import type { MineRequestWire, MineWire, ObjectionWire } from '#model/console-wire.ts';
import type { Pseudonym } from '#model/ids.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { created, done, ok, refused } from '#console/reply.ts';
import { deskRoute, nothing, openRoute, type Route } from '#console/route.ts';
import { signToken } from '#lib/signed-token.ts';
import { LinkParams, withClaim } from '#console/routes/notice.ts';
import { PersonId } from '#console/schemas.ts';
import { contactOf } from '#console/views/contact.ts';
import { heldBy, toldTo } from '#console/views/held.ts';
import { namesOf } from '#console/views/who.ts';
import { askWords, formWords, memberStateWords } from '#console/views/words.ts';

const asks = ['explain', 'correct', 'erase', 'stop'] as const;
const Ask = z.enum(asks, { error: '请选择请求' });
const Request: z.ZodType<MineRequestWire> = z.object({ asks: Ask });
/** How far back the office's list of requests looks. */
const rowsSearched = 2000;
/** Long enough to go through a list. */
const noticeTerm = 24 * 3_600_000;

/** What is held about a member, and what he asks for (PIPL 24, 47). */
export function mineRoutes(parts: ConsoleParts): readonly Route[] {
  const { store, now } = parts;
  return [
    openRoute({
      method: 'get',
      path: '/mine/:token',
      who: 'link',
      summary: '系统里与本人有关的记录（凭私密链接）',
      reads: z.object({ params: LinkParams }),
      handle: ({ params }) =>
        withClaim(parts, 'mine', params.token, async ({ person }) => ok(await mine(parts, person))),
    }),
    openRoute({
      method: 'post',
      path: '/mine/:token/object',
      who: 'link',
      summary: '本人提出请求，由保密办答复',
      reads: z.object({ params: LinkParams, body: Request }),
      handle: ({ params, body }) =>
        withClaim(parts, 'mine', params.token, async ({ person }) => {
          await store.record({
            ledger: [
              { at: now(), event: 'person-objected', actor: { kind: 'member', person }, detail: { asks: body.asks } },
            ],
          });
          const { office, officePhone } = (await store.unit()) ?? parts.unitDefaults;
          return created({
            says: `已登记，由${office}人工处理并答复。事项办理期间、或者法律要求保存的，待办结后处理。电话 ${officePhone}。`,
          });
        }),
    }),
    deskRoute({
      method: 'get',
      path: '/objections',
      roles: ['admin', 'reviewer'],
      summary: '成员提出的请求',
      reads: nothing,
      handle: async () => ok({ objections: await objections(parts) }),
    }),
    deskRoute({
      method: 'post',
      path: '/people/:person/erase',
      roles: ['admin'],
      summary: '删除成员与化名的对应关系；有未办结案件时不能删除',
      reads: z.object({ params: z.object({ person: PersonId }) }),
      async handle({ params: { person } }) {
        if (!(await store.people.find(person))) return refused(404, 'unknown', '没有这个人，或对应关系已经删除。');
        // The store itself refuses while a case is held, in the transaction that erases.
        const isOpen = (await store.cases.ofSender(person)).some(({ closedAt }) => closedAt === null);
        const { erased } = isOpen ? { erased: false } : await store.people.erase(person);
        return erased ? done() : refused(409, 'open-case', '此人还有未办结或暂停销毁的案件，办结后才能删除。');
      },
    }),
  ];
}

async function mine(parts: ConsoleParts, person: Pseudonym): Promise<MineWire> {
  const { store, retention, unitDefaults, linkKey, now } = parts;
  const { shown } = await toldTo(store, person);
  const exp = now() + noticeTerm;
  const names = new Map((await store.groups.list()).map(({ id, name }) => [id, name]));
  return {
    office: contactOf((await store.unit()) ?? unitDefaults),
    held: await heldBy(store, retention, person),
    cases: shown.map(({ id, sentAt, group, form, state }) => ({
      id,
      at: sentAt,
      groupName: names.get(group) ?? '',
      says: `一条${formWords[form]}：${memberStateWords[state]}`,
      notice: `/notice/${signToken(linkKey, { use: 'notice', ref: id, person, exp })}`,
    })),
    asks: asks.map((id) => ({ id, label: askWords[id] })),
  };
}

async function objections({ store }: ConsoleParts): Promise<readonly ObjectionWire[]> {
  const rows = await store.ledger.latest(rowsSearched);
  const names = namesOf(store);
  const erased = new Set(rows.filter(({ event }) => event === 'person-erased').map(({ detail }) => detail?.person));
  return Promise.all(
    rows.flatMap(({ number, at, event, actor, detail }) => {
      const ask = Ask.safeParse(detail?.asks);
      if (event !== 'person-objected' || actor.kind !== 'member' || !ask.success) return [];
      const { person } = actor;
      return [
        names.person(person).then((personName) => ({
          number,
          at,
          person,
          personName,
          asks: ask.data,
          label: askWords[ask.data],
          isErased: erased.has(person),
        })),
      ];
    }),
  );
}

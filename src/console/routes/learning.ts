import * as z from 'zod';
import type { LearningWire, LeaveWire } from '#model/quiz-wire.ts';
import type { Pseudonym } from '#model/ids.ts';
import { momentOf } from '#lib/working-time.ts';
import { openToken } from '#lib/signed-token.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { file, ok, refused, type JsonReply, type Reply } from '#console/reply.ts';
import { openRoute, type Route } from '#console/route.ts';
import { LinkParams } from '#console/routes/notice.ts';
import { Day } from '#console/schemas.ts';
import { quizRefused } from '#console/routes/quiz.ts';
import { contactOf } from '#console/views/contact.ts';

const longestLeave = 183 * 86_400_000;
const Leave: z.ZodType<LeaveWire> = z.object({ until: Day });
const Year = z.coerce.number().int().min(2000).max(2200);

/** A member's own page, behind the link of any item asked of him or of his record; nobody else reaches it. */
export function learningRoutes(parts: ConsoleParts): readonly Route[] {
  const { learning, quiz, now, timeZone } = parts;
  return [
    openRoute({
      method: 'get',
      path: '/learning/:token',
      who: 'link',
      summary: '本人的学习记录（凭私密链接）',
      reads: z.object({ params: LinkParams, query: z.object({ year: Year.optional() }).optional() }),
      handle: ({ params, query }) =>
        withPerson(parts, params.token, (person) => ownPage(parts, person, query?.year ?? null)),
    }),
    openRoute({
      method: 'post',
      path: '/learning/:token/leave',
      who: 'link',
      summary: '本人请假，到某日为止不发小题；不问原因',
      reads: z.object({ params: LinkParams, body: Leave }),
      handle: ({ params, body }) =>
        withPerson(parts, params.token, async (person) => {
          const until = momentOf(body.until, 24, timeZone);
          if (until > now() + longestLeave) return refused(400, 'too-long', '最长半年；更久的请联系保密办。');
          const given = await quiz.excuse({ person, why: 'leave', until }, { kind: 'member', person });
          return given.ok ? ownPage(parts, person, null) : quizRefused(given);
        }),
    }),
    openRoute({
      method: 'post',
      path: '/learning/:token/back',
      who: 'link',
      summary: '本人销假',
      reads: z.object({ params: LinkParams }),
      handle: ({ params }) =>
        withPerson(parts, params.token, async (person) => {
          const taken = await quiz.pardon({ person, why: 'leave' }, { kind: 'member', person });
          return taken.ok ? ownPage(parts, person, null) : quizRefused(taken);
        }),
    }),
    openRoute({
      method: 'get',
      path: '/learning/:token/certificate',
      who: 'link',
      summary: '本人的学时证明（PDF）',
      reads: z.object({ params: LinkParams, query: z.object({ year: Year }) }),
      handle: ({ params, query: { year } }) =>
        withPerson(parts, params.token, async (person) => {
          const paper = await learning.certificate(person, year);
          if (!paper) return refused(404, 'no-hours', '这一年还没有学时。');
          return file('pdf', paper.title, await parts.press.print(paper));
        }),
    }),
  ];
}

async function ownPage(parts: ConsoleParts, person: Pseudonym, year: number | null): Promise<JsonReply> {
  const own = await parts.learning.own(person, year);
  if (!own) return refused(404, 'unknown', '没有学习记录，或者对应关系已经删除。');
  const office = contactOf((await parts.store.unit()) ?? parts.unitDefaults);
  // Links stay on the page's own address, whatever name the house is reached by.
  const open = own.open.map(({ url, ...rest }) => ({ ...rest, path: new URL(url).pathname }));
  const wire: LearningWire = { ...own, open, office };
  return ok(wire);
}

function withPerson(
  { linkKey, now }: ConsoleParts,
  token: string,
  handle: (person: Pseudonym) => Promise<Reply>,
): Promise<Reply> {
  const claim = openToken(linkKey, token, 'quiz', now()) ?? openToken(linkKey, token, 'mine', now());
  return claim
    ? handle(claim.person)
    : Promise.resolve(refused(404, 'link-invalid', '链接无效或已过期，请联系保密办。'));
}

import * as z from 'zod';
import { appealReasons } from '#model/case.ts';
import type { AppealWire, NoticeWire } from '#model/console-wire.ts';
import type { DeskAnswer } from '#model/desk.ts';
import { openToken, type Claim } from '#lib/signed-token.ts';
import type { ConsoleParts } from '#console/parts.ts';
import { ok, refused, type JsonReply } from '#console/reply.ts';
import { openRoute, type Route } from '#console/route.ts';
import { deskRefused } from '#console/routes/cases.ts';
import { Note } from '#console/schemas.ts';
import { contactOf } from '#console/views/contact.ts';

const Appeal: z.ZodType<AppealWire> = z.object({
  reason: z.enum(appealReasons, { error: '请选择理由' }),
  note: Note.optional(),
});
export const LinkParams = z.object({ token: z.string().max(1000) });

/** What the sender reads and does behind the signed link of a notice; the token is the right, and the proof that the page asked. */
export function noticeRoutes(parts: ConsoleParts): readonly Route[] {
  const { desk } = parts;
  const reads = z.object({ params: LinkParams });
  return [
    openRoute({
      method: 'get',
      path: '/notice/:token',
      who: 'link',
      summary: '通知详情（凭私密链接）',
      reads,
      handle: ({ params }) => withClaim(parts, 'notice', params.token, (claim) => showNotice(parts, claim)),
    }),
    openRoute({
      method: 'post',
      path: '/notice/:token/claim-withdrawn',
      who: 'link',
      summary: '本人称已撤回',
      reads,
      handle: ({ params }) => act(parts, params.token, ({ ref, person }) => desk.claimWithdrawn(ref, person)),
    }),
    openRoute({
      method: 'post',
      path: '/notice/:token/cannot-withdraw',
      who: 'link',
      summary: '本人称撤不回',
      reads,
      handle: ({ params }) => act(parts, params.token, ({ ref, person }) => desk.cannotWithdraw(ref, person)),
    }),
    openRoute({
      method: 'post',
      path: '/notice/:token/accept',
      who: 'link',
      summary: '本人接受提醒；之后提出申诉，接受不再算数',
      reads,
      handle: ({ params }) => act(parts, params.token, ({ ref, person }) => desk.accept(ref, person)),
    }),
    openRoute({
      method: 'post',
      path: '/notice/:token/appeal',
      who: 'link',
      summary: '申诉：选理由；补充的话先检查，重复了原来的事就不收、不存',
      reads: z.object({
        params: LinkParams,
        body: Appeal,
      }),
      handle: ({ params, body }) =>
        act(parts, params.token, ({ ref, person }) => desk.appeal(ref, person, body.reason, body.note ?? '')),
    }),
  ];
}

/** A forged, damaged, foreign or expired link all get the same answer. */
export function withClaim(
  parts: Pick<ConsoleParts, 'linkKey' | 'now'>,
  use: 'notice' | 'mine' | 'quiz' | 'digest' | 'owner' | 'report',
  token: string,
  handle: (claim: Claim) => Promise<JsonReply>,
): Promise<JsonReply> {
  const claim = openToken(parts.linkKey, token, use, parts.now());
  return claim ? handle(claim) : Promise.resolve(invalidLink());
}

export function invalidLink(): JsonReply {
  return refused(404, 'link-invalid', '链接无效或已过期，请联系保密办。');
}

function act(parts: ConsoleParts, token: string, deed: (claim: Claim) => Promise<DeskAnswer>): Promise<JsonReply> {
  return withClaim(parts, 'notice', token, async (claim) => {
    const answer = await deed(claim);
    return answer.ok ? showNotice(parts, claim) : deskRefused(answer);
  });
}

async function showNotice({ desk, store, unitDefaults }: ConsoleParts, { ref, person }: Claim): Promise<JsonReply> {
  const page = await desk.notice(ref, person);
  if (!page) return invalidLink();
  const wire: NoticeWire = { ...page, office: contactOf((await store.unit()) ?? unitDefaults) };
  return ok(wire);
}

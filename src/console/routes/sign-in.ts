import * as z from 'zod';
import type { ConsoleParts } from '#console/parts.ts';
import { redirect, type Reply } from '#console/reply.ts';
import { openRoute, type Caller, type Route } from '#console/route.ts';
import { openSession } from '#console/open-session.ts';
import { beginSignIn, endSignIn, type SignedInMember } from '#console/sign-in.ts';

const Begin = z.object({
  params: z.object({ page: z.string().max(20) }),
  query: z.object({ to: z.string().max(300).optional() }),
});
const Return = z.object({
  query: z.object({ code: z.string().max(512).default(''), state: z.string().max(128).default('') }),
});

/** Signing in by a platform: the browser goes out, and comes back with a code. Both are addresses, not calls: they answer by sending it on. */
export function signInRoutes(parts: ConsoleParts): readonly Route[] {
  return [
    openRoute({
      method: 'get',
      path: '/sign-in/return',
      who: 'anyone',
      summary: '从平台登录页回来',
      reads: Return,
      async handle({ query }, caller) {
        const signedIn = await endSignIn(parts, query, caller);
        if (!signedIn.ok) return redirect(refusedAddress(signedIn.page, signedIn.refused), [signedIn.cookie]);
        return signedIn.page === 'console' ? toConsole(parts, signedIn, caller) : toMemberPage(parts, signedIn);
      },
    }),
    openRoute({
      method: 'get',
      path: '/sign-in/:page',
      who: 'anyone',
      summary: '去平台登录页；page 为 console 或成员页面',
      reads: Begin,
      async handle({ params, query }, caller) {
        const begun = beginSignIn(parts, { page: params.page, to: query.to ?? null }, caller);
        return begun.ok
          ? redirect(begun.address, [begun.cookie])
          : redirect(refusedAddress(params.page, begun.refused), []);
      },
    }),
  ];
}

/** An account of his own, bound by the administrator: whoever has none sees no console. */
async function toConsole(parts: ConsoleParts, { person, to, cookie }: SignedInMember, caller: Caller): Promise<Reply> {
  const { store, now } = parts;
  const account = (await store.accounts.list()).find((one) => one.person === person && !one.isDisabled);
  if (!account) {
    await store.record({
      ledger: [
        { at: now(), event: 'sign-in-failed', actor: { kind: 'member', person }, detail: { account: 'unknown' } },
      ],
    });
    return redirect(refusedAddress('console', 'no-account'), [cookie]);
  }
  const opened = await openSession(parts, account, caller, now());
  return redirect(to ?? '/console', [cookie, opened.cookie]);
}

/** A private link for him alone, as the cards carry it. */
async function toMemberPage({ memberPages }: ConsoleParts, { person, page, cookie }: SignedInMember): Promise<Reply> {
  const address = await memberPages[page]?.(person);
  return redirect(address ?? refusedAddress(page, 'no-page'), [cookie]);
}

function refusedAddress(page: string, why: string): string {
  return `/sign-in?${new URLSearchParams({ why, page: page.slice(0, 20) }).toString()}`;
}

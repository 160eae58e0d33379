import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Account, AccountRole, Session } from '#model/account.ts';
import type { Clerk } from '#model/desk.ts';
import { refused, type JsonReply, type Reply } from '#console/reply.ts';

/** The account behind a request's session cookie. */
export interface Seat {
  readonly session: Session;
  readonly account: Account;
  readonly clerk: Clerk;
}

/** Who asks, as far as the request itself shows. */
export interface Caller {
  readonly seat: Seat | null;
  readonly token: string | null;
  readonly address: string;
  readonly csrf: string | null;
  readonly setupToken: string | null;
  /** Headers as the browser sent them. */
  readonly cookie: string | undefined;
  readonly agent: string;
}

export type Method = 'get' | 'post' | 'delete';
/** `link`: whoever holds a signed link; a list: accounts of these roles. */
export type Who = 'anyone' | 'link' | readonly AccountRole[];

interface Described {
  readonly method: Method;
  /** In Express's form, below /api/v1: /cases/:id */
  readonly path: string;
  readonly summary: string;
  /** The body is a file's bytes and no JSON. It is read only after whoever asks may send one. */
  readonly takes?: 'bytes';
}

/** One row of the table the router and openapi.json are made from. */
export interface Route extends Described {
  readonly who: Who;
  readonly reads: z.ZodType;
  /** Why this caller is not even listened to; null: he may ask. */
  turnsAway(caller: Caller): JsonReply | null;
  answer(raw: unknown, caller: Caller): Promise<Reply>;
}

/** `{ params, query, body }` of the request, as far as the route reads them. */
export const nothing = z.object({});

/** For everybody; what it needs to be sure of (a link, a setup token) is in the request. */
export function openRoute<Reads extends z.ZodType>(
  spec: Described & {
    readonly who: 'anyone' | 'link';
    readonly reads: Reads;
    readonly handle: (given: z.output<Reads>, caller: Caller) => Promise<Reply>;
  },
): Route {
  const { method, path, summary, who, reads, handle } = spec;
  return {
    method,
    path,
    summary,
    who,
    reads,
    turnsAway: () => null,
    answer: (raw, caller) => parsed(reads, raw, (given) => handle(given, caller)),
  };
}

/** For accounts of some roles; every method but GET also proves that the page itself asked (CSRF). */
export function deskRoute<Reads extends z.ZodType>(
  spec: Described & {
    readonly roles: readonly AccountRole[];
    readonly reads: Reads;
    readonly handle: (given: z.output<Reads>, seat: Seat, caller: Caller) => Promise<Reply>;
  },
): Route {
  const { method, path, summary, takes, roles, reads, handle } = spec;
  const seated = ({ seat, csrf }: Caller): Seat | JsonReply => {
    if (!seat) return refused(401, 'signed-out', '请先登录。');
    if (!roles.includes(seat.account.role)) return refused(403, 'not-your-role', '您的角色不能进行此操作。');
    const isForged = method !== 'get' && !isSame(csrf ?? '', seat.session.csrf);
    return isForged ? refused(403, 'csrf', '页面已失效，请刷新后重试。') : seat;
  };
  return {
    method,
    path,
    summary,
    ...(takes && { takes }),
    who: roles,
    reads,
    turnsAway(caller) {
      const seat = seated(caller);
      return 'kind' in seat ? seat : null;
    },
    async answer(raw, caller) {
      const seat = seated(caller);
      return 'kind' in seat ? seat : parsed(reads, raw, (given) => handle(given, seat, caller));
    },
  };
}

async function parsed<Reads extends z.ZodType>(
  reads: Reads,
  raw: unknown,
  handle: (given: z.output<Reads>) => Promise<Reply>,
): Promise<Reply> {
  const result = reads.safeParse(raw);
  if (result.success) return handle(result.data);
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.slice(1).join('.') || String(issue.path[0]), issue.message]),
  );
  return refused(400, 'bad-request', '请求内容不符合要求。', { fields });
}

/** Compares in constant time, whatever the lengths. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

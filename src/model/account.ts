import type { Moment, Pseudonym } from '#model/ids.ts';

export const accountRoles = ['admin', 'reviewer', 'auditor', 'operator'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** A person at the console. `person` binds the account to a member, so that nobody rules on his own case. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly person: Pseudonym | null;
  /** Since when it is his; null of nobody's. */
  readonly boundAt: Moment | null;
  readonly passwordHash: string;
  readonly createdAt: Moment;
  readonly isDisabled: boolean;
}

export interface Session {
  /** SHA-256 of the cookie's token; the token itself is never stored. */
  readonly tokenHash: string;
  readonly account: string;
  readonly csrf: string;
  readonly expiresAt: Moment;
}

export type CreatedAccount =
  { readonly ok: true } | { readonly ok: false; readonly refused: 'name-taken' | 'member-bound' };

export type BoundAccount =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** No such account in use; the account or the member has a counterpart already; nothing to unbind. */
      readonly refused: 'unknown' | 'account-bound' | 'member-bound' | 'not-bound';
    };

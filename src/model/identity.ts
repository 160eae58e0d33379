import type { MemberId, PlatformName } from '#model/ids.ts';

/** Why a sign-in by a platform came to nothing. */
export type SignInRefusal =
  /** Begun in another browser, used before, or too long ago. */
  | 'stale'
  /** The platform's code was used before or is too old. */
  | 'code'
  /** Nobody of this unit. */
  | 'stranger'
  /** Outside the app's visible range, or the app is switched off. */
  | 'not-allowed'
  /** A member, but no account is bound to him. */
  | 'no-account'
  /** More than one account is bound to him. */
  /** There is no such page for him. */
  | 'no-page'
  /** The platform does not answer now. */
  | 'later';

/** Who stands behind a code of the platform. */
export type Identified =
  | {
      readonly ok: true;
      readonly member: MemberId;
      readonly name: string;
      /** Names of his departments, where the platform tells them. */ readonly departments: readonly string[];
    }
  | { readonly ok: false; readonly refused: Extract<SignInRefusal, 'code' | 'stranger' | 'not-allowed'> };

/** A platform that says who is in front of the browser. The code it gives is good once. */
export interface Identity {
  readonly platform: PlatformName;
  /** On the button: 用企业微信登录. */
  readonly label: string;
  /** Where the browser goes; it comes back to `returnTo` with `code` and the same `state` (letters and digits). */
  address(ask: { readonly returnTo: string; readonly state: string; readonly agent: string }): string;
  identify(code: string, signal: AbortSignal): Promise<Identified>;
}

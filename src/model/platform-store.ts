import type { Moment } from '#model/ids.ts';

/** Tokens of the platforms, shared by replicas and outliving a restart. */
export interface TokenStore {
  read(name: string): Promise<{ readonly value: string; readonly expiresAt: Moment } | null>;
  write(name: string, token: { readonly value: string; readonly expiresAt: Moment }): Promise<void>;
}

/** What was sent lately, where a platform drops in silence what is too much. */
export interface SendStore {
  /** Counts one and returns null, or says when there is room again. The windows slide. `kind`: what `used` counts it among. */
  take(
    name: string,
    windows: readonly { readonly most: number; readonly millis: number }[],
    now: Moment,
    kind?: string,
  ): Promise<Moment | null>;
  /** How much was sent lately: of the name most was sent to in a minute and in an hour, and of all in a day. */
  used(now: Moment): Promise<readonly SentLately[]>;
}

export interface SentLately {
  readonly kind: string;
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
}

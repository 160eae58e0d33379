import type { Receipt } from '#model/gateway.ts';

/** A letter that may lie open in any mailbox: a number and a link. */
export interface Letter {
  /** The outbox key; the same letter sent again has the same Message-ID. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly link: { readonly label: string; readonly url: string } | null;
}

/** E-mail. Throws Transient; an address nobody has is a refusal. */
export interface Mailer {
  send(letter: Letter, signal: AbortSignal): Promise<Receipt>;
}

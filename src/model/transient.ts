import type { Moment } from '#model/ids.ts';

/** May pass by itself: thrown at the outside, caught by the loop of inbox or outbox, retried, never dropped. */
export class Transient extends Error {
  override readonly name = 'Transient';
  readonly retryAt: Moment | null;
  /** A Chinese sentence on what a person must do (IP not trusted, secret wrong); shown on the console. */
  readonly operator: string | null;

  constructor(message: string, more: { retryAt?: Moment; operator?: string; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.retryAt = more.retryAt ?? null;
    this.operator = more.operator ?? null;
  }
}

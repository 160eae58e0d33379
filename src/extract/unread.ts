import type { GapReason } from '#model/post.ts';

/** Thrown by a reader where a whole file is a gap; the walk turns it into one. */
export class Unread extends Error {
  override readonly name: string = 'Unread';
  readonly why: GapReason;
  constructor(why: GapReason) {
    super(why);
    this.why = why;
  }
}

/** A limit of the whole job is used up: what was read stays, the rest is one gap. */
export class Exhausted extends Unread {
  override readonly name = 'Exhausted';
}

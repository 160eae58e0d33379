import type { Base } from '#gateway/sandbox/base.ts';
import type { Files } from '#gateway/sandbox/files.ts';
import type { Register } from '#gateway/sandbox/groups.ts';
import type { Lines } from '#gateway/sandbox/lines.ts';

/** The platform's stores, as its parts use them. */
export interface World {
  readonly base: Base;
  readonly register: Register;
  readonly lines: Lines;
  readonly files: Files;
}

export const botName = '周知';

import type { SandboxError } from '#model/sandbox-wire.ts';

export type RefusalCode = SandboxError['error']['code'];
export interface Refused {
  readonly ok: false;
  readonly code: RefusalCode;
  /** Chinese, shown to the visitor as it is. */
  readonly says: string;
}

/** The platform's answer to a visitor: the value, or why not. */
export type Answer<T> = { readonly ok: true; readonly value: T } | Refused;

export function yes<T>(value: T): Answer<T> {
  return { ok: true, value };
}

export function no(code: RefusalCode, says: string): Refused {
  return { ok: false, code, says };
}

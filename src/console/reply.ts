import type { ConsoleEvent, ErrorWire } from '#model/console-wire.ts';
import type { Moment } from '#model/ids.ts';

/** What a route answers; only router.ts and stream.ts know Express. */
export type Reply = JsonReply | FileReply | StreamReply;

export interface JsonReply {
  readonly kind: 'json';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Something to save: a certificate, a table. */
export interface FileReply {
  readonly kind: 'file';
  readonly type: keyof typeof fileTypes;
  /** Without its ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const fileTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Server-sent events until the session ends; `listen` returns how to stop. */
export interface StreamReply {
  readonly kind: 'stream';
  readonly until: Moment;
  readonly listen: (send: (event: ConsoleEvent) => void) => () => void;
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): JsonReply {
  return { kind: 'json', status: 200, body, headers };
}

export function created(body: unknown): JsonReply {
  return { kind: 'json', status: 201, body, headers: {} };
}

export function done(headers: Readonly<Record<string, string>> = {}): JsonReply {
  return { kind: 'json', status: 204, body: undefined, headers };
}

export function file(type: FileReply['type'], name: string, bytes: Uint8Array): FileReply {
  return { kind: 'file', type, name, bytes };
}

export function refused(
  status: number,
  code: string,
  says: string,
  more: {
    readonly fields?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): JsonReply {
  const body: ErrorWire = { error: { code, says, ...(more.fields ? { fields: more.fields } : {}) } };
  return { kind: 'json', status, body, headers: more.headers ?? {} };
}

/** Also what a person is told whose own case it is. */
export function unknownCase(): JsonReply {
  return refused(404, 'unknown', '没有这个案件。');
}

import * as z from 'zod';
import { errmsgs } from './tables/errcodes.ts';

/** An answer other than ok. */
export class Refusal extends Error {
  readonly errcode: number;

  constructor(errcode: number, detail = '') {
    const said = errmsgs[errcode] ?? 'unknown error';
    super(detail === '' ? said : `${detail}. ${said}`);
    this.name = 'Refusal';
    this.errcode = errcode;
  }
}

export function refuse(errcode: number, detail = ''): never {
  throw new Refusal(errcode, detail);
}

/** The value as the schema has it; otherwise the code the broken field names, else 40058. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, where = ''): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const named: unknown = issue?.code === 'custom' ? issue.params?.['errcode'] : undefined;
  const field = [...(where === '' ? [] : [where]), ...(issue?.path ?? [])].join('.');
  return refuse(typeof named === 'number' ? named : 40058, `${field} ${issue?.message ?? ''}`);
}

/** A text that is not empty, of at most so many bytes. */
export function bytes(max: number, tooLong = 45002, empty = 44004) {
  return z
    .string()
    .refine((text) => text !== '', { params: { errcode: empty }, message: 'empty' })
    .refine((text) => Buffer.byteLength(text) <= max, {
      params: { errcode: tooLong },
      message: `exceed max length ${max}`,
    });
}

export function characters(min: number, max: number, errcode = 40058) {
  return z.string().refine((text) => [...text].length >= min && [...text].length <= max, {
    params: { errcode },
    message: `expected ${min} to ${max} characters`,
  });
}

export function list<T extends z.ZodType>(of: T, max: number, { min = 0, errcode = 40058 } = {}) {
  return z.array(of).refine((all) => all.length >= min && all.length <= max, {
    params: { errcode },
    message: `expected ${min} to ${max} items`,
  });
}

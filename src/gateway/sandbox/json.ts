import { z } from 'zod';

/** Reads back JSON this platform wrote itself; what comes from outside goes through a real schema instead. */
export function fromOwnJson<T>(text: string): T {
  return z.custom<T>().parse(JSON.parse(text));
}

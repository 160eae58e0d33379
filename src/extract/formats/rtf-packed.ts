import { decompressRTF } from '@kenjiuno/decompressrtf';
import type { Budget } from '#extract/budget.ts';
import { Unread } from '#extract/unread.ts';

/** The packed rich text of Outlook ([MS-OXRTFCP]): its size stands in the second word. */
export function unpackRtf(packed: Uint8Array, budget: Budget): Uint8Array {
  if (packed.length < 16) throw new Unread('corrupt');
  budget.inflated(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).readUInt32LE(4));
  return Uint8Array.from(decompressRTF([...packed]));
}

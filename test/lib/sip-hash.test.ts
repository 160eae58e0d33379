import * as fc from 'fast-check';
import sip from 'siphash';
import { expect, test } from 'vitest';
import { sipHash } from '#lib/sip-hash.ts';

test('is SipHash-2-4 as its published package computes it, for any key, text and stretch of it', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 32 }), units, fc.nat(8), (key, given, skip) => {
      const text = Uint16Array.from(given);
      const from = Math.min(skip, text.length);
      const bytes = new Uint8Array(text.slice(from).buffer);
      const words = new Uint32Array(key.slice(0, 16).buffer);
      expect(sipHash(key)(text, from, text.length)).toBe(sip.hash_uint(words, bytes));
    }),
    { numRuns: 2000 },
  );
});

test('a key that is too short is refused', () => {
  expect(() => sipHash(new Uint8Array(8))).toThrow('key: expected 16 bytes or more, got 8');
});

/** Whether a text may hold a character: never a false no. */
export interface Presence {
  mayHoldOneOf(codes: readonly number[]): boolean;
}

const bits = 2048;

export function presenceOf(text: string): Presence {
  const seen = new Int32Array(bits / 32);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index) & (bits - 1);
    seen[code >> 5] = (seen[code >> 5] ?? 0) | (1 << (code & 31));
  }
  return {
    mayHoldOneOf: (codes) => codes.some((code) => (((seen[(code & (bits - 1)) >> 5] ?? 0) >> (code & 31)) & 1) === 1),
  };
}

/** One field of a message in the wire format of protocol buffers. */
export interface Field {
  readonly number: number;
  /** A whole number, four or eight raw bytes, or the bytes of a text, a list or a message. */
  readonly value: bigint | Uint8Array;
  readonly kind: 'number' | 'eight' | 'bytes' | 'four';
}

const kinds = ['number', 'eight', 'bytes', null, null, 'four'] as const;

/** Takes a message apart; nested ones stay bytes until somebody wants them. */
export function fieldsOf(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  const number = (): bigint => {
    let [value, shift] = [0n, 0n];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('message: expected more bytes, got its end');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
      shift += 7n;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error('message: expected more bytes, got its end');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(number());
    const kind = kinds[tag & 7];
    if (!kind) throw new Error(`message: expected a known kind of field, got ${tag & 7}`);
    const value = kind === 'number' ? number() : take(kind === 'bytes' ? Number(number()) : kind === 'eight' ? 8 : 4);
    fields.push({ number: tag >>> 3, kind, value });
  }
  return fields;
}

export function messageOf(fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap(({ number, kind, value }) => {
    const tag = varint(BigInt(number * 8 + kinds.indexOf(kind)));
    if (typeof value === 'bigint') return [tag, varint(value)];
    return kind === 'bytes' ? [tag, varint(BigInt(value.length)), value] : [tag, value];
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.of(...bytes, Number(rest));
}

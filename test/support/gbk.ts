let codes: ReadonlyMap<string, readonly [number, number]> | null = null;

/** A text in GBK, by turning the decoder's table around. */
export function gbk(text: string): Buffer {
  codes ??= table();
  return Buffer.from([...text].flatMap((char) => codes?.get(char) ?? [char.charCodeAt(0)]));
}

function table(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) found.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return found;
}

/** Letters and digits that are not mistaken for one another when read out on the telephone (no 0 O 1 I L). */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Eight characters in two groups, `K7M2-QX4D`: says nothing about how many there are. `bytes` are 8 random bytes. */
export function shortCode(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, 8), (byte) => alphabet[byte % alphabet.length] ?? '2');
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

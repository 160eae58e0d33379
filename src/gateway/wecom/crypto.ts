import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** PKCS#7 to 32 bytes, not to the cipher's 16. */
const block = 32;

/** The key of an EncodingAESKey, or null where it is not one. */
export function decodeAesKey(encoded: string): Buffer | null {
  return /^[A-Za-z0-9]{43}$/.test(encoded) ? Buffer.from(`${encoded}=`, 'base64') : null;
}

export interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  /** The ciphertext in base64; of a URL verification its echostr. */
  readonly encrypted: string;
}

export function signatureOf(token: string, { timestamp, nonce, encrypted }: Signed): string {
  const parts = [token, timestamp, nonce, encrypted].toSorted(byUnit);
  return createHash('sha1').update(parts.join(''), 'utf8').digest('hex');
}

/** In constant time, so that a forger learns nothing by waiting. */
export function isSignature(wanted: string, got: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(got)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What was meant for `receiver` (the corp id, or empty for a robot); null where it can't be opened or is meant for another. */
export function open(key: Buffer, encrypted: string, receiver: string): string | null {
  const padded = decipher(key, encrypted);
  const plain = padded && unpad(padded);
  if (!plain || plain.length < 20) return null;
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length || plain.subarray(end).toString('utf8') !== receiver) return null;
  return utf8(plain.subarray(20, end));
}

/** `salt` is 16 bytes of chance. */
export function close(key: Buffer, text: string, { receiver, salt }: { receiver: string; salt: Buffer }): string {
  const [body, length] = [Buffer.from(text, 'utf8'), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([salt, length, body, Buffer.from(receiver, 'utf8')]);
  const fill = block - (plain.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(fill, fill)), cipher.final()]).toString(
    'base64',
  );
}

function byUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function decipher(key: Buffer, encrypted: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encrypted)) return null;
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % block !== 0) return null;
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function unpad(padded: Buffer): Buffer | null {
  const fill = padded.at(-1) ?? 0;
  if (fill < 1 || fill > block || fill > padded.length) return null;
  const end = padded.length - fill;
  return padded.subarray(end).every((byte) => byte === fill) ? padded.subarray(0, end) : null;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

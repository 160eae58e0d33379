import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** One purpose, one key: a leak of the link key opens no inbox. */
export type KeyPurpose = 'inbox' | 'people' | 'ledger' | 'fingerprint' | 'link' | 'context' | 'pieces' | 'token';

export interface KeyRing {
  /** 32 bytes derived by HKDF-SHA256 from the master key. */
  key(purpose: KeyPurpose): Buffer;
}

export function keyRing(master: Buffer): KeyRing {
  if (master.length !== 32) throw new Error(`key: expected 32 bytes, got ${master.length}`);
  const made = new Map<KeyPurpose, Buffer>();
  return {
    key(purpose) {
      const known = made.get(purpose);
      if (known) return known;
      const key = Buffer.from(hkdfSync('sha256', master, '', `zhouzhi/${purpose}`, 32));
      made.set(purpose, key);
      return key;
    },
  };
}

/** AES-256-GCM, nonce first, tag last. */
export function seal(key: Buffer, plain: Uint8Array | string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([
    typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain),
    cipher.final(),
  ]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** Throws when the key is another or a byte was changed. */
export function unseal(key: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  return Buffer.concat([decipher.update(bytes.subarray(12, bytes.length - 16)), decipher.final()]);
}

/** Hex HMAC-SHA256. */
export function keyedHash(key: Buffer, text: string | Uint8Array): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

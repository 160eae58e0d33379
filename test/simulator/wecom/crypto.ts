import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const block = 32;

export function decodeKey(encodingAesKey: string): Buffer {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) throw new Error('expected an EncodingAESKey of 43 letters and digits');
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

export function signatureOf(token: string, timestamp: string, nonce: string, encrypted: string): string {
  const parts = [token, timestamp, nonce, encrypted].toSorted((a, b) => (a < b ? -1 : 1));
  return createHash('sha1').update(parts.join('')).digest('hex');
}

/** 16 random bytes, the length in four bytes, the message, the receiver; padded to 32 and encrypted with AES-256-CBC. */
export function encrypt(key: Buffer, message: string, receiveId: string, random = randomBytes(16)): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return encryptBytes(key, Buffer.concat([random, length, text, Buffer.from(receiveId)])).toString('base64');
}

export function decrypt(key: Buffer, encrypted: string): { readonly message: string; readonly receiveId: string } {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > block) throw new Error(`expected a padding of 1 to ${block}, got ${padding}`);
  const end = 20 + padded.readUInt32BE(16);
  const whole = padded.subarray(0, padded.length - padding);
  if (end > whole.length) throw new Error(`expected at least ${end} bytes, got ${whole.length}`);
  return { message: whole.toString('utf8', 20, end), receiveId: whole.toString('utf8', end) };
}

/** PKCS#7 to 32 bytes; also how files of the group robot are encrypted. */
export function encryptBytes(key: Buffer, bytes: Uint8Array): Buffer {
  const padding = block - (bytes.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]);
}

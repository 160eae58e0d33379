import { Decrypter } from 'age-encryption';

const keyForm = /AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+/g;

/** Opens an age file (base64) with the key, or any key of a key file; throws where none fits. */
export async function unseal(ciphertext: string, identity: string): Promise<string> {
  const keys = identity.toUpperCase().match(keyForm) ?? [];
  if (keys.length === 0) throw new Error('identity: expected AGE-SECRET-KEY-1…, found none');
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(key);
  return decrypter.decrypt(bytesOf(ciphertext), 'text');
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

import { constants, createPrivateKey, privateDecrypt, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Private keys by the version of their public half, which counts up with each change in the admin console. */
export type ArchiveKeys = ReadonlyMap<number, KeyObject>;

/** Every `<version>.pem` of the folder: old ones open what was archived before the change. */
export function readKeys(folder: string): ArchiveKeys {
  const keys = new Map<number, KeyObject>();
  for (const name of readdirSync(folder)) {
    const [, version] = /^(\d{1,9})\.pem$/.exec(name) ?? [];
    if (version === undefined) continue;
    const key = privateKey(readFileSync(join(folder, name)));
    if (key) keys.set(Number(version), key);
  }
  return keys;
}

/** The versions there are keys for, without opening one. */
export function keyVersions(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => /^(\d{1,9})\.pem$/.exec(name)?.[1] ?? [])
    .map(Number);
}

/** The record's own key, or null where this is not the key it was closed for. */
export function unwrapKey(key: KeyObject, wrapped: string): string | null {
  const bytes = Buffer.from(wrapped, 'base64');
  const size = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  if (bytes.length !== size) return null;
  // Node refuses or falsifies PKCS#1 v1.5 here, by version (CVE-2023-46809): the padding is taken off by hand. Nobody is told how it failed.
  const plain = rawDecrypt(key, bytes);
  if (!plain || plain[0] !== 0 || plain[1] !== 2) return null;
  const end = plain.indexOf(0, 2);
  return end < 10 ? null : plain.subarray(end + 1).toString('utf8');
}

function rawDecrypt(key: KeyObject, bytes: Buffer): Buffer | null {
  try {
    return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, bytes);
  } catch (error) {
    // A number above the modulus.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function privateKey(pem: Buffer): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

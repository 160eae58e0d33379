import { generateKeyPairSync, publicEncrypt, constants, randomBytes, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encrypt } from './crypto.ts';
import { must } from './world.ts';

export interface Sealed {
  readonly publickey_ver: number;
  readonly encrypt_random_key: string;
  readonly encrypt_chat_msg: string;
}

/** What is broken about a sealed record. */
export type Damage = 'unknown-key' | 'random-key' | 'message' | 'not-base64';

/** Made once for a whole process: a pair takes half a second. */
const pairs: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }[] = [];

/** RSA-2048 keys by version; the private ones lie as `<version>.pem` in a folder, as the operator keeps them. */
export function createArchiveKeys(folder: string) {
  mkdirSync(folder, { recursive: true });
  const keys: KeyObject[] = [];
  const rotate = (): number => {
    const pair = pairs[keys.length] ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
    pairs[keys.length] = pair;
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(join(folder, `${keys.push(pair.publicKey)}.pem`), pem, { mode: 0o600 });
    return keys.length;
  };
  rotate();
  return {
    folder,
    /** The administrator changes the key: records after it bear the next version. */
    rotate,
    seal(json: string, damage: Damage | null = null): Sealed {
      const random = randomBytes(32);
      const key = { key: must(keys.at(-1), 'key'), padding: constants.RSA_PKCS1_PADDING };
      const sealed = publicEncrypt(key, Buffer.from(random.toString('base64')));
      if (damage === 'random-key') sealed[100] = (sealed[100] ?? 0) ^ 1;
      const message = Buffer.from(encrypt(random, json, ''), 'base64');
      if (damage === 'message') message[message.length - 20] = (message.at(-20) ?? 0) ^ 1;
      return {
        publickey_ver: damage === 'unknown-key' ? 99 : keys.length,
        encrypt_random_key: sealed.toString('base64'),
        encrypt_chat_msg: damage === 'not-base64' ? '这不是' : message.toString('base64'),
      };
    },
  };
}

import { execFileSync } from 'node:child_process';
import { constants, generateKeyPairSync, publicEncrypt, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requires } from '../../../support/requires.ts';

export const gcc = requires('gcc');

/** An archive of files behind a library compiled for the test. */
export function archiveLibrary() {
  const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-archive-'));
  const library = join(folder, 'library.so');
  execFileSync(gcc.path, ['-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'library.c')]);
  const keys = join(folder, 'keys');
  mkdirSync(keys);
  const publics = new Map<number, KeyObject>();
  const write = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(folder, name), bytes);
  return {
    folder,
    library,
    keys,
    write,
    /** The library returns this code from now on; null for none. */
    ret(name: string, code: number | null) {
      if (code === null) rmSync(join(folder, `ret-${name}`), { force: true });
      else write(`ret-${name}`, String(code));
    },
    calls: (): readonly string[] => {
      const file = join(folder, 'calls');
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    },
    /** A key pair; the private half stays out of the folder until `putKey`. */
    newKey(version: number): { putKey(): void } {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      publics.set(version, publicKey);
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
      return { putKey: () => writeFileSync(join(keys, `${version}.pem`), pem) };
    },
    /** What comes after `seq`, closed for a key. */
    put(seq: number, records: readonly { readonly seq: number; readonly key: number; readonly text: string }[]) {
      const wrapped = new Map<number, string>();
      const wrap = (version: number): string => {
        const publicKey = publics.get(version);
        if (!publicKey) throw new Error(`expected a key ${version}`);
        const made =
          wrapped.get(version) ??
          publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from('good')).toString(
            'base64',
          );
        wrapped.set(version, made);
        return made;
      };
      const chatdata = records.map((one) => ({
        seq: one.seq,
        msgid: `m${one.seq}`,
        publickey_ver: one.key,
        encrypt_random_key: wrap(one.key),
        encrypt_chat_msg: one.text,
      }));
      write(`chat-${seq}.json`, JSON.stringify({ errcode: 0, errmsg: 'ok', chatdata }));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type ArchiveLibrary = ReturnType<typeof archiveLibrary>;

/** A text of a member in a room. */
export function said(msgid: string, roomid: string, more: object = {}): string {
  return JSON.stringify({
    msgid,
    action: 'send',
    from: 'zhangsan',
    tolist: ['lisi'],
    roomid,
    msgtime: 1_700_000_000_000,
    msgtype: 'text',
    text: { content: `话 ${msgid}` },
    ...more,
  });
}

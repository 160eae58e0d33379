import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArchiveKeys, type Damage } from './archive-keys.ts';
import { compileFinanceSdk } from './finance-sdk.ts';

export interface ArchivedMedia {
  readonly sdkfileid: string;
  readonly md5sum: string;
  readonly filesize: number;
}

export type SdkFunction = 'Init' | 'GetChatData' | 'DecryptData' | 'GetMediaData';

export interface ArchiveAccount {
  readonly corpid: string;
  readonly secret: string;
  /** The C compiler's path; empty where the test has none and loads no library. */
  readonly compiler: string;
}

export type Archive = ReturnType<typeof createArchive>;

/** The conversation archive behind the Finance SDK: files in a folder that the C library beside them serves. */
export function createArchive({ corpid, secret, compiler }: ArchiveAccount) {
  const folder = mkdtempSync(join(tmpdir(), 'wecom-archive-'));
  const at = (...path: readonly string[]): string => join(folder, ...path);
  const keys = createArchiveKeys(at('keys'));
  mkdirSync(at('media'));
  writeFileSync(at('account'), `${corpid}\n${secret}`);
  writeFileSync(at('records.jsonl'), '');
  const library = compiler === '' ? '' : compileFinanceSdk(folder, compiler);
  let seq = 0;
  const lineOf = (json: string, msgid: string, damage: Damage | null): string =>
    `${JSON.stringify({ seq: ++seq, msgid, ...keys.seal(json, damage) })}\n`;
  return {
    /** WECOM_FINANCE_SDK */
    library,
    /** WECOM_ARCHIVE_KEYS */
    keysFolder: keys.folder,
    rotateKey: keys.rotate,
    /** The seq of the last record. */
    seq: (): number => seq,
    add(record: { readonly msgid: string }, damage: Damage | null = null): number {
      appendFileSync(at('records.jsonl'), lineOf(JSON.stringify(record), record.msgid, damage));
      return seq;
    },
    addAll(records: Iterable<{ readonly msgid: string }>): number {
      let lines = '';
      for (const record of records) lines += lineOf(JSON.stringify(record), record.msgid, null);
      appendFileSync(at('records.jsonl'), lines);
      return seq;
    },
    /** Any text in place of a record's JSON: broken, or with raw control characters. */
    addText(json: string, msgid = `raw_${seq + 1}`): number {
      appendFileSync(at('records.jsonl'), lineOf(json, msgid, null));
      return seq;
    },
    /** Five days are over for the records up to this seq. */
    expire(upTo: number): void {
      const kept = readFileSync(at('records.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => Number(/^\{"seq":(\d+)/.exec(line)?.[1] ?? 0) > upTo);
      writeFileSync(at('records.fresh'), kept.map((line) => `${line}\n`).join(''));
      renameSync(at('records.fresh'), at('records.jsonl'));
    },
    addMedia(bytes: Uint8Array): ArchivedMedia {
      const sdkfileid = randomBytes(60).toString('base64url');
      writeFileSync(at('media', sdkfileid), bytes);
      return { sdkfileid, md5sum: createHash('md5').update(bytes).digest('hex'), filesize: bytes.length };
    },
    expireMedia: (sdkfileid: string): void => writeFileSync(at('media', `${sdkfileid}.expired`), ''),
    /** Return codes of the next calls in any process; 0 lets one go well, as in `fail('GetMediaData', 0, 10001)`. */
    fail: (what: SdkFunction, ...codes: readonly number[]): void =>
      appendFileSync(at(`faults.${what}`), codes.map((code) => `${code}\n`).join('')),
    /** The JSON of the next GetChatData, such as {"errcode":301052,…}. */
    answerNext: (json: object): void => writeFileSync(at('answer'), JSON.stringify(json)),
    trustIp(isTrusted: boolean): void {
      if (isTrusted) rmSync(at('untrusted'), { force: true });
      else writeFileSync(at('untrusted'), '');
    },
    /** The line is cut: every pull answers 10001, until it is over. */
    setOutage(isOut: boolean): void {
      if (isOut) writeFileSync(at('outage'), '');
      else rmSync(at('outage'), { force: true });
    },
    /** Milliseconds every pull takes, so that a process can be killed in the middle. */
    slow: (ms: number): void => writeFileSync(at('delay'), String(ms)),
    /** What the library was called with, as `<pid> <function> <arguments>`. */
    calls: (): readonly string[] =>
      existsSync(at('calls.log'))
        ? readFileSync(at('calls.log'), 'utf8')
            .split('\n')
            .filter((line) => line !== '')
        : [],
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { readConfig } from '#config.ts';
import { writeSecret } from '#assembly/data-dir.ts';
import { backupMarker } from '#assembly/health.ts';
import { loadMasterKey } from '#assembly/key-file.ts';
import { keyRing } from '#lib/keys.ts';
import { openReader } from '#store/reader.ts';
import { UsageError, type ExitCode, type Output } from '#cli/output.ts';

const whys = {
  altered: '内容与签名不符（被改动）',
  missing: '缺少这一行（被删除或截短）',
  'out-of-order': '顺序被调换',
  'head-differs': '与给出的末值不符（截短或重建）',
} as const;

function reader() {
  const config = readConfig();
  return openReader(join(config.dataDir, 'zhouzhi.db'), keyRing(loadMasterKey(config, 'only-read')));
}

/** `audit verify [--head N:HASH]` */
export async function auditVerify(head: string | undefined, json: boolean, output: Output): Promise<ExitCode> {
  const expected = head === undefined ? undefined : parseHead(head);
  const store = reader();
  const report = await store.ledger.verify(expected);
  await store.close();
  if (json) output.line(JSON.stringify(report));
  else if (report.ok) output.line(`台账完整：${report.rows} 行，末值 ${report.head.number}:${report.head.hash}`);
  else output.line(`台账在第 ${report.brokenAt} 行断开：${whys[report.why]}`);
  return report.ok ? 0 : 1;
}

/** `backup FILE` */
export async function backup(file: string | undefined, output: Output): Promise<ExitCode> {
  if (!file) throw new UsageError('backup: expected the file to write, got nothing');
  const store = reader();
  await store.backup(file);
  await store.close();
  // The console says how old the last backup is.
  writeSecret(join(readConfig().dataDir, backupMarker), '');
  output.line(`已备份到 ${file}。密钥文件（数据目录下的 key）请另行保管：没有它，备份里的内容无法读取。`);
  return 0;
}

/** `unseal FILE --identity FILE`: opens sealed evidence the console handed out, with the reviewer's own key; the house has none. */
export async function unsealFile(
  file: string | undefined,
  identityFile: string | undefined,
  output: Output,
): Promise<ExitCode> {
  if (!file || !identityFile) throw new UsageError('unseal: expected FILE --identity FILE');
  const decrypter = new Decrypter();
  const identities = readGiven(identityFile)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length === 0) throw new UsageError(`${identityFile}: expected a line AGE-SECRET-KEY-…, found none`);
  const sealed = readGiven(file);
  try {
    for (const identity of identities) decrypter.addIdentity(identity.trim());
    output.line(await decrypter.decrypt(sealed, 'text'));
    return 0;
  } catch (error) {
    // The library throws plain errors; whichever it is, these two files do not belong together.
    output.problem(
      `打不开 ${file}：不是封存材料，或不是封给这把私钥的。${file}: expected evidence sealed to this identity, got ${error instanceof Error ? error.message : 'another error'}`,
    );
    return 2;
  }
}

function readGiven(path: string): Buffer {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`${path}: expected a readable file, found none`);
  return readFileSync(path);
}

function parseHead(head: string): { number: number; hash: string } {
  const [, number, hash] = /^(\d+):([0-9a-f]{16,64})$/.exec(head) ?? [];
  if (!number || !hash)
    throw new UsageError(
      `--head: expected NUMBER:HASH (16 to 64 hex digits, as in an escalation), got ${JSON.stringify(head)}`,
    );
  return { number: Number(number), hash };
}

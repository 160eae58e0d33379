import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpText } from '#cli/help.ts';
import { startRunningHouse, until, type PostLine, type RunningHouse } from '../support/running-house.ts';
import { endingOf, runZhouzhi, spawnZhouzhi } from '../support/zhouzhi.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  it('helps in Chinese and English with every command', () => {
    for (const word of [
      '用法 Usage',
      'start',
      'check',
      '--posts',
      'rules test',
      'audit verify',
      'backup',
      'purge',
      'unseal',
      '退出码 Exit codes',
      '机器人',
      'run the bot',
    ])
      expect(helpText).toContain(word);
  });

  it.each<[readonly string[], number, RegExp]>([
    [['--help'], 0, /^周知 zhouzhi/],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['rules', 'test', '--json'], 0, /^\{"rules":\d+,"unit":\[\],"problems":\[\]\}\n$/],
  ])('%j answers on stdout', async (args, code, out) => {
    expect(await runZhouzhi(args)).toEqual({ code, signal: null, out: expect.stringMatching(out), err: '' });
  });

  it.each<[readonly string[], RegExp]>([
    [[], /用法 Usage/],
    [['nope'], /expected one of start, check, .*; got "nope"/],
    [['--bad'], /--bad/],
    [['audit', 'look'], /audit: expected "audit verify", got "audit look"/],
  ])('%j is wrong usage: exit code 2, a sentence on stderr', async (args, err) => {
    expect(await runZhouzhi(args)).toEqual({ code: 2, signal: null, out: '', err: expect.stringMatching(err) });
  });

  it('takes a reader that closes early for no error', async () => {
    const child = spawnZhouzhi(['check', '--posts']);
    const end = endingOf(child);
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end('{"id":"a","text":"明天开会"}\n'.repeat(20_000));
    const { code, err } = await end;
    expect([code, err]).toEqual([0, '']);
  });

  it('opens sealed evidence with its own identity, and says when it is another', async () => {
    const [own, other] = [await generateIdentity(), await generateIdentity()];
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(own));
    writeFileSync(join(folder, 'sealed.age'), await encrypter.encrypt('封存的内容'));
    writeFileSync(join(folder, 'own.txt'), `# 我的\n${own}\n`);
    writeFileSync(join(folder, 'other.txt'), other);
    const open = (identity: string) =>
      runZhouzhi(['unseal', join(folder, 'sealed.age'), '--identity', join(folder, identity)]);
    const [opened, shut, none] = [await open('own.txt'), await open('other.txt'), await open('none.txt')];
    expect([opened.code, opened.out]).toEqual([0, '封存的内容\n']);
    expect([shut.code, shut.out, shut.err]).toEqual([
      2,
      '',
      expect.stringMatching(/打不开.*expected evidence sealed to this identity/),
    ]);
    expect([none.code, none.err]).toEqual([
      2,
      expect.stringContaining('none.txt: expected a readable file, found none'),
    ]);
  });
});

describe('the command line beside a house', { timeout: 60_000 }, () => {
  let house: RunningHouse;
  let scope: PostLine;
  beforeAll(async () => {
    house = await startRunningHouse();
    scope = await house.post({
      as: 'sandbox:member-13',
      group: 'sandbox:group-office',
      text: '拟提拔小王当副科长，还没上会，大家先别说',
    });
    await until('the post is examined', async () => house.books.caseOf(scope.id) !== null);
    await until('nothing is due', async () => house.books.isIdle());
  }, 60_000);
  afterAll(() => house.remove());

  it('copies the database while the house runs; the copy opens and its chain is whole', async () => {
    const file = join(folder, 'zhouzhi.db');
    const { code, out } = await runZhouzhi(['backup', file], { env: house.env });
    expect([code, out]).toEqual([0, expect.stringContaining(`已备份到 ${file}`)]);
    writeFileSync(join(folder, 'key'), readFileSync(join(house.dataDir, 'key')), { mode: 0o600 });
    const verified = await runZhouzhi(['audit', 'verify', '--json'], { env: { ZHOUZHI_DATA: folder } });
    expect([verified.code, JSON.parse(verified.out)]).toEqual([0, expect.objectContaining({ ok: true })]);
    const again = await runZhouzhi(['backup', file], { env: house.env });
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('expected a new file, got one that exists')]);
  });

  it('destroys no case while the house runs', async () => {
    const id = house.books.caseOf(scope.id)?.id ?? '';
    const { code, err } = await runZhouzhi(['purge', id], { env: house.env });
    expect([code, err]).toEqual([2, expect.stringMatching(/^StoreError: .*另一个周知进程/)]);
    expect(house.books.caseOf(scope.id)?.id).toBe(id);
  });

  it('destroys a case of a stopped house once, unless it is held; the ledger says so and stays whole', async () => {
    const one = house.books.caseOf(scope.id);
    const id = one?.id ?? '';
    expect((await house.stop()).code).toBe(0);
    const hold = (isHeld: boolean): void => {
      const db = new Sqlite(join(house.dataDir, 'zhouzhi.db'));
      db.prepare('UPDATE cases SET is_held = ?, record = ? WHERE id = ?').run(
        Number(isHeld),
        JSON.stringify({ ...one, isHeld }),
        id,
      );
      db.close();
    };
    const purge = (number: string) => runZhouzhi(['purge', number], { env: house.env });
    hold(true);
    const held = await purge(id);
    expect([held.code, held.err]).toEqual([1, expect.stringContaining('处于保留状态')]);
    hold(false);
    const purged = await purge(id);
    expect([purged.code, purged.out]).toEqual([0, expect.stringContaining(`案件 ${id} 已销毁`)]);
    const again = await purge(id);
    expect([again.code, again.err.trim()]).toEqual([1, `没有案件 ${id}。`]);
    expect([house.books.caseOf(scope.id), house.books.events({ case: id }).at(-1)]).toEqual([null, 'purged']);
    const { code } = await runZhouzhi(['audit', 'verify'], { env: house.env });
    expect([code, existsSync(join(house.dataDir, 'zhouzhi.db'))]).toEqual([0, true]);
  });
});

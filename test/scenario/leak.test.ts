import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { p95, startRunningHouse, until, type PostLine, type RunningHouse } from '../support/running-house.ts';
import { runZhouzhi } from '../support/zhouzhi.ts';

const group = 'sandbox:group-office';
const members = ['sandbox:member-12', 'sandbox:member-13', 'sandbox:member-14', 'sandbox:member-15'] as const;

describe('a leak where the bot may retract', { timeout: 60_000 }, () => {
  let house: RunningHouse;
  /** Words nobody else says, so that every copy can be found by its bytes. */
  const words = Array.from({ length: 40 }, () => `青岚${randomUUID()}专项`);
  const posts: PostLine[] = [];

  beforeAll(async () => {
    house = await startRunningHouse();
  }, 60_000);
  afterAll(() => house.remove());

  it('is gone within 300 ms at the 95th of 100, and the sender hears of it', { retry: 2 }, async () => {
    const taken: number[] = [];
    for (const [index, word] of words.entries()) {
      const as = members[index % members.length] ?? members[0];
      const post = await house.post({ as, group, text: `机密★10年 关于${word}工作的通知（样张）` });
      await until('the post is withdrawn', async () => (await house.found(post)).withdrawn !== null);
      const { withdrawn, text } = await house.found(post);
      expect([withdrawn?.by, text]).toEqual(['bot', '']);
      taken.push((withdrawn?.at ?? Number.NaN) - post.at);
      posts.push(post);
    }
    expect(p95(taken)).toBeLessThanOrEqual(300);
    await until('nothing is due', async () => house.books.isIdle());
    const [first] = posts;
    const cards = first ? await house.cards(first.sender.id, first) : [];
    expect(cards.map(({ title }) => title)).toEqual(['一条消息已由系统撤回']);
  });

  it('stays an open case with the clock of 24 hours, escalated to the duty contact', async () => {
    const post = posts[0];
    const one = post && house.books.caseOf(post.id);
    expect(one).toMatchObject({
      kind: 'classified',
      state: 'withdrawn',
      withdrawnBy: 'bot',
      done: expect.arrayContaining(['retract', 'notify', 'escalate']),
      closedAt: null,
      report: null,
    });
    expect((one?.reportBy ?? 0) - (one?.detectedAt ?? 0)).toBe(24 * 3_600_000);
    expect(post && (await house.cards('sandbox:member-1', post)).length).toBe(1);
  });

  it('leaves ordinary notices untouched, and nobody hears of them', async () => {
    const people = [...members, 'sandbox:member-11', 'sandbox:member-1'];
    const cards = async (): Promise<number> =>
      (await Promise.all(people.map((person) => house.cards(person)))).flat().length;
    const before = { cards: await cards(), cases: house.books.cases(), lines: (await house.group(group)).length };
    const notices = [
      '明天下午三点在 301 开会，请大家准时参加。',
      '物业通知：周六上午九点到十一点停水。',
      '再提醒一次：涉密文件不得拍照、不得发微信。',
      '国务院办公厅的节假日安排已在中国政府网公布：https://www.gov.cn',
      '收到',
    ];
    const sent: PostLine[] = [];
    for (const text of notices) sent.push(await house.post({ as: members[1], group, text }));
    await until('every notice is examined', async () => sent.every(({ id }) => house.books.isExamined(id)));
    await until('nothing is due', async () => house.books.isIdle());
    expect(
      (await Promise.all(sent.map((post) => house.found(post)))).map(({ text, withdrawn }) => [text, withdrawn]),
    ).toEqual(notices.map((text) => [text, null]));
    const after = { cards: await cards(), cases: house.books.cases(), lines: (await house.group(group)).length };
    expect(after).toEqual({ ...before, lines: before.lines + notices.length });
  });

  it('is verified by `audit verify` while the house runs, and by a head noted before', async () => {
    const whole = await runZhouzhi(['audit', 'verify', '--json'], { env: house.env });
    const report: { rows: number; head: { number: number; hash: string } } = JSON.parse(whole.out);
    expect([whole.code, report.rows > 100]).toEqual([0, true]);
    const head = `${report.head.number}:${report.head.hash}`;
    const known = await runZhouzhi(['audit', 'verify', '--head', head], { env: house.env });
    expect([known.code, known.out.includes('台账完整')]).toEqual([0, true]);
    const foreign = await runZhouzhi(['audit', 'verify', '--head', `${report.head.number}:${'0'.repeat(64)}`], {
      env: house.env,
    });
    expect([foreign.code, foreign.out.includes(`第 ${report.head.number} 行`)]).toEqual([1, true]);
  });

  it('leaves no word of itself in any file of the house, nor in what the process says', async () => {
    const kept = await house.post({ as: members[0], group, text: `${'甲'.repeat(20)}普通通知` });
    await until('it is examined', async () => house.books.isExamined(kept.id));
    await until('nothing is due', async () => house.books.isIdle());
    expect([house.books.isKept(kept.id), posts.filter(({ id }) => house.books.isKept(id))]).toEqual([true, []]);
    await until('no file holds a word', async () => holders(house.dataDir, words).length === 0, 5000);
    expect(words.filter((word) => house.said().includes(word))).toEqual([]);
    await house.stop();
    expect(holders(house.dataDir, words)).toEqual([]);
    expect(house.books.inbox()).toEqual({ waiting: 0, stuck: 0, payloads: 0 });
  });

  it('shows a changed row of the ledger by its number', async () => {
    const db = new Sqlite(join(house.dataDir, 'zhouzhi.db'));
    db.prepare(`UPDATE ledger SET at = at + 1 WHERE number = 17`).run();
    db.prepare(`UPDATE ledger SET at = at + 1 WHERE number = 40`).run();
    db.close();
    const { code, out } = await runZhouzhi(['audit', 'verify'], { env: house.env });
    expect([code, out.trim()]).toEqual([1, '台账在第 17 行断开：内容与签名不符（被改动）']);
  });
});

/** Files of the house that hold one of the words, in UTF-8 or UTF-16; the platform's own record is not the house's. */
function holders(folder: string, words: readonly string[]): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter(({ name, parentPath }) => !name.startsWith('sandbox.db') && !parentPath.includes('sandbox-files'))
    .map(({ name, parentPath }) => join(parentPath, name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));
    });
}

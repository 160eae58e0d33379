import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import { readScripts, scriptPicture, type Script } from '#gateway/sandbox/script-sheet.ts';
import { userOf } from '../support/wecom-console.ts';
import { startWecomHouse, type WecomHouse } from '../support/wecom-house.ts';
import { requires } from '../support/requires.ts';
import { until } from '../support/running-house.ts';
import { play, type Played } from './wecom-play.ts';

const gcc = requires('gcc');
const duty = 'sandbox:member-1';
const town = 'sandbox:group-town';
const owners: Readonly<Record<string, string>> = {
  'sandbox:group-office': 'sandbox:member-11',
  'sandbox:group-college': 'sandbox:member-21',
  'sandbox:group-town': 'sandbox:member-31',
};
/** What each step becomes; null where it is fine. A recall is told by its words alone. */
const expected: Readonly<Record<string, readonly (string | null)[]>> = {
  'midnight-photo': [null, 'classified', 'classified', 'classified', 'recall'],
  'superior-by-chat': ['risky-request', 'classified', null],
  'put-it-in-the-group': ['classified', 'risky-request', 'classified', null],
  'telegram-passed-on': ['classified', 'classified', 'risky-request', 'classified', 'classified'],
};

describe.skipIf(!gcc.available)(`the four chat cases on WeCom${gcc.reason}`, { timeout: 120_000 }, () => {
  let running: WecomHouse;
  beforeAll(async () => {
    running = await startWecomHouse();
  }, 60_000);
  afterAll(() => running.close());

  const caseOf = (msgid: string): Promise<Case | null> => running.house.store.cases.findByPost(`wecom:${msgid}`);
  const examined = async (played: Played): Promise<Case | null> => {
    const last = played.msgids.at(-1) ?? '';
    // The archive is read in order: what comes after a post shows that it was examined.
    await until('the post is examined', async () => isSettled(running, played), 60_000);
    return caseOf(last);
  };

  test.for(Object.keys(expected))('%s, from the archive to the closed case', async (id) => {
    const script = scriptOf(id);
    const cases: Case[] = [];
    const kinds: (string | null)[] = [];
    await play(script, running, async (played) => {
      const one = await examined(played);
      kinds.push(played.step.recall === undefined ? (one?.kind ?? null) : 'recall');
      if (!one) return;
      if (played.step.recall === undefined) {
        cases.push(one);
        await told(running, one, played);
      }
    });
    expect(kinds).toEqual(expected[id]);
    for (const one of cases) await settle(running, one);
    const ended = await Promise.all(cases.map(({ post }) => running.house.store.cases.findByPost(post)));
    expect(ended.map((one) => [one?.state, one?.withdrawnBy, one?.closedAt !== null, one?.report !== null])).toEqual(
      cases.map(({ kind }) =>
        kind === 'classified' ? ['upheld', 'sender', true, true] : ['upheld', null, true, false],
      ),
    );
  });

  test('a picture without a word is fetched from the archive, read, and asked back', async () => {
    const step = scriptOf('midnight-photo').steps.find(({ picture }) => picture)?.picture;
    if (!step) throw new Error('expected a picture, found none');
    const { bytes } = scriptPicture(step);
    const media = running.wecom.archive.addMedia(bytes);
    const msgid = running.wecom.groups.post(running.room(town), 'member-34', 'image', media);
    await until('the picture is a case', async () => (await caseOf(msgid)) !== null, 60_000);
    expect(await caseOf(msgid)).toMatchObject({ kind: 'classified', state: 'recall-requested', gaps: [] });
    expect(running.wecom.archive.calls().some((call) => call.includes('GetMediaData'))).toBe(true);
    const card = await running.awaitCard('sandbox:member-34', '请尽快处理一条消息');
    expect(card.words).toContain('一条图片');
  });

  test('whoever cannot take it back says so, and the office hears at once', async () => {
    const msgid = running.wecom.groups.text(running.room(town), 'member-35', '机密★3年 县防汛调度要点（样张），先看');
    await until('it is a case', async () => (await caseOf(msgid)) !== null);
    const card = await running.awaitCard('sandbox:member-35', '请尽快处理一条消息');
    await running.press('sandbox:member-35', card, 'cannot-withdraw');
    const escalated = await running.awaitCard(duty, '周知：1 件待办未撤回');
    expect((await caseOf(msgid))?.state).toBe('escalated');
    await running.press(duty, escalated, 'ack');
    await until('the office has it', async () => (await caseOf(msgid))?.acknowledgedAt !== null);
  });

  test('nothing of what was posted stands in a card, and the group is told nothing', async () => {
    const words = running.wecom.world.shown.map(({ body }) => JSON.stringify(body)).join('\n');
    expect(words).not.toMatch(/机密★|秘密★|份号|密码电报|连夜照办|青样发电|绝密/);
    const rooms = Object.keys(owners).map((id) => running.wecom.groups.shows(running.room(id)).length);
    // The introduction, and nothing since.
    expect(rooms).toEqual([1, 1, 1]);
  });
});

function scriptOf(id: string): Script {
  const script = readScripts().find((one) => one.id === id);
  if (!script) throw new Error(`expected the script ${id}, found none`);
  return script;
}

function isSettled({ books }: WecomHouse, { msgids, step }: Played): boolean {
  const last = `wecom:${msgids.at(-1)}`;
  if (step.recall !== undefined) return (books.caseOf(last)?.withdrawnAt ?? null) !== null;
  return books.isExamined(last) && books.isIdle();
}

/** Sender first, then owner and office; the sender's card bears number, deadline and the word 撤回. */
async function told(running: WecomHouse, one: Case, { step }: Played): Promise<void> {
  const title = one.kind === 'classified' ? '请尽快处理一条消息' : '温馨提醒：换个方式更稳妥';
  const sender = await running.awaitCard(step.as, title);
  const number = one.id;
  await until('the sender has the card of this case', async () =>
    running.cards(step.as).some(({ words }) => words.includes(number)),
  );
  if (one.kind !== 'classified') return;
  const to = [step.as, owners[step.group ?? ''] ?? '', duty].map(userOf);
  await until('all three know', async () => toldOf(running, number).length >= 3);
  expect(toldOf(running, number)).toEqual(to);
  expect(sender.words).toMatch(/选“撤回”（不是“删除”），\d\d:\d\d前完成/);
}

/** To whom cards of a case left, in the order of the platform's own record. */
function toldOf({ wecom }: WecomHouse, number: string): readonly string[] {
  return wecom.world.shown.flatMap(({ to, body }) => (JSON.stringify(body).includes(number) ? [to] : []));
}

/** The sender takes it back, the office takes it over, rules and reports. */
async function settle(running: WecomHouse, one: Case): Promise<void> {
  const { wecom, house, console: desk } = running;
  const msgid = one.post.replace('wecom:', '');
  const now = (): Promise<Case | null> => house.store.cases.findByPost(one.post);
  if (one.kind === 'classified') {
    const sender = (await house.store.people.find(one.sender))?.member.replace('wecom:', '') ?? '';
    if ((await now())?.withdrawnAt === null) wecom.groups.revoke(wecom.groups.roomOf(msgid) ?? '', sender, msgid);
    await until('the archive shows it withdrawn', async () => (await now())?.state === 'withdrawn');
    const card = running.cards(duty).find(({ words }) => words.includes(one.id));
    if (!card) throw new Error(`expected the office's card of ${one.id}, found none`);
    await running.press(duty, card, 'ack');
    await until('the office has it', async () => ((await now())?.acknowledgedAt ?? null) !== null);
  }
  await desk.post(`/cases/${one.id}/rule`, { what: 'upheld', why: '核对过形式特征，维持' });
  if ((await now())?.state !== 'upheld') {
    // The sender heads the unit: a second person must see it the same way.
    await desk.signIn('复核员乙');
    await desk.post(`/cases/${one.id}/rule`, { what: 'upheld', why: '第二人核对，同意' });
    await desk.signIn('复核员甲');
  }
  if (one.reportBy !== null)
    await desk.post(`/cases/${one.id}/report`, { what: 'reported', note: '已按规定向上级报告' });
}

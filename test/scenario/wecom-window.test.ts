import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '#model/case.ts';
import { aRecord } from '../simulator/wecom/records.ts';
import { requires } from '../support/requires.ts';
import { until } from '../support/running-house.ts';
import { startWecomHouse, type WecomHouse } from '../support/wecom-house.ts';

const gcc = requires('gcc');
const town = 'sandbox:group-town';
const owner = 'sandbox:member-31';
const minute = 60_000;

describe.skipIf(!gcc.available)(`a tenant whose recall window is known${gcc.reason}`, () => {
  let running: WecomHouse;
  beforeAll(async () => {
    running = await startWecomHouse({ sheet: { 'recall-window-minutes': 5, 'owner-recalls': true } });
  }, 60_000);
  afterAll(() => running.close());

  const posted = async (from: string, ago: number): Promise<Case> => {
    const { groups, world, archive, callbacks } = running.wecom;
    const msgid = world.newId('m');
    const tolist = [...(world.groups.get(running.room(town))?.members.keys() ?? [])];
    const common = { msgid, from, tolist, roomid: running.room(town), msgtime: Date.now() - ago };
    archive.add(aRecord('text', { content: '机密★1年 防汛调度要点（样张）' }, common));
    await callbacks.ring();
    let found: Case | null = null;
    await until('it is a case', async () => {
      found = await running.house.store.cases.findByPost(`wecom:${msgid}`);
      return found !== null && !groups.isRevoked(msgid);
    });
    if (!found) throw new Error('expected a case, found none');
    return found;
  };
  const card = async (member: string, one: Case): Promise<string> => {
    await until('the card is there', async () => running.cards(member).some(({ words }) => words.includes(one.id)));
    return running.cards(member).find(({ words }) => words.includes(one.id))?.words ?? '';
  };

  test('inside it the deadline is its end, and the sender is asked first', async () => {
    const one = await posted('member-33', minute);
    expect([one.state, (one.recallBy ?? 0) - one.sentAt]).toEqual(['recall-requested', 5 * minute]);
    expect(await card('sandbox:member-33', one)).toMatch(/选“撤回”（不是“删除”）/);
    expect(await card(owner, one)).toContain('请长按该消息撤回它');
    const order = running.wecom.world.shown.flatMap(({ to, body }) =>
      JSON.stringify(body).includes(one.id) ? [to] : [],
    );
    expect(order.slice(0, 2)).toEqual(['member-33', 'member-31']);
  });

  test('after it the sender is asked to call, the owner to take it back, and his revoke ends the loop', async () => {
    const one = await posted('member-34', 10 * minute);
    const words = await card('sandbox:member-34', one);
    expect([
      /选“撤回”|请撤回|已撤回/.test(words),
      words.includes('010-0000102'),
      words.includes('已过撤回时限'),
    ]).toEqual([false, true, true]);
    expect(await card(owner, one)).toContain('请长按该消息撤回它');
    running.wecom.groups.revoke(running.room(town), 'member-31', one.post.replace('wecom:', ''));
    await until('it is withdrawn', async () => running.books.caseOf(one.post)?.state === 'withdrawn');
    expect(running.books.caseOf(one.post)).toMatchObject({ withdrawnBy: 'owner', closedAt: null });
  });

  test('the console shows it with each group', async () => {
    const { groups } = await running.console.get<{ readonly groups: readonly { readonly coverage: string }[] }>(
      '/register',
    );
    expect([...new Set(groups.map(({ coverage }) => coverage))]).toEqual([
      '看得到全部消息，不能撤回，改为请本人撤回（发出后 5 分钟内）、请群主撤回',
    ]);
  });
});

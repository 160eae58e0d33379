import { expect, test } from 'vitest';
import type { GroupInfo } from '#model/gateway.ts';
import { hour, tuesday } from '../support/clock.ts';
import { aHouse } from './house.ts';

const info: GroupInfo = {
  id: 'test:new',
  name: '新群',
  owner: { id: 'test:owner', name: 'owner' },
  members: 8,
  outsiders: 0,
  abilities: { sees: 'every-post', retracts: true, recallWindow: null, ownerRecalls: true },
};
const soon = () => AbortSignal.timeout(1000);
const joined = { key: 'j-1', at: tuesday, kind: 'joined', group: 'test:new', by: 'test:owner' } as const;

test('joining: the bot introduces itself, registers the group and asks its owner', async () => {
  const house = await aHouse({ groups: [info] });
  await house.registry.onJoined(joined, soon());
  expect(await house.store.groups.find('test:new')).toMatchObject({
    introducedAt: null,
    mode: 'marks-live',
    template: '机关',
    owner: 'p-owner',
  });
  await house.turn();
  expect(house.said()).toEqual(['new: 大家好，我是“周知”', 'owner: 请为本群选一个方案']);
  expect(await house.store.groups.find('test:new')).toMatchObject({ introducedAt: tuesday, answeredAt: null });
});

test('only the owner chooses, only a template that exists, and then everything is live', async () => {
  const house = await aHouse({ groups: [info] });
  await house.registry.onJoined(joined, soon());
  await house.turn();
  house.said();
  await house.desk.pressed('test:li', 'test:new', 'template/高校');
  await house.desk.pressed('test:owner', 'test:new', 'template/军队');
  expect(await house.store.groups.find('test:new')).toMatchObject({ mode: 'marks-live', answeredAt: null });
  await house.desk.pressed('test:owner', 'test:new', 'template/高校');
  await house.turn();
  expect([house.said(), await house.store.groups.find('test:new')]).toMatchObject([
    ['owner: 方案已生效'],
    { mode: 'live', template: '高校', answeredAt: tuesday },
  ]);
  await house.wait(7 * 24 * hour);
  expect(house.said()).toEqual([]);
});

test('an owner who does not answer is reminded after seven days, and the office told', async () => {
  const house = await aHouse({ groups: [info] });
  await house.registry.onJoined(joined, soon());
  await house.turn();
  house.said();
  await house.wait(7 * 24 * hour);
  expect(house.said().toSorted()).toEqual(['duty: 周知：1 个群待定方案', 'owner: 请为本群选一个方案']);
});

test('groups found at start are registered silently and the office hears of them once', async () => {
  const house = await aHouse();
  await house.registry.registerFound([info]);
  await house.registry.registerFound([info]);
  await house.turn();
  expect([house.said(), await house.store.groups.find('test:new')]).toMatchObject([
    ['duty: 周知：请选择启用的群'],
    { introducedAt: null },
  ]);
  await house.registry.introduce('test:new', { kind: 'account', account: 'a-1' });
  expect(await house.store.ledger.latest(1)).toMatchObject([
    { event: 'setting-changed', actor: { kind: 'account', account: 'a-1' }, group: 'test:new' },
  ]);
  await house.turn();
  expect(house.said()).toEqual(['new: 大家好，我是“周知”', 'owner: 请为本群选一个方案']);
});

test('a group found again with other abilities is kept as it now is, with its template and its introduction', async () => {
  const house = await aHouse();
  await house.registry.registerFound([info]);
  const before = await house.store.groups.find('test:new');
  const abilities = { sees: 'every-post', retracts: false, recallWindow: 5, ownerRecalls: true } as const;
  await house.registry.registerFound([{ ...info, abilities }]);
  expect(await house.store.groups.find('test:new')).toEqual({ ...before, abilities });
  await house.registry.registerFound([{ ...info, abilities }]);
  expect(
    (await house.store.ledger.latest(3)).map(({ event }) => event).filter((event) => event === 'group-changed'),
  ).toEqual(['group-changed']);
});

test.each([
  ['removed', 'left'],
  ['dissolved', 'dissolved'],
] as const)('%s: the group is %s', async (why, state) => {
  const house = await aHouse();
  await house.registry.onLeft({ key: 'l-1', at: tuesday, kind: 'left', group: 'test:group-1', why });
  expect([
    (await house.store.groups.find('test:group-1'))?.state,
    (await house.store.ledger.latest(1))[0]?.event,
  ]).toEqual([state, 'group-left']);
});

test('a new owner of a group without an answer is asked as the first was', async () => {
  const house = await aHouse({
    groups: [{ ...info, id: 'test:group-1', name: '新名', owner: { id: 'test:li', name: 'li' } }],
    group: { answeredAt: null, mode: 'marks-live' },
  });
  await house.registry.onGroupChanged(
    { key: 'c-1', at: tuesday, kind: 'group-changed', group: 'test:group-1', what: 'owner' },
    soon(),
  );
  await house.turn();
  expect([house.said(), await house.store.groups.find('test:group-1')]).toMatchObject([
    ['li: 请为本群选一个方案'],
    { name: '新名', owner: 'p-li', introducedAt: tuesday },
  ]);
});

test('wider sight is announced before it is used', async () => {
  const house = await aHouse({
    groups: [{ ...info, id: 'test:group-1' }],
    group: { abilities: { ...info.abilities, sees: 'mentions' } },
  });
  await house.registry.onGroupChanged(
    { key: 'c-1', at: tuesday, kind: 'group-changed', group: 'test:group-1', what: 'abilities' },
    soon(),
  );
  expect((await house.store.groups.find('test:group-1'))?.introducedAt).toBeNull();
  await house.turn();
  expect([house.said(), (await house.store.groups.find('test:group-1'))?.introducedAt]).toEqual([
    ['group-1: 大家好，我是“周知”'],
    tuesday,
  ]);
});

test.each([
  ['刚才撤回了什么？', '谢谢理解'],
  ['这个能发吗', '拿不准就先不发'],
  ['领导让我发群里怎么办', '有人让我发文件怎么办'],
  ['有人有偿要材料', '谢谢您问一句'],
  ['怎么申诉', '怎样申诉'],
  ['你记了我的信息吗', '您的信息和权利'],
  ['样张 机密★10年', '请不要把内容发给我'],
  ['你好', '我能帮您什么'],
])('asked in the group %s, it answers privately: %s', async (text, title) => {
  const house = await aHouse();
  await house.enforcer.onAsked({
    key: 'a-1',
    at: tuesday,
    kind: 'asked',
    member: 'test:li',
    group: 'test:group-1',
    text,
  });
  await house.turn();
  expect(house.said()).toEqual([`li: ${title}`]);
});

test('whoever quotes somebody is asked not to, whatever he asked', async () => {
  const house = await aHouse();
  const asked = { key: 'a-1', at: tuesday, kind: 'asked', member: 'test:li', group: 'test:group-1' } as const;
  await house.enforcer.onAsked({ ...asked, text: '这个能发吗', quotes: true });
  await house.turn();
  expect(house.said()).toEqual(['li: 请不要引用或转发']);
});

import { expect, test } from 'vitest';
import type { Group } from '#model/group.ts';
import type { GroupInfo } from '#model/gateway.ts';
import type { OwnerAnswer, OwnerSettings } from '#model/owner.ts';
import { readCommand } from '#enforce/owner-commands.ts';
import { hour, tuesday } from '../support/clock.ts';
import { aHouse, type HouseOptions } from './house.ts';

const id = 'test:group-1';
const day = 24 * hour;
const info: GroupInfo = {
  id,
  name: '综合科工作群',
  owner: { id: 'test:owner', name: 'owner' },
  members: 12,
  outsiders: 0,
  abilities: { sees: 'every-post', retracts: false, recallWindow: null, ownerRecalls: true },
};
const refusal = (answer: OwnerAnswer): string | number => (answer.ok ? answer.version : answer.refused);

async function owned(options: HouseOptions = {}) {
  const house = await aHouse(options);
  const now = async () => {
    const group = await house.store.groups.find(id);
    if (!group) throw new Error('expected the group, got none');
    return house.owners.current(group);
  };
  const save = async (more: Partial<OwnerSettings>, person = 'p-owner', base?: number) => {
    const { settings, version } = await now();
    return house.owners.change(person, id, { base: base ?? version, settings: { ...settings, ...more } });
  };
  return { ...house, now, save };
}

test('a change is a version, what stood before is one too, and undo is the third', async () => {
  const house = await owned();
  expect(refusal(await house.save({ hours: { days: [1], from: 8, to: 18 } }))).toBe(2);
  expect((await house.store.groups.find(id))?.settings?.hours).toEqual({ days: [1], from: 8, to: 18 });
  expect(refusal(await house.owners.undo('p-owner', id, 2))).toBe(3);
  expect((await house.now()).settings.hours).toBeNull();
  const versions = await house.owners.history(id);
  expect(versions.map(({ version, settings, actor }) => [version, settings.hours, actor])).toEqual([
    [3, null, { kind: 'member', person: 'p-owner' }],
    [2, { days: [1], from: 8, to: 18 }, { kind: 'member', person: 'p-owner' }],
    [1, null, { kind: 'member', person: 'p-owner' }],
  ]);
  const rows = (await house.store.ledger.latest(10)).filter(({ event }) => event === 'setting-changed');
  expect(rows.map(({ detail }) => detail)).toEqual([
    { what: 'owner', version: 3 },
    { what: 'owner', version: 2 },
  ]);
});

const topics = (word: string) => ({ topics: { allowed: [{ words: [word], until: null }], forbidden: [] } });
test.each<[name: string, more: Partial<OwnerSettings>, person: string, base: number, says: string]>([
  ['somebody else', topics('值班表'), 'p-zhang', 0, 'not-yours'],
  ['on an older version', topics('值班表'), 'p-owner', 7, 'stale'],
  ['words that repeat the matter', topics('样张一号'), 'p-owner', 0, 'words-not-welcome'],
  ['a purpose that repeats it', { purpose: '样张传阅' }, 'p-owner', 0, 'words-not-welcome'],
  ['a template there is not', { template: '海军' }, 'p-owner', 0, 'bad-template'],
])('%s: nothing is changed', async (_, more, person, base, says) => {
  const house = await owned();
  expect(refusal(await house.save(more, person, base))).toBe(says);
  expect([await house.owners.history(id), (await house.store.groups.find(id))?.topics]).toEqual([[], undefined]);
});

test('one tap accepts the unit’s template, live', async () => {
  const house = await owned({ group: { mode: 'marks-live', answeredAt: null, template: '高校' } });
  expect(refusal(await house.owners.accept('p-owner', id))).toBe(1);
  expect(await house.store.groups.find(id)).toMatchObject({ mode: 'live', template: '机关', answeredAt: tuesday });
});

test.each<[said: string, does: string | null, words: readonly string[], until: number | null]>([
  ['允许 会议通知', 'allow', ['会议通知'], null],
  ['允许：值班表、排班', 'allow', ['值班表', '排班'], null],
  ['允许 停水通知 到12月3日', 'allow', ['停水通知'], tuesday + 10 * day - 10 * hour],
  ['允许 停水通知 到1月3日', 'allow', ['停水通知'], tuesday + 41 * day - 10 * hour],
  ['不谈 八卦', 'forbid', ['八卦'], null],
  ['设置', 'show', [], null],
  ['撤销', 'undo', [], null],
  ['举报', 'report', [], null],
  ['允许', null, [], null],
  ['允许我问一句这个能不能发到群里面去给大家看一下', null, [], null],
  ['设置一下空调', null, [], null],
  ['能不能发', null, [], null],
])('in private the owner says “%s”', (text, does, words, until) => {
  const command = readCommand(text, tuesday, 'Asia/Shanghai');
  expect(command).toEqual(does === null ? null : { does, words, until });
});

async function ask(
  house: Awaited<ReturnType<typeof owned>>,
  text: string,
  more: { member?: string; group?: string | null } = {},
) {
  const { member = 'test:owner', group = null } = more;
  await house.enforcer.onAsked({ key: `asked-${text}`, at: tuesday, kind: 'asked', member, group, text });
  await house.turn();
  return house.said();
}

test('commands act on the one group, in private only, and their words are kept nowhere else', async () => {
  const house = await owned();
  expect(await ask(house, '允许 会议通知')).toEqual(['owner: 已加到允许的话题']);
  expect((await house.now()).settings.topics.allowed).toEqual([{ words: ['会议通知'], until: null }]);
  expect(await ask(house, '允许 样张')).toEqual(['owner: 请不要把内容发给我']);
  expect(await ask(house, '撤销')).toEqual(['owner: 已恢复到上一次的设置']);
  expect((await house.now()).settings.topics.allowed).toEqual([]);
  expect(await ask(house, '设置')).toEqual(['owner: 您的群设置']);
  expect(await ask(house, '不谈 八卦', { group: id })).toEqual(['owner: 请私聊我']);
  expect(await ask(house, '帮助', { group: id })).toEqual(['owner: 我能帮您什么']);
  expect(await ask(house, '允许 会议', { member: 'test:zhang' })).toEqual(['zhang: 您名下没有群']);
  expect(JSON.stringify(await house.store.ledger.latest(50))).not.toContain('会议通知');
});

test('a group’s end is announced a week before, again when it comes, and not where it was moved', async () => {
  const house = await owned();
  await house.save({ endsAt: tuesday + 10 * day });
  await house.wait(3 * day);
  expect(house.said()).toEqual(['owner: 一个群快到期了', 'duty: 周知：1 个群快到期']);
  await house.save({ endsAt: tuesday + 30 * day });
  await house.wait(7 * day);
  expect(house.said()).toEqual([]);
  await house.wait(20 * day);
  expect(house.said().slice(-2)).toEqual(['owner: 一个群到期了', 'duty: 周知：1 个群到期']);
});

test('what is tried out for three days goes live by itself, unless the owner has changed his mind', async () => {
  const house = await owned();
  await house.save({ mode: 'marks-live', trialUntil: tuesday + 3 * day });
  expect((await house.now()).settings.mode).toBe('marks-live');
  await house.wait(3 * day);
  expect([house.said(), (await house.now()).settings]).toMatchObject([
    ['owner: 试运行结束'],
    { mode: 'live', trialUntil: null },
  ]);
  await house.save({ mode: 'marks-live', trialUntil: tuesday + 9 * day });
  await house.save({ mode: 'marks-live', trialUntil: null });
  await house.wait(9 * day);
  expect([house.said(), (await house.now()).settings.mode]).toEqual([[], 'marks-live']);
});

test.each<[name: string, more: Partial<Group>, outsiders: number, said: readonly string[]]>([
  ['an internal group', {}, 2, ['owner: 请核对群成员', 'duty: 周知：1 个群请核对成员']],
  ['a group where they are expected', { template: '高校' }, 2, []],
  ['fewer than before', { outsiders: 3 }, 2, []],
])('outsiders in %s', async (_, more, outsiders, said) => {
  const house = await owned({ group: more, groups: [{ ...info, outsiders }] });
  await house.registry.onGroupChanged(
    { key: 'g', at: tuesday, kind: 'group-changed', group: id, what: 'members' },
    AbortSignal.timeout(1000),
  );
  await house.turn();
  expect(house.said()).toEqual(said);
});

test('who takes a group over is told, keeps its settings, and the one before him may change nothing more', async () => {
  const house = await owned({ groups: [{ ...info, owner: { id: 'test:li', name: '李强' }, name: '新名字' }] });
  await house.save({ linkDomains: ['gov.cn'] });
  await house.registry.onGroupChanged(
    { key: 'g', at: tuesday, kind: 'group-changed', group: id, what: 'owner' },
    AbortSignal.timeout(1000),
  );
  await house.turn();
  expect(house.said()).toEqual(['li: 您接手了一个群']);
  expect(await house.store.groups.find(id)).toMatchObject({
    name: '新名字',
    owner: 'p-li',
    settings: { linkDomains: ['gov.cn'] },
  });
  expect([
    refusal(await house.save({ linkDomains: null })),
    refusal(await house.save({ linkDomains: null }, 'p-li')),
  ]).toEqual(['not-yours', 3]);
});

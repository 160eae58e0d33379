import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { SheetError } from '#lib/sheet.ts';
import { Transient } from '#model/transient.ts';
import { createDirectory } from '#gateway/wecom/directory.ts';
import { createRooms } from '#gateway/wecom/rooms.ts';
import { readSettings } from '#gateway/wecom/settings.ts';
import { localApi, type Handler } from './local-server.ts';

const signal = (): AbortSignal => AbortSignal.timeout(5000);
const folder = mkdtempSync(join(tmpdir(), 'zhouzhi-wecom-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sheet = (text: string): string => {
  const file = join(folder, 'wecom.yaml');
  writeFileSync(file, text);
  return file;
};

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

const outsider = 'wmUu0zBgAALV7ZymkcMyxvbTe8YdWxxA';
const answers: Readonly<Record<string, object>> = {
  'user/get': { name: '李四' },
  'msgaudit/get_permit_user_list': { ids: ['lisi', 'zhaoliu'] },
  'msgaudit/groupchat/get': {
    roomname: '通知群',
    creator: 'lisi',
    room_create_time: 1,
    notice: '',
    members: [{ memberid: 'lisi', jointime: 1 }, { memberid: 'zhangsan' }, { memberid: outsider }],
  },
  'externalcontact/groupchat/get': {
    group_chat: {
      name: '家长群',
      owner: 'lisi',
      member_list: [
        { userid: 'lisi', type: 1 },
        { userid: outsider, type: 2 },
      ],
    },
  },
  'appchat/get': { chat_info: { chatid: 'own3', name: '自建群', owner: 'lisi', userlist: ['lisi', 'zhangsan'] } },
};
const byPath: Handler = ({ path }) => ({ errcode: 0, errmsg: 'ok', ...answers[path.replace('/cgi-bin/', '')] });

async function rooms(text: string, { handler = byPath, hasArchive = true } = {}) {
  const local = await localApi(handler);
  ({ close } = local);
  const clock = (): number => local.time.now;
  const directory = createDirectory(local.api, clock);
  return {
    ...local,
    directory,
    rooms: createRooms({
      api: local.api,
      directory,
      settings: readSettings(sheet(text)),
      hasArchive,
      hasRobot: true,
      clock,
    }),
  };
}

const abilities = { sees: 'every-post', retracts: false, recallWindow: null, ownerRecalls: false } as const;

describe('a group of WeCom', () => {
  test.for([
    ['an internal one', 'wr1', '', { name: '通知群', members: 3, outsiders: 1 }],
    ['a customer group', 'wr2', 'groups: [{ id: wr2, kind: customer }]', { name: '家长群', members: 2, outsiders: 1 }],
    ['one the app made', 'own3', 'groups: [{ id: own3, kind: app }]', { name: '自建群', members: 2, outsiders: 0 }],
  ] as const)('%s is asked where it is known', async ([, id, text, wanted]) => {
    const made = await rooms(text);
    expect(await made.rooms.info(id, signal())).toEqual({
      id: `wecom:${id}`,
      owner: { id: 'wecom:lisi', name: '李四' },
      abilities,
      ...wanted,
    });
  });

  test('what the operator wrote down goes before what the platform says', async () => {
    const made = await rooms(
      'recall-window-minutes: 5\nowner-recalls: true\ngroups: [{ id: wr1, owner: wangwu, name: 我们的群 }]',
    );
    expect(await made.rooms.info('wr1', signal())).toMatchObject({
      name: '我们的群',
      owner: { id: 'wecom:wangwu' },
      abilities: { recallWindow: 5, ownerRecalls: true },
    });
  });

  test('without an archive only what is written down is known, and what the robot hears', async () => {
    const made = await rooms(
      'groups: [{ id: wr1, owner: lisi, name: 甲, chat: c1 }, { id: wr2, owner: lisi, name: 乙 }]',
      {
        hasArchive: false,
      },
    );
    const second = await made.rooms.info('wr2', signal());
    expect(second?.abilities.sees).toBe('nothing');
    expect([await made.rooms.info('wr1', signal()), await made.rooms.info('wr9', signal())]).toEqual([
      {
        id: 'wecom:wr1',
        name: '甲',
        owner: { id: 'wecom:lisi', name: '李四' },
        members: 0,
        outsiders: 0,
        abilities: { ...abilities, sees: 'mentions' },
      },
      null,
    ]);
  });

  test.for([86001, 86003, 40050])('one that is gone (%i) is none', async (errcode) => {
    const made = await rooms('', { handler: () => ({ errcode, errmsg: 'x' }) });
    expect(await made.rooms.info('wr1', signal())).toBe(null);
  });

  test('a platform that does not answer is Transient, but no post waits for its owner', async () => {
    const made = await rooms('', { handler: () => ({ status: 502, body: '' }) });
    await expect(made.rooms.info('wr1', signal())).rejects.toBeInstanceOf(Transient);
    expect(await made.rooms.owner('wr1', signal())).toBe(null);
  });

  test('one nobody of which is in the archive’s scope is none', async () => {
    const handler: Handler = (seen) =>
      seen.path.endsWith('get_permit_user_list') ? { errcode: 0, ids: ['zhaoliu'] } : byPath(seen);
    const made = await rooms('', { handler });
    expect(await made.rooms.info('wr1', signal())).toBe(null);
  });

  test('its owner is asked once in ten minutes', async () => {
    const made = await rooms('');
    const owners = [];
    for (const minutes of [0, 9, 2]) {
      made.time.now += minutes * 60_000;
      owners.push(await made.rooms.owner('wr1', signal()));
    }
    expect([owners, made.paths().filter((path) => path.startsWith('msgaudit/groupchat')).length]).toEqual([
      ['lisi', 'lisi', 'lisi'],
      2,
    ]);
  });
});

describe('the directory', () => {
  test('is asked once for each member, and not for people outside or robots', async () => {
    const { directory, paths } = await rooms('');
    const robot = 'wbAAAAAAAAAAAAAAAAAAAAAA';
    const names = await directory.names(['lisi', outsider, 'lisi', robot], signal());
    await directory.name('lisi', signal());
    const asked = paths().filter((path) => path === 'user/get').length;
    directory.forget();
    await directory.name('lisi', signal());
    expect([Object.fromEntries(names), asked, paths().filter((path) => path === 'user/get').length]).toEqual([
      { lisi: '李四', [outsider]: '外部成员', [robot]: '机器人' },
      1,
      2,
    ]);
  });

  test.for([
    ['knows nobody of that id', { errcode: 60111, errmsg: 'x' }],
    ['does not answer', { status: 502, body: '' }],
  ] as const)('that %s leaves the id', async ([, answer]) => {
    const { directory } = await rooms('', { handler: () => answer });
    expect(await directory.name('lisi', signal())).toBe('lisi');
  });
});

describe('the operator’s sheet', () => {
  test('may be missing or empty', () => {
    const none = { intercept: null, recallWindow: null, ownerRecalls: false, groups: new Map() };
    expect([readSettings(join(folder, 'none.yaml')), readSettings(sheet('# nothing yet\n'))]).toEqual([none, none]);
  });

  test('takes a 消息推送 by its key or its address', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0a1b2c3d-4e5f';
    const { groups } = readSettings(
      sheet(`groups:\n  - { id: a, webhook: '${url}' }\n  - { id: b, webhook: 0a1b2c3d-4e5f }`),
    );
    expect([...groups.values()].map(({ webhook }) => webhook)).toEqual(['0a1b2c3d-4e5f', '0a1b2c3d-4e5f']);
  });

  test.for([
    ['groups: [{ id: "a b" }]', 'expected the id of a group'],
    ['groups: [{ id: a, kind: other }]', 'is not one of internal, customer, app'],
    ['groups: [{ id: a, webhook: "http://x" }]', 'expected the address or the key of a 消息推送'],
    ['recall-window-minutes: soon', 'expected number'],
    ['anything: 1', 'expected no field'],
  ])('%s is refused at its line', ([text = '', says]) => {
    expect(() => readSettings(sheet(text))).toThrow(SheetError);
    expect(() => readSettings(sheet(text))).toThrow(says);
  });
});

import { describe, expect, onTestFinished, test } from 'vitest';
import type { Abilities, CallbackRequest, Card, Gateway, Inbound, Outgoing } from '#model/gateway.ts';
import type { FileRef } from '#model/post.ts';
import type { GroupId, MemberId, PostId } from '#model/ids.ts';
import { platformOf } from '#model/ids.ts';
import { Transient } from '#model/transient.ts';

/** A group as the platform's people see it. */
export interface StagedGroup {
  readonly id: GroupId;
  readonly name: string;
  readonly owner: MemberId;
  readonly member: MemberId;
  readonly outsider: MemberId;
}

/** The platform behind a door, driven from its own side; `absent` methods must be named in `skip` with a reason. */
export interface Stage {
  /** A new group with owner, member, outsider and the bot. */
  group(wanted: { readonly retracts: boolean }): Promise<StagedGroup>;
  post(group: GroupId, sender: MemberId, text: string): Promise<PostId>;
  /** Posts a file and returns its reference as the bot is told of it. */
  postFile(
    group: GroupId,
    sender: MemberId,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<PostId>;
  recall(post: PostId, by: MemberId): Promise<void>;
  press(receipt: string, by: MemberId, action: string): Promise<void>;
  ask(by: MemberId, text: string): Promise<void>;
  rename(group: GroupId, name: string): Promise<void>;
  setOwner(group: GroupId, owner: MemberId): Promise<void>;
  allowRetract(group: GroupId, allowed: boolean): Promise<void>;
  setBot(group: GroupId, present: boolean): Promise<void>;
  dissolve(group: GroupId): Promise<void>;
  /** Titles of the bot's cards that stand there, oldest first. */
  shown(place: Outgoing['to']): Promise<readonly string[]>;
  isVisible(post: PostId): Promise<boolean>;
  /** The callbacks the platform sent since last asked, oldest first; a door that only pulls has none. */
  callbacks(): Promise<readonly CallbackRequest[]>;
  /** The platform stops answering the bot, or answers again. */
  setOutage(isOut: boolean): Promise<void>;
}

export interface GatewayContract {
  readonly name: string;
  readonly make: () => Promise<{
    readonly gateway: Gateway;
    readonly stage: Stage;
    readonly close: () => Promise<void>;
  }>;
  readonly skip?: readonly { readonly tests: readonly string[]; readonly reason: string }[];
}

interface Scene {
  readonly gateway: Gateway;
  readonly stage: Stage;
  readonly group: StagedGroup;
  /** Everything the door let in since last asked, the whole way: callbacks accepted, rings followed, pulls until empty. */
  readonly arrived: () => Promise<readonly Inbound[]>;
}

const card: Card = {
  ref: 'case-1',
  title: '请尽快处理一条消息',
  body: ['第一段', '第二段'],
  buttons: [{ action: 'ack', label: '接手' }],
  link: null,
};
const signal = (): AbortSignal => AbortSignal.timeout(5000);

/** What every door must do, whatever its platform; a later door passes it unchanged. */
export function gatewayContract({ name, make, skip = [] }: GatewayContract): void {
  describe(`the gateway contract: ${name}`, () => {
    for (const [title, run] of Object.entries(cases)) {
      const skipped = skip.find((one) => one.tests.includes(title));
      test(title, async (context) => {
        if (skipped) context.skip(skipped.reason);
        const made = await make();
        onTestFinished(made.close);
        const arrived = arrival(made.gateway, made.stage);
        const group = await made.stage.group({ retracts: true });
        await arrived();
        await run({ ...made, group, arrived });
      });
    }
    test('every skip names a test of the contract', () => {
      expect(skip.flatMap((one) => one.tests).filter((title) => !(title in cases))).toEqual([]);
    });
  });
}

function arrival(gateway: Gateway, stage: Stage): Scene['arrived'] {
  let cursor: string | null = null;
  return async () => {
    const inbound: Inbound[] = [];
    let isRung = gateway.accept === undefined;
    for (const request of await stage.callbacks()) {
      const accepted = await gateway.accept?.(request);
      inbound.push(...(accepted?.inbound ?? []));
      isRung ||= accepted?.rang ?? false;
    }
    while (isRung && gateway.pull) {
      const pulled = await gateway.pull(cursor, signal());
      inbound.push(...pulled.inbound);
      if (pulled.inbound.length === 0) break;
      cursor = pulled.cursor;
    }
    return inbound;
  };
}

const cases: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  async 'a post arrives whole'({ gateway, stage, group, arrived }) {
    const id = await stage.post(group.id, group.member, '周四下午开会');
    const [inbound] = await arrived();
    expect(inbound).toMatchObject({
      kind: 'post',
      post: {
        id,
        group: group.id,
        sender: { id: group.member, role: 'member' },
        body: '周四下午开会',
        quoted: null,
        forwarded: [],
        files: [],
      },
    });
    expect([id, group.id, group.member].map(platformOf)).toEqual(Array(3).fill(gateway.platform));
  },

  async 'posts arrive once, in their order, under keys of their own'({ stage, group, arrived }) {
    const ids: PostId[] = [];
    for (const text of ['一', '二', '三']) ids.push(await stage.post(group.id, group.member, text));
    const inbound = await arrived();
    expect(inbound.map((one) => (one.kind === 'post' ? one.post.id : one.kind))).toEqual(ids);
    expect(new Set(inbound.map((one) => one.key)).size).toBe(3);
    expect(await arrived()).toEqual([]);
  },

  async 'what was not stored comes again under the same key'({ gateway, stage, group }) {
    await stage.post(group.id, group.member, '再来一次');
    const requests = await stage.callbacks();
    const once = async (): Promise<readonly Inbound[]> => {
      const accepted = await Promise.all(requests.map((request) => gateway.accept?.(request)));
      const pulled = gateway.accept ? null : await gateway.pull?.(null, signal());
      return [...accepted.flatMap((one) => one?.inbound ?? []), ...(pulled?.inbound ?? [])];
    };
    const first = await once();
    expect(first.some((one) => one.kind === 'post')).toBe(true);
    expect(await once()).toEqual(first);
  },

  async 'a cursor this door never gave starts from the beginning'({ gateway, stage, group }) {
    const id = await stage.post(group.id, group.member, '从头开始');
    const pulled = await gateway.pull?.('of another time', signal());
    expect(pulled?.inbound.filter((one) => one.kind === 'post').map((one) => one.key)).toHaveLength(1);
    expect(pulled?.inbound.at(-1)).toMatchObject({ kind: 'post', post: { id } });
  },

  async 'a listener is rung by a post until it stops listening'({ gateway, stage, group }) {
    let rings = 0;
    const stop = gateway.listen?.(() => (rings += 1));
    await stage.post(group.id, group.member, '响铃');
    const heard = rings;
    stop?.();
    await stage.post(group.id, group.member, '不再听');
    expect({ heard: heard > 0, after: rings - heard }).toEqual({ heard: true, after: 0 });
  },

  async 'a forged or altered callback lets nothing in and has a reply'({ gateway, stage, group }) {
    await stage.post(group.id, group.member, '真的');
    const [genuine] = await stage.callbacks();
    if (!genuine || !gateway.accept) throw new Error('expected a callback');
    const altered = Buffer.from(
      Buffer.from(genuine.body)
        .toString('utf8')
        .replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) => (digit === '0' ? '1' : '0')),
    );
    for (const request of [
      { ...genuine, body: altered },
      { ...genuine, headers: {} },
      { ...genuine, body: new Uint8Array() },
      { ...genuine, body: Buffer.from([0xff, 0xfe]) },
    ]) {
      const accepted = await gateway.accept({ ...request, query: {} });
      expect({ inbound: accepted.inbound, rang: accepted.rang, isRefused: accepted.reply.status >= 400 }).toEqual({
        inbound: [],
        rang: false,
        isRefused: true,
      });
    }
  },

  async 'a recall by its sender and one by the owner arrive with who did it'({ stage, group, arrived }) {
    const posts = [
      await stage.post(group.id, group.member, '甲'),
      await stage.post(group.id, group.member, '乙'),
    ] as const;
    await arrived();
    await stage.recall(posts[0], group.member);
    await stage.recall(posts[1], group.owner);
    expect((await arrived()).map(({ key: _key, at: _at, ...rest }) => rest)).toEqual([
      { kind: 'withdrawn', group: group.id, post: posts[0], by: group.member },
      { kind: 'withdrawn', group: group.id, post: posts[1], by: group.owner },
    ]);
  },

  async 'retract takes the post out of the group, and a repeat is told it is gone'({ gateway, stage, group, arrived }) {
    const id = await stage.post(group.id, group.member, '撤回我');
    await arrived();
    const first = await gateway.retract?.({ id, group: group.id }, signal());
    const second = await gateway.retract?.({ id, group: group.id }, signal());
    expect({ first: first?.ok, second, visible: await stage.isVisible(id) }).toEqual({
      first: true,
      second: { ok: false, refused: 'gone' },
      visible: false,
    });
  },

  async 'retract of a post its sender took back is told it is gone'({ gateway, stage, group }) {
    const id = await stage.post(group.id, group.member, '自己撤回');
    await stage.recall(id, group.member);
    expect(await gateway.retract?.({ id, group: group.id }, signal())).toEqual({ ok: false, refused: 'gone' });
  },

  async 'retract where the group does not allow it is refused and the post stays'({ gateway, stage }) {
    const group = await stage.group({ retracts: false });
    const id = await stage.post(group.id, group.member, '撤不了');
    const receipt = await gateway.retract?.({ id, group: group.id }, signal());
    expect({ receipt, visible: await stage.isVisible(id) }).toEqual({
      receipt: { ok: false, refused: 'not-allowed' },
      visible: true,
    });
  },

  async 'retract of a post nobody sent is refused as invalid'({ gateway, group }) {
    const id = `${gateway.platform}:post-none`;
    expect(await gateway.retract?.({ id, group: group.id }, signal())).toEqual({ ok: false, refused: 'invalid' });
  },

  async 'a card reaches a member and a group'({ gateway, stage, group }) {
    const places = [
      { kind: 'member', id: group.member },
      { kind: 'group', id: group.id },
    ] as const;
    for (const [index, to] of places.entries()) {
      const receipt = await gateway.send({ key: `k${index}`, to, card }, signal());
      expect({ ok: receipt.ok, shown: await stage.shown(to) }).toEqual({ ok: true, shown: [card.title] });
    }
  },

  async 'the same key is sent once where the door says so, and another key again'({ gateway, stage, group }) {
    const to = { kind: 'member', id: group.member } as const;
    const receipts = [];
    for (const key of ['a', 'a', 'b']) receipts.push(await gateway.send({ key, to, card }, signal()));
    const ids = receipts.map((receipt) => (receipt.ok ? receipt.id : receipt.refused));
    expect({ shown: (await stage.shown(to)).length, isSame: ids[0] === ids[1] }).toEqual(
      gateway.sendIsIdempotent ? { shown: 2, isSame: true } : { shown: 3, isSame: false },
    );
  },

  async 'a refusal to send is a value'({ gateway, stage, group }) {
    await stage.setBot(group.id, false);
    const stranger = await gateway.send(
      { key: 's', to: { kind: 'member', id: `${gateway.platform}:nobody` }, card },
      signal(),
    );
    const outside = await gateway.send({ key: 'o', to: { kind: 'group', id: group.id }, card }, signal());
    expect({ stranger, outside }).toEqual({
      stranger: { ok: false, refused: 'invalid' },
      outside: { ok: false, refused: 'not-allowed' },
    });
  },

  async 'an outage is Transient and passes'({ gateway, stage, group }) {
    const post = await stage.post(group.id, group.member, '断线');
    await stage.setOutage(true);
    const to = { kind: 'member', id: group.member } as const;
    await expect(gateway.send({ key: 'x', to, card }, signal())).rejects.toBeInstanceOf(Transient);
    await expect(gateway.group(group.id, signal())).rejects.toBeInstanceOf(Transient);
    await expect(gateway.retract?.({ id: post, group: group.id }, signal())).rejects.toBeInstanceOf(Transient);
    await stage.setOutage(false);
    expect({
      send: (await gateway.send({ key: 'x', to, card }, signal())).ok,
      group: (await gateway.group(group.id, signal()))?.id,
    }).toEqual({
      send: true,
      group: group.id,
    });
  },

  async 'a file is downloaded byte for byte, and is gone with its post'({ gateway, stage, group, arrived }) {
    const bytes = Uint8Array.from({ length: 3000 }, (_, index) => index % 251);
    const id = await stage.postFile(group.id, group.member, { name: '通知 附件.txt', bytes });
    const [inbound] = await arrived();
    const file: FileRef | undefined = inbound?.kind === 'post' ? inbound.post.files[0] : undefined;
    if (!file) throw new Error('expected a post with a file');
    const download = await gateway.download(file, signal());
    expect({ file: { ...file, id: '' }, same: download.ok && Buffer.from(download.bytes).equals(bytes) }).toEqual({
      file: { id: '', name: '通知 附件.txt', size: 3000, media: 'file', from: 'body' },
      same: true,
    });
    await stage.recall(id, group.member);
    expect(await gateway.download(file, signal())).toEqual({ ok: false, refused: 'gone' });
  },

  async 'a group says who owns it and what the bot may do there'({ gateway, group }) {
    const info = await gateway.group(group.id, signal());
    const abilities: Partial<Abilities> = { sees: 'every-post', retracts: true };
    expect(info).toMatchObject({
      id: group.id,
      name: group.name,
      owner: { id: group.owner },
      members: 3,
      outsiders: 1,
      abilities,
    });
  },

  async 'a group the bot is not in is null, and so is one that never was'({ gateway, stage, group }) {
    await stage.setBot(group.id, false);
    expect([
      await gateway.group(group.id, signal()),
      await gateway.group(`${gateway.platform}:group-none`, signal()),
    ]).toEqual([null, null]);
  },

  async 'the groups the bot finds itself in are those it is in'({ gateway, stage, group }) {
    const other = await stage.group({ retracts: false });
    await stage.setBot(other.id, false);
    const found = (await gateway.groups?.(signal())) ?? [];
    expect([found.some((one) => one.id === group.id), found.some((one) => one.id === other.id)]).toEqual([true, false]);
  },

  async 'joining, renaming, a new owner, other abilities, removal and dissolving are told'({ stage, group, arrived }) {
    await stage.setBot(group.id, false);
    await stage.setBot(group.id, true);
    await stage.rename(group.id, '新群名');
    await stage.setOwner(group.id, group.member);
    await stage.allowRetract(group.id, false);
    await stage.dissolve(group.id);
    expect(
      (await arrived()).map((one) => [
        one.kind,
        'group' in one ? one.group : null,
        'what' in one ? one.what : 'why' in one ? one.why : null,
      ]),
    ).toEqual([
      ['left', group.id, 'removed'],
      ['joined', group.id, null],
      ['group-changed', group.id, 'name'],
      ['group-changed', group.id, 'owner'],
      ['group-changed', group.id, 'abilities'],
      ['left', group.id, 'dissolved'],
    ]);
  },

  async 'a pressed button arrives with what the card carried'({ gateway, stage, group, arrived }) {
    const receipt = await gateway.send({ key: 'p', to: { kind: 'member', id: group.member }, card }, signal());
    await stage.press(receipt.ok ? receipt.id : '', group.member, 'ack');
    expect((await arrived()).map(({ key: _key, at: _at, ...rest }) => rest)).toEqual([
      { kind: 'pressed', member: group.member, ref: 'case-1', action: 'ack' },
    ]);
  },

  async 'a private question arrives as asked'({ stage, group, arrived }) {
    await stage.ask(group.member, '这个能发吗？');
    expect((await arrived()).map(({ key: _key, at: _at, ...rest }) => rest)).toEqual([
      { kind: 'asked', member: group.member, group: null, text: '这个能发吗？' },
    ]);
  },
};

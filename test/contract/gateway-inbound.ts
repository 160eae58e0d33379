import { expect } from 'vitest';
import type { Inbound } from '#model/gateway.ts';
import { platformOf, type PostId } from '#model/ids.ts';
import { card, content, signal, type Cases } from './gateway-stage.ts';

/** What a door lets in. */
export const inboundCases: Cases = {
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
      const accepted = await Promise.all(requests.map(async (request) => gateway.accept?.(request)));
      // A door may be rung by callbacks and pulled for what they announce.
      const pulled = await gateway.pull?.(null, signal());
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
    expect((await arrived()).map(content)).toEqual([
      { kind: 'withdrawn', group: group.id, post: posts[0], by: group.member },
      { kind: 'withdrawn', group: group.id, post: posts[1], by: group.owner },
    ]);
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
    expect((await arrived()).map(content)).toEqual([
      { kind: 'pressed', member: group.member, ref: 'case-1', action: 'ack' },
    ]);
  },

  async 'a private question arrives as asked'({ stage, group, arrived }) {
    await stage.ask(group.member, '这个能发吗？');
    expect((await arrived()).map(content)).toEqual([
      { kind: 'asked', member: group.member, group: null, text: '这个能发吗？' },
    ]);
  },
};

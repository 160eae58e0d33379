import { expect } from 'vitest';
import type { Abilities } from '#model/gateway.ts';
import type { FileRef } from '#model/post.ts';
import { Transient } from '#model/transient.ts';
import { card, signal, type Cases } from './gateway-stage.ts';

/** What the bot does through a door, and what it learns there. */
export const deedCases: Cases = {
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
};

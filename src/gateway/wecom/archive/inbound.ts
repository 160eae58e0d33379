import type { Inbound } from '#model/gateway.ts';
import type { MemberId } from '#model/ids.ts';
import type { FileRef, Forward, Origin, Sender } from '#model/post.ts';
import * as z from 'zod';
import { contentsOf } from '#gateway/wecom/archive/contents.ts';
import { fileIdOf } from '#gateway/wecom/archive/file-id.ts';
import type { Part, PartFile } from '#gateway/wecom/archive/part.ts';
import { consentOf, partOf, type ArchiveRecord } from '#gateway/wecom/archive/record.ts';
import { houseId } from '#gateway/wecom/ids.ts';

const Revoke = z.object({ pre_msgid: z.string().min(1) });

/** What a record of a registered group brings; null for what concerns no group. */
export function inboundOf(record: ArchiveRecord, sender: Sender): Inbound | null {
  const stamp = { key: `wecom:archive:${record.msgid}`, at: record.msgtime };
  const group = houseId(record.roomid);
  if (record.action === 'switch' || record.roomid === '') return null;
  if (record.action === 'recall' || record.msgtype === 'revoke') {
    const revoke = Revoke.safeParse(partOf(record, 'revoke'));
    if (!revoke.success) return null;
    const by: MemberId | null = record.from === '' ? null : houseId(record.from);
    return { ...stamp, kind: 'withdrawn', group, post: houseId(revoke.data.pre_msgid), by };
  }
  if (consentOf(record)) return { ...stamp, kind: 'group-changed', group, what: 'members' };
  const part = contentsOf(record);
  return {
    ...stamp,
    kind: 'post',
    post: {
      id: houseId(record.msgid),
      group,
      sender,
      sentAt: record.msgtime,
      body: part.text,
      quoted: null,
      forwarded: forwardsOf(part, 1),
      files: filesOf(part, { origin: 'body', place: record.msgid }),
    },
  };
}

function forwardsOf({ bundle }: Part, depth: number): readonly Forward[] {
  return bundle.flatMap((part) => [
    ...(part.text === '' ? [] : [{ text: part.text, depth }]),
    ...forwardsOf(part, depth + 1),
  ]);
}

function filesOf(part: Part, at: { readonly origin: Origin; readonly place: string }): readonly FileRef[] {
  return [
    ...part.files.map((file, index) => refOf(file, at.origin, `${at.place}/${index}`)),
    ...part.bundle.flatMap((inner, index) => filesOf(inner, { origin: 'forward', place: `${at.place}/f${index}` })),
  ];
}

function refOf(file: PartFile, from: Origin, place: string): FileRef {
  const id = fileIdOf(file, place);
  return file.kind === 'media'
    ? { id, name: file.name, size: file.size, media: file.media, from }
    : { id, name: file.name, size: 0, media: 'file', from };
}

import type { GroupId, MemberId, PostId } from '#model/ids.ts';
import type { Post } from '#model/post.ts';
import type { SandboxFile, SandboxGroup, SandboxLine, SandboxPost, SandboxPosting } from '#model/sandbox-wire.ts';
import { no, yes, type Answer, type Refused } from '#gateway/sandbox/answer.ts';
import type { Base } from '#gateway/sandbox/base.ts';
import { bundle, quoteOf, type Bundle } from '#gateway/sandbox/bundle.ts';
import type { Upload } from '#gateway/sandbox/files.ts';
import { faultOf, limits, sizeOf } from '#gateway/sandbox/limits.ts';
import type { Lines, PostLine } from '#gateway/sandbox/lines.ts';
import { botName, type World } from '#gateway/sandbox/world.ts';

export type Posting = SandboxPosting & { readonly files?: readonly Upload[] };

/** A member posts to a group; the bot is told when it is there and may see the post. */
export function post(world: World, posting: Posting): Answer<SandboxLine> {
  const text = posting.text ?? '';
  const uploads = posting.files ?? [];
  const member = world.register.member(posting.group, posting.as);
  if (!member.ok) return member;
  const fault = faultOf(text) ?? uploadFault(uploads);
  if (fault) return fault;
  const quote = posting.quote === undefined ? yes(null) : quoteOf(world, posting.quote, posting.group);
  if (!quote.ok) return quote;
  const carried = bundle(world, posting.forward ?? [], posting.as);
  if (!carried.ok) return carried;
  if (text.trim() === '' && uploads.length === 0 && carried.value.items.length === 0)
    return no('invalid', '消息是空的：请写点文字，或选一张图片、一个文件。');

  const { group, name, role } = member.value;
  const sender = { id: posting.as, name, role };
  return yes(put(world, { group, sender, text, quote: quote.value, uploads, carried: carried.value }));
}

interface Draft {
  readonly group: SandboxGroup;
  readonly sender: SandboxPost['sender'];
  readonly text: string;
  readonly quote: SandboxPost['quote'];
  readonly uploads: readonly Upload[];
  readonly carried: Bundle;
}

function put(world: World, draft: Draft): SandboxLine {
  const { base, lines, files } = world;
  const { group } = draft;
  const id = `sandbox:post-${base.newId()}`;
  const at = base.clock();
  const isTold = group.botPresent && isSeen(group, draft.text);
  return base.write(() => {
    const saved: readonly SandboxFile[] = [
      ...draft.uploads.map((upload) => files.save(id, upload, 'body')),
      ...draft.carried.files.map((upload) => files.save(id, upload, 'forward')),
    ];
    const body: SandboxPost = {
      kind: 'post',
      sender: draft.sender,
      text: draft.text,
      quote: draft.quote,
      forwarded: draft.carried.items,
      files: saved,
      recallableUntil: group.recallWindow === null ? null : at + group.recallWindow * 60_000,
      withdrawn: null,
    };
    lines.add({ id, at, place: { kind: 'group', group: group.id }, body, isTold });
    if (isTold) tellPost(base, toPost(id, group.id, at, body));
    return written(lines, id);
  });
}

function isSeen(group: SandboxGroup, text: string): boolean {
  return group.sees === 'every-post' || (group.sees === 'mentions' && isMention(text));
}

function isMention(text: string): boolean {
  return text.includes(`@${botName}`);
}

function tellPost(base: Base, sent: Post): void {
  base.tell({ key: sent.id, at: sent.sentAt, kind: 'post', post: sent }, sent.id);
  if (!isMention(sent.body)) return;
  const asked = { key: `${sent.id}/asked`, at: sent.sentAt, kind: 'asked', member: sent.sender.id } as const;
  base.tell({ ...asked, group: sent.group, text: sent.body.replaceAll(`@${botName}`, '').trim() }, sent.id);
}

function toPost(id: PostId, group: GroupId, sentAt: number, body: SandboxPost): Post {
  return {
    id,
    group,
    sender: body.sender,
    sentAt,
    body: body.text,
    quoted: body.quote ? { post: body.quote.post, text: body.quote.text } : null,
    forwarded: body.forwarded.map(({ text, depth }) => ({ text, depth })),
    files: body.files.map(({ id: file, name, size, media, from }) => ({ id: file, name, size, media, from })),
  };
}

/** A member takes a post back: his own inside the window, anybody's where owner and admins may. */
export function recall(world: World, as: MemberId, id: PostId): Answer<SandboxLine> {
  const { base, lines, register } = world;
  const found = lines.post(id);
  if (!found || found.line.place.kind !== 'group') return no('unknown', '没有这条消息。');
  const { line } = found;
  const member = register.member(found.line.place.group, as);
  if (!member.ok) return member;
  if (line.withdrawn) return no('gone', '这条消息已经撤回。');
  const by = recallRight(line, as, member.value, base.clock());
  if (!by.ok) return by;
  const { group, name } = member.value;
  const at = base.clock();
  return yes(
    base.write(() => {
      erase(world, line, { at, by: by.value, name });
      if (found.isTold && group.botPresent)
        base.tell({ key: `${id}/withdrawn`, at, kind: 'withdrawn', group: group.id, post: id, by: as });
      return written(lines, id);
    }),
  );
}

function recallRight(
  line: PostLine,
  as: MemberId,
  { group, role }: { readonly group: SandboxGroup; readonly role: string },
  now: number,
): Answer<'sender' | 'owner'> {
  const isOwn = line.sender.id === as;
  const isInTime = line.recallableUntil === null || now <= line.recallableUntil;
  if (isOwn && isInTime) return yes('sender');
  if (
    (role === 'owner' || role === 'admin') &&
    group.ownerRecalls &&
    (role === 'owner' || line.sender.role !== 'owner')
  )
    return yes('owner');
  if (isOwn) return no('too-late', `已过撤回时限（${group.recallWindow} 分钟）。`);
  return no(
    'not-allowed',
    group.ownerRecalls ? '只有发送人、群主和管理员能撤回这条消息。' : '本群只有发送人自己能撤回消息。',
  );
}

/** Leaves that something stood here, and nothing of what it was; inside `base.write`. */
export function erase({ lines, files }: World, line: PostLine, withdrawn: NonNullable<SandboxPost['withdrawn']>): void {
  files.drop(line.id);
  const { sender, recallableUntil } = line;
  lines.change(line.id, {
    kind: 'post',
    sender,
    text: '',
    quote: null,
    forwarded: [],
    files: [],
    recallableUntil,
    withdrawn,
  });
}

/** The line just written, as stored. */
export function written(lines: Lines, id: string): SandboxLine {
  const line = lines.find(id);
  if (!line) throw new Error(`sandbox: expected line ${id} to be stored, found none`);
  return line;
}

function uploadFault(uploads: readonly Upload[]): Refused | null {
  if (uploads.length > limits.files) {
    return no('too-large', `附件太多：一次最多 ${limits.files} 个，收到 ${uploads.length} 个。`);
  }
  const big = uploads.find((upload) => upload.bytes.length > limits.file);
  return big ? no('too-large', `文件太大：单个最多 ${sizeOf(limits.file)}，收到 ${sizeOf(big.bytes.length)}。`) : null;
}

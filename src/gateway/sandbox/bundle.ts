import type { GroupId, MemberId, PostId } from '#model/ids.ts';
import type { SandboxPost } from '#model/sandbox-wire.ts';
import { no, yes, type Answer } from '#gateway/sandbox/answer.ts';
import type { Upload } from '#gateway/sandbox/files.ts';
import { bundleLimit, limits } from '#gateway/sandbox/limits.ts';
import type { PostLine } from '#gateway/sandbox/lines.ts';
import type { World } from '#gateway/sandbox/world.ts';

/** What a forward carries along: the words of each post, bundles inside bundles one deeper, and copies of the files. */
export interface Bundle {
  readonly items: SandboxPost['forwarded'];
  readonly files: readonly Upload[];
}

/** Whoever forwards must be in the group the posts come from. */
export function bundle(world: World, ids: readonly PostId[], as: MemberId): Answer<Bundle> {
  const items: SandboxPost['forwarded'][number][] = [];
  const files: Upload[] = [];
  for (const id of ids) {
    const found = readable(world, id);
    if (!found.ok) return found;
    const line = found.value;
    const member =
      line.place.kind === 'group' ? world.register.member(line.place.group, as) : no('unknown', '没有这条消息。');
    if (!member.ok) return member;
    items.push({ name: line.sender.name, text: shownText(line), depth: 1 });
    items.push(...line.forwarded.map((inner) => ({ ...inner, depth: inner.depth + 1 })));
    files.push(...copies(world, line));
  }
  const bytes = items.reduce((sum, item) => sum + Buffer.byteLength(item.text), 0);
  if (items.length > bundleLimit || files.length > limits.files || bytes > limits.text) {
    return no('too-large', `转发的内容太多：最多 ${bundleLimit} 条消息、${limits.files} 个附件。`);
  }
  return yes({ items, files });
}

function copies({ files }: World, line: PostLine): readonly Upload[] {
  return line.files.flatMap((file) => files.read(file.id) ?? []);
}

/** A quote shows the words of a post of the same group, or what it was. */
export function quoteOf(world: World, id: PostId, group: GroupId): Answer<NonNullable<SandboxPost['quote']>> {
  const found = readable(world, id);
  if (!found.ok) return found;
  const { place, sender } = found.value;
  if (place.kind !== 'group' || place.group !== group) return no('not-allowed', '只能引用本群的消息。');
  return yes({ post: id, name: sender.name, text: shownText(found.value) });
}

function readable({ lines }: World, id: PostId): Answer<PostLine> {
  const found = lines.post(id);
  if (!found) return no('unknown', '没有这条消息。');
  return found.line.withdrawn ? no('gone', '这条消息已经撤回，不能再引用或转发。') : yes(found.line);
}

function shownText(line: PostLine): string {
  const labels = line.files.map((file) => (file.media === 'picture' ? `[图片] ${file.name}` : `[文件] ${file.name}`));
  return [line.text, ...labels].filter((part) => part !== '').join('\n');
}

import type { SandboxLine, SandboxPost, SandboxReading } from '#model/sandbox-wire.ts';
import type { Role } from '#model/post.ts';

export const roleWords: Readonly<Record<Role, string>> = {
  owner: '群主',
  admin: '管理员',
  member: '成员',
  outsider: '外部成员',
};

/** 820 B, 1.4 KB, 3.2 MB */
/** What a line says in one row: the group list, a quote. */
export function lineInBrief(line: SandboxLine): string {
  switch (line.kind) {
    case 'post':
      return line.withdrawn ? '撤回了一条消息' : `${line.sender.name}：${postInBrief(line)}`;
    case 'card':
      return `周知：${line.title}`;
    case 'said':
      return line.text;
    case 'note':
      return line.text;
  }
}

export function postInBrief(post: SandboxPost): string {
  if (post.text) return post.text;
  if (post.forwarded.length > 0) return '[聊天记录]';
  return post.files.map((file) => (file.media === 'picture' ? '[图片]' : `[文件] ${file.name}`)).join(' ');
}

/** How far the files of a post have been checked; a single part has no number worth telling. */
export function readingWords({ done, of }: Pick<SandboxReading, 'done' | 'of'>): string {
  return of > 1 ? `正在检查附件 ${done}/${of}` : '正在检查附件';
}

/** Who took it back, as the chat says it. */
export function withdrawnWords(post: SandboxPost, me: string): string {
  if (!post.withdrawn) return '';
  const whose = post.sender.id === me ? '你' : post.sender.name;
  switch (post.withdrawn.by) {
    case 'sender':
      return `${whose}撤回了一条消息`;
    case 'owner':
      return `群主或管理员撤回了${whose}的一条消息`;
    case 'bot':
      return `“周知”撤回了${whose}的一条消息`;
  }
}

/** 0.18 秒, 12 秒, 3 分钟: how long a post stood in the group. */
export function stoodWords(milliseconds: number): string {
  if (milliseconds < 10_000) return `${Math.max(0.01, milliseconds / 1000).toFixed(2)} 秒`;
  if (milliseconds < 120_000) return `${Math.round(milliseconds / 1000)} 秒`;
  return `${Math.round(milliseconds / 60_000)} 分钟`;
}

/** Whether the person may take a post back at this moment, as the platform will answer. */
export function mayRecall(
  post: SandboxPost,
  me: string,
  myRole: Role | null,
  ownerRecalls: boolean,
  now: number,
): boolean {
  if (post.withdrawn) return false;
  if (post.sender.id === me) return post.recallableUntil === null || now < post.recallableUntil;
  return ownerRecalls && (myRole === 'owner' || (myRole === 'admin' && post.sender.role !== 'owner'));
}

import type { MemberRowWire } from '#model/people-wire.ts';
import type { Role } from '#model/post.ts';

export const groupRoleWords: Readonly<Record<Role, string>> = {
  owner: '群主',
  admin: '群管理员',
  member: '成员',
  outsider: '外部人员',
};
export const excuseWords: Readonly<Record<MemberRowWire['excuses'][number], string>> = {
  'opted-out': '不参加小题',
  leave: '请假中',
};

import type { GroupNeed, GroupWire } from '#model/group-wire.ts';
import type { Tone } from '#web/console/kit/tone-tag.tsx';

export const needWords: Readonly<Record<GroupNeed, string>> = {
  introduction: '尚未告知，暂不检查',
  term: '已到期',
  strangers: '内部群有外部人员',
  owner: '没有群主',
};
export const needTones: Readonly<Record<GroupNeed, Tone>> = {
  introduction: 'warn',
  term: 'warn',
  strangers: 'bad',
  owner: 'warn',
};
/** What to do about it, and who can. */
export const needAdvice: Readonly<Record<GroupNeed, string>> = {
  introduction: '机器人还没有在群里说明自己，什么都不检查。确认这个群该用之后，请告知并启用。',
  term: '登记的期限已过，群还在用。请延长期限，或者请群主解散。',
  strangers: '登记为内部群，却有外单位的人。请群主移出；确需外单位参加的，在登记里改。',
  owner: '没有人负责这个群的设置和提醒。请在平台上指定群主，指定后这里自动更新。',
};
export const seesWords: Readonly<Record<GroupWire['sees'], string>> = {
  'every-post': '看得到全部',
  mentions: '只看得到@它的',
  nothing: '只能发送',
};
export const stateWords: Readonly<Record<GroupWire['state'], string>> = {
  active: '在用',
  left: '机器人已离开',
  dissolved: '已解散',
};
/** Short: beside a name, in a list, in a choice. */
export const shortModes: Readonly<Record<GroupWire['mode'], string>> = {
  live: '正式运行',
  'marks-live': '试运行',
  off: '不检查',
};

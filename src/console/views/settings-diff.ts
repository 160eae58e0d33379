import type { Topic } from '#model/group.ts';
import type { GroupException, OwnerSettings, PostHours } from '#model/owner.ts';

/** How values are called in front of people. */
export interface Names {
  readonly template: (id: string) => string;
  readonly fileKind: (id: string) => string;
  readonly person: (pseudonym: string) => string;
  readonly date: (at: number) => string;
}

/** What has changed from one version to the next, in Chinese, a line each. */
export function settingsDiff(before: OwnerSettings | null, after: OwnerSettings, names: Names): readonly string[] {
  const was = before === null ? null : settingsWords(before, names);
  const now = settingsWords(after, names);
  if (was === null) return ['最初的设置'];
  return Object.entries(now).flatMap(([field, value]) => {
    const old = was[field] ?? '';
    return old === value ? [] : [`${field}：${old} → ${value}`];
  });
}

/** Everything an owner sets, by its title. */
export function settingsWords(settings: OwnerSettings, names: Names): Readonly<Record<string, string>> {
  const { posters, hours, fileKinds, linkDomains, exceptions, quizHours, topics } = settings;
  return {
    模板: names.template(settings.template),
    运行: modeWords(settings, names),
    允许的话题: topicWords(topics.allowed, names),
    不谈的话题: topicWords(topics.forbidden, names),
    谁发通知:
      posters === null
        ? '不限'
        : [posters.who === 'owner' ? '群主' : '群主和管理员', ...posters.also.map(names.person)].join('、'),
    时间: hours === null ? '不限' : hoursWords(hours),
    文件: fileKinds === null ? '不限' : listed(fileKinds.map(names.fileKind), '都不行'),
    链接: linkDomains === null ? '不限' : listed(linkDomains, '都不行'),
    例外: listed(
      exceptions.map((one) => exceptionWords(one, names)),
      '没有',
    ),
    小题时间: quizHours === null ? '按单位安排' : clock(...quizHours),
    用途: settings.purpose === '' ? '没有填' : settings.purpose,
    期限: settings.endsAt === null ? '长期' : `到${names.date(settings.endsAt - 1)}`,
    外部人员: settings.outsiders === 'none' ? '不应有' : '可以有',
  };
}

function modeWords({ mode, trialUntil }: OwnerSettings, { date }: Names): string {
  if (mode === 'live') return '正式运行';
  return trialUntil === null ? '试运行（只统计）' : `试运行到${date(trialUntil)}（只统计）`;
}

function topicWords(topics: readonly Topic[], { date }: Names): string {
  const words = topics.map(
    ({ words: all, until }) => `${all.join('、')}${until === null ? '' : `（到${date(until - 1)}）`}`,
  );
  return listed(words, '没有');
}

const exceptionNames: Readonly<Record<GroupException['what'], string>> = {
  hours: '任何时间都可以发',
  file: '可以发文件',
  link: '可以发链接',
  notice: '可以发通知',
};

function exceptionWords({ what, value, until }: GroupException, { date, fileKind, person }: Names): string {
  const of = value === '' ? '' : `：${what === 'file' ? fileKind(value) : what === 'notice' ? person(value) : value}`;
  return `${exceptionNames[what]}${of}（到${date(until - 1)}）`;
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

function hoursWords({ days, from, to }: PostHours): string {
  const named = days.toSorted((a, b) => a - b).map((day) => weekdays[day - 1] ?? '');
  return `周${named.join('、')} ${clock(from, to)}`;
}

function clock(from: number, to: number): string {
  const at = (hour: number): string => `${Math.floor(hour)}:${hour % 1 === 0 ? '00' : '30'}`;
  return `${at(from)}—${at(to)}`;
}

function listed(words: readonly string[], none: string): string {
  return words.length === 0 ? none : words.join('、');
}

import type { Topic } from '#model/group.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { OwnerDesk, OwnerSettings } from '#model/owner.ts';
import { addDays, localTime, momentOf } from '#lib/working-time.ts';

interface Command {
  readonly does: 'allow' | 'forbid' | 'undo' | 'show' | 'report';
  readonly words: readonly string[];
  readonly until: Moment | null;
}

interface Speaking {
  readonly owners: OwnerDesk;
  readonly person: Pseudonym;
}

const verbs: readonly (readonly [word: string, does: Command['does']])[] = [
  ['允许', 'allow'],
  ['不谈', 'forbid'],
  ['禁止', 'forbid'],
  ['撤销', 'undo'],
  ['设置', 'show'],
  ['举报', 'report'],
  ['反映', 'report'],
];
const longestWord = 16;
const mostTopics = 40;

/** 允许 会议通知 到12月3日 · 不谈 八卦 · 撤销 · 设置 · 举报; null where it is no command. */
export function readCommand(text: string, now: Moment, tz: string): Command | null {
  const plain = text.trim();
  const verb = verbs.find(([word]) => plain.startsWith(word));
  if (!verb) return null;
  const [word, does] = verb;
  const rest = plain.slice(word.length);
  if (does === 'undo' || does === 'show' || does === 'report')
    return rest.trim() === '' ? { does, words: [], until: null } : null;
  const dated = /^(.*?)\s*到\s*(\d{1,2})月(\d{1,2})日$/.exec(rest);
  const until = dated ? endOfDay(Number(dated[2]), Number(dated[3]), now, tz) : null;
  const words = (dated?.[1] ?? rest)
    .split(/[\s、，,；;：:]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const isTopic =
    words.length > 0 && words.length <= 5 && words.every(({ length }) => length >= 2 && length <= longestWord);
  return /^[\s：:]/.test(rest) && isTopic ? { does, words, until } : null;
}

/** Does it to the one group he owns and returns the text to answer with; which group, where there are several, is chosen on the page. */
export async function obey(
  command: Command,
  { owners, person }: Speaking,
): Promise<{ readonly text: string; readonly group: GroupId | null }> {
  const groups = await owners.groupsOf(person);
  const [group] = groups;
  if (!group) return { text: 'owner-none', group: null };
  if (command.does === 'show') return { text: 'owner-settings', group: groups.length === 1 ? group.id : null };
  if (groups.length > 1) return { text: 'owner-many', group: null };
  const { settings, version } = await owners.current(group);
  if (command.does === 'undo') {
    const undone = await owners.undo(person, group.id, version);
    return { text: undone.ok ? 'owner-undone' : 'owner-not-undone', group: group.id };
  }
  const changed = await owners.change(person, group.id, { base: version, settings: withTopic(settings, command) });
  const done = command.does === 'allow' ? 'owner-allowed' : 'owner-forbidden';
  return { text: changed.ok ? done : 'owner-refused', group: group.id };
}

function withTopic(settings: OwnerSettings, { does, words, until }: Command): OwnerSettings {
  const topic: Topic = { words, until };
  const { allowed, forbidden } = settings.topics;
  const add = (topics: readonly Topic[]): readonly Topic[] =>
    [...topics.filter((one) => !isSame(one, topic)), topic].slice(-mostTopics);
  const without = (topics: readonly Topic[]): readonly Topic[] => topics.filter((one) => !isSame(one, topic));
  const topics =
    does === 'allow'
      ? { allowed: add(allowed), forbidden: without(forbidden) }
      : { allowed: without(allowed), forbidden: add(forbidden) };
  return { ...settings, topics };
}

function isSame(one: Topic, other: Topic): boolean {
  return one.words.length === other.words.length && one.words.every((word) => other.words.includes(word));
}

/** Midnight after the next such day. */
function endOfDay(month: number, day: number, now: Moment, tz: string): Moment | null {
  const year = Number(localTime(now, tz).day.slice(0, 4));
  const two = (value: number): string => String(value).padStart(2, '0');
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!valid) return null;
  const ends = [year, year + 1].map((each) => momentOf(addDays(`${each}-${two(month)}-${two(day)}`, 1), 0, tz));
  return ends.find((at) => at > now) ?? null;
}

import { createHash } from 'node:crypto';
import type { Case } from '#model/case.ts';
import type { Card, GroupMember } from '#model/gateway.ts';
import type { GroupId, Moment, Pseudonym } from '#model/ids.ts';
import type { LawBook } from '#model/law.ts';
import type { ItemBank, QuizItem } from '#model/quiz.ts';
import type { PromptId, QuizSetting, RoundId } from '#model/round.ts';
import type { Store } from '#model/store.ts';
import type { Hours, IsWorkday } from '#lib/working-time.ts';
import type { Memory } from '#quiz/recall.ts';
import { groupHours, heldIn } from '#rounds/hours.ts';

/** Fields of rules/texts/quiz.yaml: numbers and names of groups. */
export type Numbers = Readonly<Partial<Record<'截止' | '剩余' | '群名' | '次数' | '件数' | '比例', string>>>;

export interface Words extends Pick<Card, 'title' | 'body' | 'buttons'> {
  /** Label of the link to the quiz page, where the text has one. */
  readonly link: string | null;
  readonly urgency: 'now' | 'office-hours';
}

/** What the room needs of the house. */
export interface RoundsParts {
  readonly store: Store;
  readonly clock: () => Moment;
  readonly tz: string;
  readonly isWorkday: IsWorkday;
  readonly bank: ItemBank;
  readonly law: LawBook;
  readonly memory: Memory;
  /** No item comes again to a group or person before this many days. */
  readonly restDays: number;
  readonly say: (text: string, numbers: Numbers) => Words;
  readonly link: (ref: RoundId | PromptId, person: Pseudonym) => string;
  /** Who is in a group, asked of its platform; null where that cannot tell. */
  readonly listMembers: (group: GroupId, signal: AbortSignal) => Promise<readonly GroupMember[] | null>;
  /** Something is due. */
  readonly onWake: () => void;
}

export const minute = 60_000;
export const day = 1440 * minute;

export function usualSetting(group: GroupId): QuizSetting {
  return { group, isOn: true, weekdays: [3], at: '10:00', openDays: 4, onRestDays: false };
}

/** The setting in force: what the office has set, within the hours its owner allows. */
export async function settingOf(parts: RoundsParts, group: GroupId): Promise<QuizSetting> {
  const setting = (await parts.store.quiz.setting(group)) ?? usualSetting(group);
  return heldIn(setting, await hoursOf(parts, group));
}

/** When a group may be asked. */
export async function hoursOf(parts: RoundsParts, group: GroupId): Promise<Hours> {
  return groupHours(await parts.store.groups.find(group), await officeHours(parts));
}

export async function officeHours({ store }: RoundsParts): Promise<Hours> {
  return (await store.unit())?.officeHours ?? [8.5, 18];
}

/** The items that may be asked: not those whose contest was upheld. */
export async function liveItems({ store, bank }: RoundsParts): Promise<readonly QuizItem[]> {
  const out = new Set((await store.quiz.contests({ state: 'upheld' })).map(({ item }) => item));
  return out.size === 0 ? bank.items : bank.items.filter(({ id }) => !out.has(id));
}

/** Somebody still has to answer its sender. */
export function isAppealed(one: Case | null): boolean {
  return one !== null && one.appeal !== null && one.appeal.answeredAt === null;
}

/** What was asked stays what it was, also where a later version is asked by now. */
export function itemOf({ bank: { items, past = [] } }: RoundsParts, id: string): QuizItem | null {
  return items.find((item) => item.id === id) ?? past.find((item) => item.id === id) ?? null;
}

/** An id that is the same whenever it is made of the same. */
export function idOf(kind: 'q' | 'r', ...parts: readonly (string | number)[]): string {
  return `${kind}-${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24)}`;
}

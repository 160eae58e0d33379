import type { Clerk } from '#model/desk.ts';
import type { Abilities } from '#model/gateway.ts';
import type { Group } from '#model/group.ts';
import type { GroupPageWire, GroupRoundWire, GroupSettingsWire, GroupWeekWire } from '#model/group-wire.ts';
import type { OwnerSettings } from '#model/owner.ts';
import { fewestForShares, type Round } from '#model/round.ts';
import { dayNumber, dayOffset, dayStart } from '#console/unit-day.ts';
import { groupRow, type GroupParts } from '#console/views/group-rows.ts';
import { settingsWords } from '#console/views/settings-diff.ts';
import { namesFor } from '#console/views/versions.ts';
import { namesOf } from '#console/views/who.ts';
import { recallWords } from '#console/views/words.ts';

const weeksShown = 12;
const roundsShown = 12;
const week = 7 * 86_400_000;

/** Everything the console says of one group; to the operator only what the system does there. */
export async function groupPage(parts: GroupParts, group: Group, clerk: Clerk): Promise<GroupPageWire> {
  const isOperator = clerk.role === 'operator';
  const [row, settings, weeks, rounds] = await Promise.all([
    groupRow(parts, group, namesOf(parts.store)),
    isOperator ? null : settingsOf(parts, group),
    weeksOf(parts, group, clerk),
    roundsOf(parts, group),
  ]);
  return {
    group: row,
    means: meansOf(group),
    settings,
    weeks,
    rounds,
    isOwn: clerk.person !== null && clerk.person === group.owner,
  };
}

const seen: Readonly<Record<Abilities['sees'], string>> = {
  'every-post': '群里的每一条消息机器人都收得到、都检查。',
  mentions: '机器人只收得到@它的消息；别的消息它看不到，没有提醒不等于没有问题。',
  nothing: '机器人收不到这个群的消息，只能往群里发说明和小题；群里的内容没有检查。',
};

/** What the bot's place in the group comes to. */
function meansOf({ abilities, introducedAt, mode, state }: Group): readonly string[] {
  if (state !== 'active') return ['机器人已不在这个群里，不再检查。下面是留下的记录。'];
  if (introducedAt === null) return ['还没有在群里说明自己，所以现在什么都不检查：先告知，后检查。'];
  return [
    seen[abilities.sees],
    abilities.retracts ? '不合适的消息机器人可以直接撤回。' : `机器人不能撤回别人的消息，${recallWords(abilities)}。`,
    ...(mode === 'marks-live' ? ['现在只有有把握的密级标志真正处置，其余只统计、不提醒。'] : []),
    ...(mode === 'off' ? ['检查已经停用。'] : []),
  ];
}

async function settingsOf(parts: GroupParts, group: Group): Promise<GroupSettingsWire> {
  const { settings: given, version } = await parts.owners.current(group);
  const settings = inForce(given, parts.now());
  const words = settingsWords(settings, await namesFor(parts, [settings]));
  return {
    version,
    facts: Object.entries(words).map(([title, says]) => ({ title, says })),
    floor: parts.ownerFacts.floor,
  };
}

/** What has run out says nothing any more. */
function inForce(settings: OwnerSettings, now: number): OwnerSettings {
  const runs = ({ until }: { readonly until: number | null }): boolean => until === null || until > now;
  const { topics, exceptions } = settings;
  return {
    ...settings,
    topics: { allowed: topics.allowed.filter(runs), forbidden: topics.forbidden.filter(runs) },
    exceptions: exceptions.filter(runs),
  };
}

/** Of his own cases a clerk learns nothing here either. */
async function weeksOf(
  { store, timeZone, now }: GroupParts,
  { id }: Group,
  { role, person }: Clerk,
): Promise<readonly GroupWeekWire[]> {
  const at = now();
  const offset = dayOffset(timeZone, at);
  const today = dayNumber(at, offset);
  // The epoch began on a Thursday.
  const monday = today - ((today + 3) % 7);
  const from = dayStart(monday, offset) - (weeksShown - 1) * week;
  const figures = await store.figures.ofGroup(id, { from, until: from + weeksShown * week, span: week }, person);
  return Array.from({ length: weeksShown }, (_, number) => {
    const posts = figures.posts.find((one) => one.at === number);
    const cases = figures.cases.find((one) => one.at === number);
    const isShown = role !== 'operator';
    return {
      from: from + number * week,
      posts: posts?.posts ?? 0,
      gaps: posts?.gaps ?? 0,
      findings: isShown ? (cases?.found ?? 0) : null,
      withdrawn: isShown ? (cases?.withdrawn ?? 0) : null,
    };
  });
}

async function roundsOf({ store, catalogue }: GroupParts, { id }: Group): Promise<readonly GroupRoundWire[]> {
  const rounds = await store.quiz.rounds({ group: id, limit: roundsShown });
  const titleOf = ({ category }: Round): string => catalogue.categories.get(category)?.title ?? category;
  return Promise.all(
    rounds.map(async (round) => {
      const { answered, right } = await store.quiz.tally(round.id);
      const isEnough = answered >= fewestForShares;
      return {
        id: round.id,
        title: titleOf(round),
        openedAt: round.openedAt,
        closesAt: round.closesAt,
        state: round.state,
        asked: round.asked,
        answered: isEnough ? answered : null,
        right: isEnough && round.state === 'closed' ? right / answered : null,
      };
    }),
  );
}

import type { CoverageWire, CountByKind, TodayWire } from '#model/desk-wire.ts';
import type { Kind } from '#model/category.ts';
import type { Group } from '#model/group.ts';
import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { FigureStore } from '#model/figure-store.ts';
import type { DigestHands } from '#console/parts.ts';
import { dayStart } from '#console/unit-day.ts';
import { coverageWords } from '#console/views/words.ts';

type PostDay = Awaited<ReturnType<FigureStore['posts']>>[number];
type CaseDay = Awaited<ReturnType<FigureStore['cases']>>[number];

/** Groups and days are listed only where something is to be seen. */
const mostGroups = 10;
const mostWeak = 8;
export const trendDays = 30;

export function trendOf(
  posts: readonly PostDay[],
  cases: readonly CaseDay[],
  { today, offset }: { readonly today: number; readonly offset: number },
): TodayWire['trend'] {
  return Array.from({ length: trendDays }, (_, index) => {
    const day = today - trendDays + 1 + index;
    const examined = posts.filter((row) => row.day === day);
    return {
      day: dayStart(day, offset),
      posts: sum(examined.map((row) => row.posts)),
      gaps: sum(examined.map((row) => row.gaps)),
      cases: byKind(cases.filter((row) => row.day === day)),
    };
  });
}

export function groupsOf(cases: readonly CaseDay[], names: ReadonlyMap<GroupId, string>): TodayWire['groups'] {
  const byGroup = Map.groupBy(cases, ({ group }) => group);
  return [...byGroup]
    .map(([group, rows]) => ({
      group,
      name: names.get(group) ?? group,
      number: sum(rows.map((row) => row.number)),
      kinds: byKind(rows),
    }))
    .toSorted((a, b) => b.number - a.number)
    .slice(0, mostGroups);
}

const unplaced = '部门未知';

/** As a digest would tell it: the page may hang on a wall. */
export function departmentsOf(
  senders: Awaited<ReturnType<FigureStore['senders']>>,
  departmentOf: ReadonlyMap<Pseudonym, string>,
  share: DigestHands['share'],
): TodayWire['departments'] {
  if (departmentOf.size === 0) return null;
  const keys = [...new Set(departmentOf.values())];
  const events = senders.map(({ person, number }) => ({
    key: departmentOf.get(person) ?? unplaced,
    person,
    count: number,
  }));
  const { cells, rest } = share(events, keys);
  const named = cells.map(({ key, count }) => ({ name: key, number: count }));
  return { cells: named.toSorted((a, b) => b.number - a.number), rest };
}

export function coverageOf(groups: readonly Group[]): CoverageWire {
  const active = groups.filter(({ state }) => state === 'active');
  const seeing = (sees: Group['abilities']['sees']): readonly Group[] =>
    active.filter(({ abilities }) => abilities.sees === sees);
  const weak = [...seeing('nothing'), ...seeing('mentions')].toSorted((a, b) => b.members - a.members);
  return {
    active: active.length,
    everyPost: seeing('every-post').length,
    mentions: seeing('mentions').length,
    nothing: seeing('nothing').length,
    retracts: active.filter(({ abilities }) => abilities.retracts).length,
    unintroduced: active.filter(({ introducedAt }) => introducedAt === null).length,
    weak: weak.slice(0, mostWeak).map(({ id, name, members, abilities }) => ({
      group: id,
      name,
      members,
      sees: abilities.sees,
      says: coverageWords(abilities),
    })),
  };
}

function byKind(rows: readonly CaseDay[]): CountByKind {
  const count = (kind: Kind | 'none'): number => sum(rows.filter((row) => row.kind === kind).map((row) => row.number));
  return {
    classified: count('classified'),
    solicitation: count('solicitation'),
    'risky-request': count('risky-request'),
    'personal-data': count('personal-data'),
    scope: count('scope'),
    none: count('none'),
  };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import type { DigestSection } from '#model/digest.ts';
import { section, type Matter } from '#digest/matter.ts';
import { toldIn } from '#digest/told.ts';

/** More groups than a page shows help nobody; the others are in the rest. */
const mostGroups = 15;

/** Reminders by group, once a month. */
export function byGroup(matter: Matter): DigestSection {
  const { say, segments, period, groups } = matter;
  const told = toldIn(segments, { stream: 'reminders', margin: 'group', period });
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const shown = (told?.cells ?? []).toSorted((a, b) => b.count - a.count).slice(0, mostGroups);
  const left = told ? told.count - shown.reduce((sum, { count }) => sum + count, 0) : 0;
  const hasRest = told !== null && (told.rest !== null || shown.length < told.cells.length);
  return section('groups', say, [say(shown.length === 0 ? 'groups-few' : 'groups-told')], {
    table: {
      columns: ['群', '提醒'],
      rows: [
        ...shown.map(({ key, count }) => [names.get(key) ?? '已退出的群', String(count)]),
        [say('rest'), told === null ? '不足 5 人' : hasRest ? String(left) : '—'],
      ],
    },
    chart:
      shown.length === 0
        ? null
        : {
            kind: 'rows',
            title: '各群提醒次数',
            labels: shown.map(({ key }) => names.get(key) ?? '已退出的群'),
            series: [{ name: '提醒', values: shown.map(({ count }) => count) }],
            unit: '次',
            most: null,
          },
  });
}

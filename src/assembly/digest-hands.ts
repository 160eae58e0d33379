import type { DigestHands } from '#console/parts.ts';
import type { DigestEvent } from '#model/digest.ts';
import { fewest, split } from '#digest/cells.ts';
import { hasFigures, paperOf, workbookOf } from '#digest/paper.ts';
import { usualSettings } from '#digest/settings.ts';

/** What the console needs of the digest's room. */
export function digestHands(timeZone: string): DigestHands {
  const moment = new Intl.DateTimeFormat('zh-CN', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return {
    usual: usualSettings,
    paper: paperOf,
    workbook: workbookOf,
    watermark: (who, at) => `${who} ${moment.format(at)} 导出`,
    isDrawn: hasFigures,
    share(events, keys) {
      const each = events.flatMap(({ key, person, count }) =>
        Array.from({ length: count }, (): DigestEvent => ({
          stream: 'reminders',
          at: 0,
          key,
          group: '',
          person,
          seconds: null,
        })),
      );
      const { cells, rest } = split(each, { keys, keyOf: (event) => event.key, least: fewest });
      return { cells: cells.map(({ key, count }) => ({ key, count })), rest };
    },
  };
}

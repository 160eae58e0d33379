import type { DigestHands } from '#console/parts.ts';
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
  };
}

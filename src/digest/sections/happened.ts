import type { DigestSection, Rhythm, Stream } from '#model/digest.ts';
import type { Chart } from '#model/paper.ts';
import { localDate } from '#lib/calendar.ts';
import { manners } from '#digest/close-segments.ts';
import { keysIn, section, spanOf, wholeIn, type Matter } from '#digest/matter.ts';
import { shortDate } from '#digest/periods.ts';
import { keyWords, shortStreamWords, streamWords } from '#digest/words.ts';

/** What happened: counts and, from the week on, kinds of the whole unit. The layout is the same whatever the counts. */
export function happened(matter: Matter): DigestSection {
  const { say, period } = matter;
  const hasKeys = period.rhythm !== 'day';
  return section(
    'happened',
    say,
    [
      say('posts', { 数: matter.posts }),
      wholeSays(matter, 'reminders'),
      wholeSays(matter, 'serious'),
      ...(hasKeys ? [keysSay(matter, 'reminders'), keysSay(matter, 'serious')] : [say('keys-later')]),
    ],
    { table: hasKeys ? keyTable(matter, ['reminders', 'serious']) : null, chart: trend(matter) },
  );
}

/** A stream's whole, or that too few people are in it. */
export function wholeSays(matter: Matter, stream: Stream): string {
  const told = wholeIn(matter, stream, matter.period);
  return told
    ? matter.say('told', { 名称: streamWords[stream], 数: told.count, 段: spanOf(matter, told) })
    : matter.say('few', { 名称: streamWords[stream] });
}

/** Which days the figures by key cover: they end with a week, so they need not be those of the whole. */
export function keysSay(matter: Matter, stream: Stream): string {
  const told = keysIn(matter, stream, matter.period);
  const name = { 名称: shortStreamWords[stream] };
  return told ? matter.say('keys-told', { ...name, 段: spanOf(matter, told) }) : matter.say('keys-none', name);
}

const spanNames: Readonly<Record<Rhythm, readonly [now: string, before: string]>> = {
  day: ['当日', '前一日'],
  week: ['本周', '上周'],
  month: ['本月', '上月'],
};

/** Every key has its row, also when it is merged or nothing was told. */
export function keyTable(matter: Matter, of: readonly Stream[]): DigestSection['table'] {
  const { say, period, before } = matter;
  const [previous] = before;
  return {
    columns: ['类别', ...spanNames[period.rhythm]],
    rows: of.flatMap((stream) => {
      const spans = [keysIn(matter, stream, period), previous ? keysIn(matter, stream, previous) : null];
      const row = (key: string): readonly string[] => [
        keyWords[key] ?? key,
        ...spans.map((told) => String(told?.cells.find((cell) => cell.key === key)?.count ?? say('in-rest'))),
      ];
      const rest = [
        `${shortStreamWords[stream]}·${say('rest')}`,
        ...spans.map((told) => (told?.rest === null ? '—' : told ? String(told.rest) : '不足 5 人')),
      ];
      return [...manners[stream].keys.map((key) => row(key)), rest];
    }),
  };
}

function trend(matter: Matter): Chart {
  const { period, before, say, tz } = matter;
  const periods = [...before.toReversed(), period];
  const label = (at: (typeof periods)[number]): string =>
    at.rhythm === 'month' ? `${localDate(at.from, tz).month}月` : shortDate(at.from, tz);
  return {
    kind: 'bars',
    title: say('trend', { 名称: shortStreamWords.reminders }),
    labels: periods.map((one) => label(one)),
    series: [
      {
        name: shortStreamWords.reminders,
        values: periods.map((one) => {
          const told = wholeIn(matter, 'reminders', one);
          return told && Math.round((told.count / told.days) * 10) / 10;
        }),
      },
    ],
    unit: '',
    most: null,
  };
}

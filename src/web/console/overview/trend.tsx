import { lazy, Suspense, useMemo } from 'react';
import type { Kind } from '#model/category.ts';
import type { TodayWire } from '#model/desk-wire.ts';
import { kindWords } from '#web/kit/case-words.ts';
import { monthDay } from '#web/kit/time.ts';
import type { Bars } from '#web/console/overview/chart.tsx';
import type { Place } from '#web/console/place.ts';

/** Charts come after the figures: the library is the heaviest part of the console. */
const Chart = lazy(() => import('#web/console/overview/chart.tsx').then((module) => ({ default: module.Chart })));

const FigureTable = lazy(() =>
  import('#web/console/overview/figure-table.tsx').then((module) => ({ default: module.FigureTable })),
);

const kinds: readonly (Kind | 'none')[] = [
  'classified',
  'solicitation',
  'risky-request',
  'personal-data',
  'scope',
  'none',
];

export function Trend({ trend }: { readonly trend: TodayWire['trend'] }) {
  const bars = useMemo(
    (): Bars => ({
      labels: trend.map(({ day }) => monthDay(day)),
      series: kinds.map((kind) => ({ name: kindWords[kind], numbers: trend.map(({ cases }) => cases[kind]) })),
      line: { name: '检查的消息', numbers: trend.map(({ posts }) => posts) },
      isLying: false,
    }),
    [trend],
  );
  const rows = trend.map(({ day, posts, gaps, cases }) => [
    monthDay(day),
    posts,
    gaps,
    ...kinds.map((kind) => cases[kind]),
  ]);
  return (
    <Charted
      title="近 30 天走势"
      says="每天的案件数，按类别；折线是检查的消息数"
      isEmpty={trend.every(({ posts, cases }) => posts === 0 && Object.values(cases).every((number) => number === 0))}
      bars={bars}
      heads={['日期', '检查', '没能读取', ...kinds.map((kind) => kindWords[kind])]}
      rows={rows.reverse()}
    />
  );
}

export function ByGroup({ groups }: { readonly groups: TodayWire['groups'] }) {
  const places = useMemo(() => groups.map(({ group }): Place => ({ page: 'groups', id: group })), [groups]);
  const bars = useMemo(
    (): Bars => ({
      labels: groups.map(({ name }) => name),
      series: kinds.map((kind) => ({ name: kindWords[kind], numbers: groups.map((group) => group.kinds[kind]) })),
      line: null,
      isLying: true,
    }),
    [groups],
  );
  return (
    <Charted
      title="按群和类别"
      says="近 30 天案件最多的群，最多列十个；点群名或横条打开这个群"
      isEmpty={groups.length === 0}
      bars={bars}
      heads={['群', '合计', ...kinds.map((kind) => kindWords[kind])]}
      places={places}
      rows={groups.map((group) => [group.name, group.number, ...kinds.map((kind) => group.kinds[kind])])}
    />
  );
}

/** A chart, and the same numbers as a table for whoever does not see it. */
function Charted(props: {
  readonly title: string;
  readonly says: string;
  readonly isEmpty: boolean;
  readonly bars: Bars;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Where each bar and row leads. */
  readonly places?: readonly Place[];
}) {
  return (
    <section className="panel case-box">
      <h2>{props.title}</h2>
      <p className="faint">{props.says}</p>
      {props.isEmpty ? (
        <p className="muted quiet-box">这段时间没有案件。</p>
      ) : (
        <>
          <Suspense fallback={<div className="skeleton chart" />}>
            <Chart
              label={`${props.title}：${props.says}。数字见下面的表格。`}
              bars={props.bars}
              places={props.places}
            />
          </Suspense>
          <details>
            <summary>看表格</summary>
            <Suspense fallback={<div className="skeleton chart" />}>
              <FigureTable label={props.title} heads={props.heads} rows={props.rows} places={props.places} />
            </Suspense>
          </details>
        </>
      )}
    </section>
  );
}

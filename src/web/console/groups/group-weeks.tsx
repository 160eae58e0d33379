import { lazy, Suspense, useMemo } from 'react';
import type { GroupWeekWire } from '#model/group-wire.ts';
import { monthDay } from '#web/kit/time.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import type { Bars } from '#web/console/overview/chart.tsx';

/** Charts come after the figures: the library is the heaviest part of the console. */
const Chart = lazy(() => import('#web/console/overview/chart.tsx').then((module) => ({ default: module.Chart })));

const says = '按周：柱是命中的案件，分已撤回和未撤回；折线是检查的消息数。不分类别，不含看的人自己的。';
const saysPosts = '按周：检查的消息数。';

/** Twelve weeks; never by kind, which is told of the whole unit only. */
export function GroupWeeks({ weeks }: { readonly weeks: readonly GroupWeekWire[] }) {
  const hasCases = weeks.some(({ findings }) => findings !== null);
  const bars = useMemo(() => barsOf(weeks, hasCases), [weeks, hasCases]);
  const rows = useMemo(() => [...weeks].reverse(), [weeks]);
  const isEmpty = weeks.every(({ posts, findings }) => posts === 0 && !findings);
  return (
    <section className="panel case-box group-weeks">
      <h2>近十二周</h2>
      <p className="faint">{hasCases ? says : saysPosts}</p>
      {isEmpty ? (
        <p className="muted quiet-box">这段时间没有检查过消息。</p>
      ) : (
        <>
          <Suspense fallback={<div className="skeleton chart" />}>
            <Chart label={`近十二周：${hasCases ? says : saysPosts}数字见下面的表格。`} bars={bars} />
          </Suspense>
          <details>
            <summary>看表格</summary>
            <DataTable
              className="figures-table"
              label="近十二周的数字"
              rows={rows}
              rowKey={({ from }) => String(from)}
              columns={hasCases ? columns : columns.slice(0, 3)}
            />
          </details>
        </>
      )}
    </section>
  );
}

const columns: readonly Column<GroupWeekWire>[] = [
  { title: '周一', cell: ({ from }) => monthDay(from) },
  { title: '检查', cell: ({ posts }) => posts },
  { title: '没能读取', cell: ({ gaps }) => gaps },
  { title: '命中', cell: ({ findings }) => findings ?? '' },
  { title: '其中已撤回', cell: ({ withdrawn }) => withdrawn ?? '' },
];

function barsOf(weeks: readonly GroupWeekWire[], hasCases: boolean): Bars {
  const labels = weeks.map(({ from }) => monthDay(from));
  const posts = { name: '检查的消息', numbers: weeks.map((week) => week.posts) };
  if (!hasCases) return { labels, series: [posts], line: null, isLying: false };
  return {
    labels,
    series: [
      {
        name: '未撤回',
        numbers: weeks.map(({ findings, withdrawn }) => (findings ?? 0) - (withdrawn ?? 0)),
      },
      { name: '已撤回', numbers: weeks.map(({ withdrawn }) => withdrawn ?? 0) },
    ],
    line: posts,
    isLying: false,
  };
}

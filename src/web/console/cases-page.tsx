import { useCallback, useState } from 'react';
import type { CaseListWire, CaseRowWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { formWords, kindWords, measureWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { useLoaded, type Loaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { deskCount, deskOf, filterOf, queryOf, searchOf, type Filter } from '#web/console/case-filter.ts';
import { CaseFilters } from '#web/console/case-filters.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { Pager } from '#web/console/pager.tsx';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLast } from '#web/console/use-last.ts';
import { useLiveCases } from '#web/console/use-live-cases.ts';
import { clocksOf } from '#web/console/words.ts';

const eachMinute = 60_000;
const idOf = ({ id }: CaseRowWire): string => id;

/** Newest first, or nearest deadline first; renewed live; older pages by the last id of the page before. */
export function CasesPage() {
  const [filter, setFilter] = useState<Filter>(() => filterOf(location.search));
  const [pages, setPages] = useState<readonly string[]>([]);
  const [loaded, reload] = useLoaded<CaseListWire>(`${api}/cases?${queryOf(filter, pages[pages.length - 1])}`);
  useLiveCases(reload);
  const counts = useCounts(loaded);
  const change = useCallback((changed: Filter) => {
    setFilter(changed);
    setPages([]);
    // The address keeps the filter for a reload and for a link to a colleague.
    history.replaceState(null, '', hrefOf({ page: 'cases', query: searchOf(changed) }));
  }, []);
  const total = counts && deskCount(deskOf(filter), counts);
  return (
    <>
      <h1>案件</h1>
      <CaseFilters filter={filter} counts={counts} onChange={change} />
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ cases, next }) => (
          <>
            {cases.length === 0 ? (
              <NoCases filter={filter} />
            ) : (
              <DataTable
                label="案件，新的在前。用上下方向键或 J、K 键在各行之间移动，回车打开。"
                rows={cases}
                rowKey={idOf}
                columns={columns}
                isWalked
              />
            )}
            <Pager
              {...(total ? { says: `共 ${total.toLocaleString('zh-CN')} 件，第 ${pages.length + 1} 页` } : {})}
              onNewer={pages.length > 0 ? () => setPages(pages.slice(0, -1)) : null}
              onOlder={next === null ? null : () => setPages([...pages, next])}
            />
          </>
        )}
      </LoadedView>
    </>
  );
}

/** Told with the first page; they stay while others are turned to. */
function useCounts(loaded: Loaded<CaseListWire>): CaseListWire['counts'] {
  const told = loaded.state === 'here' ? loaded.answer.counts : null;
  return useLast(told === null ? waiting : { state: 'here', answer: told });
}

const waiting = { state: 'loading' } as const;

function NoCases({ filter }: { readonly filter: Filter }) {
  return (
    <Nothing
      says={filter.desk === 'mine' ? '没有等您办理的案件' : '没有符合条件的案件'}
      hint="有新案件时会自动出现在这里，不用刷新。"
    />
  );
}

const columns: readonly Column<CaseRowWire>[] = [
  { title: '发现时间', className: 'nowrap', cell: (row) => <Since at={row.detectedAt} /> },
  {
    title: '编号',
    className: 'nowrap',
    cell: ({ id }) => (
      <PlaceLink className="mono" to={{ page: 'cases', id }}>
        {id}
      </PlaceLink>
    ),
  },
  { title: '群', cell: (row) => <PlaceLink to={{ page: 'groups', id: row.group }}>{row.groupName}</PlaceLink> },
  {
    title: '类别',
    cell: (row) => (
      <span>
        {row.categoryTitle || kindWords[row.kind]}
        <br />
        <span className="faint">{formWords[row.form]}</span>
      </span>
    ),
  },
  { title: '处置', cell: (row) => <Measures row={row} /> },
  {
    title: '承办',
    className: 'nowrap',
    cell: (row) => row.assigneeName ?? <span className="faint">未指定</span>,
  },
  { title: '状态', cell: (row) => <State row={row} /> },
  { title: '时限', cell: (row) => <Clocks row={row} /> },
];

function Since({ at }: { readonly at: number }) {
  return dayTime(at, useNow(eachMinute));
}

function State({ row }: { readonly row: CaseRowWire }) {
  return (
    <span className="tags">
      <ToneTag tone={stateTones[row.state]}>{stateWords[row.state]}</ToneTag>
      {row.outcome === 'review' && <ToneTag>待复核</ToneTag>}
      {row.isAppealed && <ToneTag tone="warn">有申诉</ToneTag>}
      {row.isHeld && <ToneTag tone="brand">保留</ToneTag>}
    </span>
  );
}

function Clocks({ row }: { readonly row: CaseRowWire }) {
  const clocks = clocksOf(row, useNow(1000));
  if (clocks.length === 0) return <span className="faint">—</span>;
  return (
    <span className="clocks">
      {clocks.map(({ says, isLate, reminded }) => (
        <span key={says} className={isLate ? 'late' : undefined}>
          {says}
          {reminded > 0 && <span className="faint"> 已提醒 {reminded} 次</span>}
        </span>
      ))}
    </span>
  );
}

function Measures({ row }: { readonly row: CaseRowWire }) {
  const done = row.done.map((measure) => measureWords[measure]).join('、');
  const withheld = row.withheld.map((measure) => measureWords[measure]).join('、');
  return (
    <span>
      {done || (withheld ? '' : '—')}
      {withheld && <span className="faint"> 试运行，未执行：{withheld}</span>}
    </span>
  );
}

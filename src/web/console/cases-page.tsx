import { useCallback, useState, type KeyboardEvent } from 'react';
import type { CaseListWire, CaseRowWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { formWords, kindWords, measureWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { useLoaded, type Loaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { deskCount, deskOf, filterOf, queryOf, searchOf, type Filter } from '#web/console/case-filter.ts';
import { CaseFilters } from '#web/console/case-filters.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { Pager } from '#web/console/pager.tsx';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLast } from '#web/console/use-last.ts';
import { useLiveCases } from '#web/console/use-live-cases.ts';
import { clocksOf } from '#web/console/words.ts';

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
            {cases.length === 0 ? <NoCases filter={filter} /> : <CaseTable cases={cases} />}
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
    <div className="panel empty">
      <p>{filter.desk === 'mine' ? '没有等您办理的案件' : '没有符合条件的案件'}</p>
      <p className="faint">有新案件时会自动出现在这里，不用刷新。</p>
    </div>
  );
}

function CaseTable({ cases }: { readonly cases: readonly CaseRowWire[] }) {
  const now = useNow(1000);
  return (
    <div className="panel table-wrap">
      <table className="table cases-table" onKeyDown={stepRows}>
        <caption className="sr-only">案件，新的在前。用上下方向键或 J、K 键在各行之间移动，回车打开。</caption>
        <thead>
          <tr>
            {['发现时间', '编号', '群', '类别', '处置', '承办', '状态', '时限'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((row) => (
            <CaseTableRow key={row.id} row={row} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseTableRow({ row, now }: { readonly row: CaseRowWire; readonly now: number }) {
  return (
    <tr>
      <td data-label="发现时间" className="nowrap">
        {dayTime(row.detectedAt, now)}
      </td>
      <td data-label="编号" className="nowrap">
        <PlaceLink className="mono" to={{ page: 'cases', id: row.id }}>
          {row.id}
        </PlaceLink>
      </td>
      <td data-label="群">
        <PlaceLink to={{ page: 'groups', id: row.group }}>{row.groupName}</PlaceLink>
      </td>
      <td data-label="类别">
        <span>
          {row.categoryTitle || kindWords[row.kind]}
          <br />
          <span className="faint">{formWords[row.form]}</span>
        </span>
      </td>
      <td data-label="处置">
        <Measures row={row} />
      </td>
      <td data-label="承办" className="nowrap">
        {row.assigneeName ?? <span className="faint">未指定</span>}
      </td>
      <td data-label="状态">
        <span className="tags">
          <span className={`tag ${stateTones[row.state]}`}>{stateWords[row.state]}</span>
          {row.outcome === 'review' && <span className="tag">待复核</span>}
          {row.isAppealed && <span className="tag warn">有申诉</span>}
          {row.isHeld && <span className="tag brand">保留</span>}
        </span>
      </td>
      <td data-label="时限">
        <Clocks row={row} now={now} />
      </td>
    </tr>
  );
}

function Clocks({ row, now }: { readonly row: CaseRowWire; readonly now: number }) {
  const clocks = clocksOf(row, now);
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

/** Down and up, or J and K, from case to case. */
function stepRows(event: KeyboardEvent<HTMLTableElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('tbody a.mono')];
  const here = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, here + by))]?.focus();
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

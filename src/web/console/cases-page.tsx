import { useState, type KeyboardEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseListWire, CaseRowWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { formWords, kindWords, measureWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { CaseFilters, filterOf, queryOf, searchOf, type Filter } from '#web/console/case-filters.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLiveCases } from '#web/console/use-live-cases.ts';
import { clockOf } from '#web/console/words.ts';

/** Newest first, renewed live; older pages by the last id of the page before. */
export function CasesPage() {
  const [filter, setFilter] = useState<Filter>(() => filterOf(location.search));
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages[pages.length - 1];
  const [loaded, reload] = useLoaded<CaseListWire>(`${api}/cases?${queryOf(filter, after)}`);
  useLiveCases(reload);
  const change = (changed: Filter) => {
    setFilter(changed);
    setPages([]);
    // The address keeps the filter for a reload and for a link to a colleague.
    history.replaceState(null, '', hrefOf({ page: 'cases', query: searchOf(changed) }));
  };
  return (
    <>
      <h1>案件</h1>
      <CaseFilters filter={filter} onChange={change} />
      <LoadedView loaded={loaded} onRetry={reload}>
        {(list) => (
          <>
            {list.cases.length === 0 ? <NoCases filter={filter} /> : <CaseTable cases={list.cases} />}
            <div className="pager">
              {pages.length > 0 && (
                <Button tag="button" variant="outline" onClick={() => setPages(pages.slice(0, -1))}>
                  较新的一页
                </Button>
              )}
              {list.next !== null && (
                <Button
                  tag="button"
                  variant="outline"
                  onClick={() => list.next !== null && setPages([...pages, list.next])}
                >
                  更早的一页
                </Button>
              )}
            </div>
          </>
        )}
      </LoadedView>
    </>
  );
}

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
  const clock = clockOf(row, now);
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
      <td data-label="群">{row.groupName}</td>
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
      <td data-label="时限" className={clock?.isLate ? 'late nowrap' : 'nowrap'}>
        {clock?.says ?? '—'}
      </td>
    </tr>
  );
}

/** Down and up, or J and K, from case to case. */
function stepRows(event: KeyboardEvent<HTMLTableElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('tbody a')];
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

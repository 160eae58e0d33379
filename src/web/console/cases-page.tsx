import { useState } from 'react';
import type { CaseListWire, CaseRowWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { formWords, kindWords, measureWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { CaseFilters, queryOf, type Filter } from '#web/console/case-filters.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLiveCases } from '#web/console/use-live-cases.ts';
import { clockOf } from '#web/console/words.ts';

/** Newest first, renewed live; older pages by the last id of the page before. */
export function CasesPage() {
  const [filter, setFilter] = useState<Filter>({ desk: 'todo', kind: 'all' });
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages[pages.length - 1];
  const [loaded, reload] = useLoaded<CaseListWire>(`${api}/cases?${queryOf(filter, after)}`);
  useLiveCases(reload);
  const change = (changed: Filter) => {
    setFilter(changed);
    setPages([]);
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
                <button type="button" className="btn" onClick={() => setPages(pages.slice(0, -1))}>
                  较新的一页
                </button>
              )}
              {list.next !== null && (
                <button
                  type="button"
                  className="btn"
                  onClick={() => list.next !== null && setPages([...pages, list.next])}
                >
                  更早的一页
                </button>
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
      <p>{filter.desk === 'todo' ? '没有待办的案件' : '没有符合条件的案件'}</p>
      <p className="faint">有新案件时会自动出现在这里，不用刷新。</p>
    </div>
  );
}

function CaseTable({ cases }: { readonly cases: readonly CaseRowWire[] }) {
  const now = useNow(1000);
  return (
    <div className="panel table-wrap">
      <table className="table">
        <thead>
          <tr>
            {['发现时间', '编号', '群', '类别', '处置', '状态', '时限'].map((title) => (
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
      <td data-label="编号">
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
      <td data-label="状态">
        <span className="tags">
          <span className={`tag ${stateTones[row.state]}`}>{stateWords[row.state]}</span>
          {row.outcome === 'review' && <span className="tag">待复核</span>}
          {row.isAppealed && <span className="tag warn">有申诉</span>}
          {row.isHeld && <span className="tag brand">保留</span>}
        </span>
      </td>
      <td data-label="时限" className={clock?.isLate ? 'late' : ''}>
        {clock?.says ?? '—'}
      </td>
    </tr>
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

import { useState } from 'react';
import type { AuditWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { AuditFilters, auditQuery, type AuditFilter } from '#web/console/audit/filters.tsx';
import { Verify } from '#web/console/audit/verify.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { Pager } from '#web/console/pager.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLast } from '#web/console/use-last.ts';

const eachMinute = 60_000;
const none: AuditFilter = { about: '', by: '', case: '', from: '', until: '' };

/** Who did and looked at what, from the ledger, and whether its chain is whole. */
export function AuditPage() {
  const [filter, setFilter] = useState(none);
  const [pages, setPages] = useState<readonly number[]>([]);
  const [loaded, reload] = useLoaded<AuditWire>(
    `${api}/audit?${auditQuery(filter, pages[pages.length - 1])}`,
    eachMinute,
  );
  const last = useLast(loaded);
  const change = (changed: AuditFilter) => {
    setFilter(changed);
    setPages([]);
  };
  const olderThan = (next: number | null) => (next === null ? null : () => setPages([...pages, next]));
  return (
    <>
      <h1>台账</h1>
      {last && (
        <>
          <Verify head={last.head} onDone={reload} />
          <AuditFilters filter={filter} accounts={last.accounts} onChange={change} />
        </>
      )}
      <LoadedView loaded={loaded} onRetry={reload}>
        {(audit) => (
          <>
            {audit.rows.length === 0 ? (
              <div className="panel empty">没有符合条件的记录</div>
            ) : (
              <AuditTable rows={audit.rows} />
            )}
            <Pager
              onNewer={pages.length > 0 ? () => setPages(pages.slice(0, -1)) : null}
              onOlder={olderThan(audit.next)}
            />
          </>
        )}
      </LoadedView>
    </>
  );
}

function AuditTable({ rows }: { readonly rows: AuditWire['rows'] }) {
  return (
    <div className="panel table-wrap">
      <table className="table">
        <thead>
          <tr>
            {['行', '时间', '事项', '谁', '案件', '链值'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td data-label="行">{row.number}</td>
              <td data-label="时间" className="nowrap">
                {fullTime(row.at)}
              </td>
              <td data-label="事项">{row.says}</td>
              <td data-label="谁">{row.who}</td>
              <td data-label="案件">
                {row.case === null ? (
                  '—'
                ) : (
                  <PlaceLink className="mono" to={{ page: 'cases', id: row.case }}>
                    {row.case}
                  </PlaceLink>
                )}
              </td>
              <td data-label="链值" className="mono">
                {row.hash.slice(0, 12)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useState } from 'react';
import type { AuditWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { auditQuery, filterOf, searchOf, type AuditFilter } from '#web/console/audit/filter.ts';
import { AuditFilters } from '#web/console/audit/filters.tsx';
import { Verify } from '#web/console/audit/verify.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { Pager } from '#web/console/pager.tsx';
import { hrefOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLast } from '#web/console/use-last.ts';

const eachMinute = 60_000;

/** Who did and looked at what, from the ledger, and whether its chain is whole. */
export function AuditPage() {
  const [filter, setFilter] = useState(() => filterOf(location.search));
  const [pages, setPages] = useState<readonly number[]>([]);
  const [loaded, reload] = useLoaded<AuditWire>(
    `${api}/audit?${auditQuery(filter, pages[pages.length - 1])}`,
    eachMinute,
  );
  const last = useLast(loaded);
  const change = (changed: AuditFilter) => {
    setFilter(changed);
    setPages([]);
    // The address keeps the filter for a reload and for a link to a colleague.
    history.replaceState(null, '', hrefOf({ page: 'audit', query: searchOf(changed) }));
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
              <Nothing says="没有符合条件的记录" />
            ) : (
              <DataTable label="台账" rows={audit.rows} rowKey={numberOf} columns={columns} />
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

const columns: readonly Column<AuditWire['rows'][number]>[] = [
  { title: '行', cell: ({ number }) => number },
  { title: '时间', className: 'nowrap', cell: ({ at }) => fullTime(at) },
  { title: '事项', cell: ({ says }) => says },
  { title: '谁', cell: ({ who }) => who },
  {
    title: '案件',
    className: 'nowrap',
    isBlank: ({ case: id }) => id === null,
    cell: ({ case: id }) => (id === null ? '—' : <ItsCase id={id} />),
  },
  { title: '链值', className: 'mono', cell: ({ hash }) => hash.slice(0, 12) },
];

function ItsCase({ id }: { readonly id: string }) {
  return (
    <PlaceLink className="mono" to={{ page: 'cases', id }}>
      {id}
    </PlaceLink>
  );
}

function numberOf({ number }: AuditWire['rows'][number]): string {
  return String(number);
}

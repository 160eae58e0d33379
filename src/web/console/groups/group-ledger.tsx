import type { AuditWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';

const lastShown = 30;

/** What the ledger last wrote down of it, looks too. */
export function GroupLedger({ id }: { readonly id: string }) {
  const [loaded, reload] = useLoaded<AuditWire>(`${api}/audit?group=${encodeURIComponent(id)}&limit=${lastShown}`);
  return (
    <section className="panel case-box">
      <div className="box-head">
        <h2>台账里最近的记录</h2>
        <PlaceLink to={{ page: 'audit', query: `group=${encodeURIComponent(id)}` }}>这个群的全部记录</PlaceLink>
      </div>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">没有记录。</p>
          ) : (
            <DataTable
              label="台账记录，新的在前"
              rows={rows}
              rowKey={({ number }) => String(number)}
              columns={columns}
            />
          )
        }
      </LoadedView>
    </section>
  );
}

type Row = AuditWire['rows'][number];

const columns: readonly Column<Row>[] = [
  { title: '序号', className: 'mono', cell: ({ number }) => number },
  { title: '时间', className: 'nowrap', cell: ({ at }) => fullTime(at) },
  { title: '事项', cell: ({ says }) => says },
  { title: '谁', cell: ({ who }) => who },
  {
    title: '案件',
    isBlank: (row) => row.case === null,
    cell: (row) =>
      row.case === null ? (
        <span className="faint">—</span>
      ) : (
        <PlaceLink className="mono" to={{ page: 'cases', id: row.case }}>
          {row.case}
        </PlaceLink>
      ),
  },
];

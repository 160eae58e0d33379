import type { AuditWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';

const eachMinute = 60_000;

/** The newest rows of the ledger and its head, to compare with a head written down elsewhere. */
export function AuditPage() {
  const [loaded, reload] = useLoaded<AuditWire>(`${api}/audit?limit=200`, eachMinute);
  return (
    <>
      <h1>台账</h1>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(audit) => (
          <>
            <p className="note">
              账本末值 <b className="mono break">{`${audit.head.number}:${audit.head.hash}`}</b>
              <br />
              <span className="muted">
                抄下来，以后运行 <span className="mono">zhouzhi audit verify --head 末值</span>{' '}
                就能发现改动、删除或截短。
              </span>
            </p>
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
                  {audit.rows.map((row) => (
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
          </>
        )}
      </LoadedView>
    </>
  );
}

import type { DigestWork } from '#model/digest.ts';
import { countdown } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';

const ages = ['1 天以内', '1—3 天', '3—7 天', '7 天以上'] as const;
const duties = { report: '报告', recall: '撤回' } as const;
const mostShown = 8;

/** What waits now; seen only by who may work on cases, and printed nowhere. */
export function DigestWorkPanel({ work }: { readonly work: DigestWork }) {
  const now = useNow(1000);
  const { todo, appeals, deadlines } = work;
  return (
    <section className="panel digest-section">
      <h2>要您定的（此刻，不随简报导出）</h2>
      {todo === 0 && deadlines.length === 0 ? (
        <p className="muted">没有待办。</p>
      ) : (
        <>
          <p>
            待办 <b>{todo}</b> 件{appeals > 0 && <>，其中申诉待答复 {appeals} 件</>}。
          </p>
          <dl className="digest-ages">
            {ages.map((label, at) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{work.ages[at]} 件</dd>
              </div>
            ))}
          </dl>
          {deadlines.length > 0 && (
            <ul className="digest-says">
              {deadlines.slice(0, mostShown).map((one) => (
                <li key={`${one.case}${one.what}`}>
                  <a href={`/console/cases/${encodeURIComponent(one.case)}`}>{one.case}</a> {duties[one.what]}
                  {one.by < now ? '' : '剩 '}
                  {countdown(one.by, now)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

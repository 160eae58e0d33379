import type { MemberWire } from '#model/people-wire.ts';
import { kindWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { stepRows } from '#web/console/people/step-rows.ts';
import { PlaceLink } from '#web/console/place-link.tsx';

/** His cases as the list shows them; of his own nobody is shown any. */
export function MemberCases({ shown, now }: { readonly shown: MemberWire; readonly now: number }) {
  const { cases, open, record } = shown;
  return (
    <section className="panel case-box">
      <div className="box-head">
        <h2>案件</h2>
        {cases !== null && (
          <span className="muted">
            未结 {open ?? 0} 件{record !== null && `，近 90 天计入记录 ${record} 件`}
          </span>
        )}
      </div>
      {cases === null ? (
        <p className="muted">这是您本人：自己的案件不在这里显示，也不能由自己办理。</p>
      ) : cases.length === 0 ? (
        <p className="muted">没有案件。</p>
      ) : (
        <table className="table" onKeyDown={stepRows}>
          <thead>
            <tr>
              {['编号', '发现时间', '群', '类别', '状态'].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cases.map((row) => (
              <tr key={row.id}>
                <td data-label="编号" className="nowrap">
                  <PlaceLink className="mono" to={{ page: 'cases', id: row.id }}>
                    {row.id}
                  </PlaceLink>
                </td>
                <td data-label="发现时间" className="nowrap">
                  {dayTime(row.detectedAt, now)}
                </td>
                <td data-label="群">{row.groupName}</td>
                <td data-label="类别">{row.categoryTitle || kindWords[row.kind]}</td>
                <td data-label="状态" className="nowrap">
                  <span className={`tag ${stateTones[row.state]}`}>{stateWords[row.state]}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

import type { CaseWire } from '#model/console-wire.ts';
import type { SeenWire } from '#model/desk-wire.ts';
import { stateTones, stateWords } from '#web/kit/case-words.ts';
import { duration, fullTime } from '#web/kit/time.ts';
import { ChainGraph } from '#web/console/case/chain-graph.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';

/** The same words or files in other groups: who was first, where it went, when. */
export function Chain({ shown }: { readonly shown: CaseWire }) {
  const { chain } = shown;
  const [first] = chain;
  if (!first || chain.length < 2)
    return (
      <section className="panel case-box">
        <h2>同样内容</h2>
        <p className="muted">没有在其他消息里出现过。</p>
      </section>
    );
  const groups = new Set(chain.map(({ groupName }) => groupName)).size;
  return (
    <section className="panel case-box">
      <h2>同样内容的流转</h2>
      <p className="muted">
        最早：{fullTime(first.at)}，“{first.groupName}”，{first.senderName ?? '发送人未留'}；共 {chain.length} 次，涉及{' '}
        {groups} 个群。
      </p>
      <ChainGraph chain={chain} here={shown.id} />
      <details>
        <summary>看表格</summary>
        <div className="table-wrap">
          <table className="table">
            <thead>
              <tr>
                {['先后', '时间', '群', '发送人', '案件'].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {chain.map((seen, at) => (
                <ChainRow key={at} seen={seen} at={at} first={first} />
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function ChainRow({ seen, at, first }: { readonly seen: SeenWire; readonly at: number; readonly first: SeenWire }) {
  return (
    <tr>
      <td data-label="先后">{at === 0 ? '最早' : `第 ${at + 1}`}</td>
      <td data-label="时间">
        <span>
          {fullTime(seen.at)}
          {at > 0 && <span className="faint">（{duration(seen.at - first.at)}后）</span>}
        </span>
      </td>
      <td data-label="群">{seen.groupName}</td>
      <td data-label="发送人">{seen.senderName ?? '未留'}</td>
      <td data-label="案件">
        {seen.case === null || seen.state === null ? (
          '未立案'
        ) : (
          <span>
            <PlaceLink className="mono" to={{ page: 'cases', id: seen.case }}>
              {seen.case}
            </PlaceLink>{' '}
            <span className={`tag ${stateTones[seen.state]}`}>{stateWords[seen.state]}</span>
          </span>
        )}
      </td>
    </tr>
  );
}

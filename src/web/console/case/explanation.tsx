import type { CaseWire } from '#model/console-wire.ts';
import type { ReasonWire } from '#model/desk-wire.ts';
import { confidenceWords } from '#web/console/words.ts';

/** Why it was judged so: what was found, what made it surer and what less sure, and what nobody could see. Never what was said. */
export function Explanation({ shown }: { readonly shown: CaseWire }) {
  return (
    <section className="panel case-box">
      <h2>为什么这样判</h2>
      {shown.reasons.length === 0 && <p className="muted">没有命中规则。</p>}
      <ul className="bare reasons">
        {shown.reasons.map((reason, at) => (
          <ReasonRow key={at} reason={reason} />
        ))}
      </ul>
      <dl className="facts">
        <div>
          <dt>本群覆盖</dt>
          <dd>
            {shown.coverage ?? '群已不在登记册里'}
            {shown.members && `；${shown.members.all} 人，其中外部 ${shown.members.outsiders} 人`}
          </dd>
        </div>
        <div>
          <dt>没能读取</dt>
          <dd>{shown.unread.length === 0 ? '没有' : <span className="late">{shown.unread.join('；')}</span>}</dd>
        </div>
        {shown.failures.length > 0 && (
          <div>
            <dt>检查出错</dt>
            <dd className="late">{shown.failures.join('、')}，因此列为待复核</dd>
          </div>
        )}
      </dl>
      <p className="faint">
        这是机器初判，不认定是否属于国家秘密。本系统不显示消息内容；需要时请在客户端里或当面查看。
      </p>
    </section>
  );
}

function ReasonRow({ reason }: { readonly reason: ReasonWire }) {
  const percent = Math.round(reason.confidence * 100);
  return (
    <li>
      <div className="reason-head">
        <span>{reason.says}</span>
        <span className="nowrap">
          把握{confidenceWords(reason.confidence)} <span className="faint">{percent}%</span>
        </span>
      </div>
      <div className="meter" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </div>
      <div className="tags">
        {reason.raised.map((word) => (
          <span key={word} className="tag bad wrap">
            ▲ {word}
          </span>
        ))}
        {reason.lowered.map((word) => (
          <span key={word} className="tag ok wrap">
            ▼ {word}
          </span>
        ))}
        {reason.raised.length + reason.lowered.length === 0 && <span className="faint">没有别的线索加减把握</span>}
      </div>
    </li>
  );
}

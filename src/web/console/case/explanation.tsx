import type { CaseWire } from '#model/console-wire.ts';
import type { ReasonWire } from '#model/desk-wire.ts';
import { Facts, type Fact } from '#web/console/kit/facts.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
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
      <Facts facts={sightOf(shown)} />
      <p className="faint">
        这是机器初判，不认定是否属于国家秘密。本系统不显示消息内容；需要时请在客户端里或当面查看。
      </p>
    </section>
  );
}

function sightOf({ coverage, members, unread, failures }: CaseWire): readonly Fact[] {
  const counted = members ? `；${members.all} 人，其中外部 ${members.outsiders} 人` : '';
  const failed = `${failures.join('、')}，因此列为待复核`;
  return [
    ['本群覆盖', `${coverage ?? '群已不在登记册里'}${counted}`],
    [
      '没能读取',
      unread.length === 0 ? (
        '没有'
      ) : (
        <span key="unread" className="late">
          {unread.join('；')}
        </span>
      ),
    ],
    ...(failures.length > 0
      ? ([
          [
            '检查出错',
            <span key="failed" className="late">
              {failed}
            </span>,
          ],
        ] as const)
      : []),
  ];
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
          <ToneTag key={word} tone="bad" wraps>
            ▲ {word}
          </ToneTag>
        ))}
        {reason.lowered.map((word) => (
          <ToneTag key={word} tone="ok" wraps>
            ▼ {word}
          </ToneTag>
        ))}
        {reason.raised.length + reason.lowered.length === 0 && <span className="faint">没有别的线索加减把握</span>}
      </div>
    </li>
  );
}

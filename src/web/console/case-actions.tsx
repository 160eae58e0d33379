import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseDeed, CaseWire, HoldWire, ReportWire, RuleWire } from '#model/console-wire.ts';
import type { ExemptWire } from '#model/desk-wire.ts';
import { Assign } from '#web/console/case/assign.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { ReasonDialog } from '#web/console/reason-dialog.tsx';
import { useSeat } from '#web/console/seat.ts';

/** A deed that needs a reason, and what the server takes for it. */
interface Deed {
  readonly right: CaseDeed;
  readonly label: string;
  readonly path: string;
  readonly asks: string;
  readonly hint: string;
  readonly body: (why: string) => RuleWire | ReportWire | HoldWire | ExemptWire;
}

export function CaseActions({ shown, onChange }: { readonly shown: CaseWire; readonly onChange: () => void }) {
  const { send } = useSeat();
  const [deed, setDeed] = useState<Deed | null>(null);
  const [isSending, setIsSending] = useState(false);
  const path = `/cases/${encodeURIComponent(shown.id)}`;
  const run = (what: string, body: unknown, done: string) => {
    setIsSending(true);
    return send(`${path}${what}`, body)
      .then(() => {
        toast(done);
        setDeed(null);
      }, toastProblem)
      .finally(() => {
        setIsSending(false);
        onChange();
      });
  };
  const possible = deedsOf(shown).filter((each) => shown.may.includes(each.right));
  return (
    <section className="panel case-box case-deeds">
      <div className="box-head">
        <h2>办理</h2>
        {shown.may.includes('assign') && <Assign shown={shown} onChange={onChange} />}
      </div>
      {shown.may.length === 0 && <p className="muted">现在没有您可以办理的事项：案件已结束，或不在您的权限内。</p>}
      <div className="case-buttons">
        {shown.may.includes('acknowledge') && (
          <Button
            tag="button"
            theme="primary"
            disabled={isSending}
            onClick={() => void run('/acknowledge', {}, '已接手，不再催办。')}
          >
            接手
          </Button>
        )}
        {possible.map((each) => (
          <Button tag="button" key={each.label} variant="outline" disabled={isSending} onClick={() => setDeed(each)}>
            {each.label}
          </Button>
        ))}
      </div>
      {deed && (
        <ReasonDialog
          title={deed.label}
          asks={deed.asks}
          hint={deed.hint}
          isSending={isSending}
          onClose={() => setDeed(null)}
          onSend={(why) => void run(deed.path, deed.body(why), `${deed.label}：已登记。`)}
        />
      )}
    </section>
  );
}

function deedsOf(shown: CaseWire): readonly Deed[] {
  const reason = '只写一般性理由，会答复给本人';
  return [
    {
      right: 'rule',
      label: '维持',
      path: '/rule',
      asks: '理由',
      hint: reason,
      body: (why) => ({ what: 'upheld', why }),
    },
    {
      right: 'rule',
      label: '撤销处置',
      path: '/rule',
      asks: '理由',
      hint: reason,
      body: (why) => ({ what: 'overturned', why }),
    },
    {
      right: 'report',
      label: '上报登记',
      path: '/report',
      asks: '报告给谁',
      hint: '例如：已报同级保密行政管理部门，经机要渠道',
      body: (note) => ({ what: 'reported', note }),
    },
    {
      right: 'report',
      label: '不属于应报告',
      path: '/report',
      asks: '理由',
      hint: '例如：经核实不属于国家秘密，已请示某部门',
      body: (note) => ({ what: 'not-reportable', note }),
    },
    {
      right: 'exempt',
      label: '准许再发一次',
      path: '/exempt',
      asks: '理由',
      hint: '同一人在本群七天内可以再发一次同样内容，不再提醒；疑似涉密的不能准许',
      body: (why) => ({ why }),
    },
    {
      right: 'hold',
      label: shown.isHeld ? '解除保留' : '保留',
      path: '/hold',
      asks: '理由',
      hint: shown.isHeld ? '解除后按期销毁' : '保留期间不会到期销毁',
      body: (why) => ({ isHeld: !shown.isHeld, why }),
    },
  ];
}

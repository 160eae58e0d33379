import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { MemberReportWire } from '#model/report-wire.ts';
import type { ReportOutcome } from '#model/report.ts';
import { api } from '#web/kit/api.ts';
import { dayTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';

const eachMinute = 60_000;
const outcomes: readonly { readonly id: ReportOutcome; readonly label: string }[] = [
  { id: 'handled', label: '已处理' },
  { id: 'fine', label: '没有问题' },
  { id: 'not-found', label: '没有找到' },
];

/** What members have reported; who did is nowhere. */
export function ReportsPage() {
  const [loaded, reload] = useLoaded<{ readonly reports: readonly MemberReportWire[] }>(`${api}/reports`, eachMinute);
  return (
    <>
      <h1>成员反映</h1>
      <p className="muted">
        只有群、大致时间、类别。请到群里看那条消息；反映人受保护，不显示是谁，办结后系统告诉他结果。
      </p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ reports }) =>
          reports.length === 0 ? (
            <Nothing says="没有成员反映" />
          ) : (
            <>
              {reports.map((report) => (
                <Report key={report.id} report={report} onChange={reload} />
              ))}
            </>
          )
        }
      </LoadedView>
    </>
  );
}

function Report({ report, onChange }: { readonly report: MemberReportWire; readonly onChange: () => void }) {
  const { send } = useSeat();
  const [isSending, setIsSending] = useState(false);
  const now = useNow(eachMinute);
  const close = (outcome: ReportOutcome) => {
    setIsSending(true);
    send(`/reports/${encodeURIComponent(report.id)}/close`, { outcome })
      .then(() => toast('已办结，会告诉反映人。'), toastProblem)
      .finally(() => {
        setIsSending(false);
        onChange();
      });
  };
  return (
    <section className="panel case-box" aria-label={`反映 ${report.id}`}>
      <div className="tags">
        <ToneTag tone={report.isWaiting ? 'warn' : 'ok'}>{report.outcomeTitle ?? '待看'}</ToneTag>
        <span>
          <b>{report.groupName}</b> · 约 {dayTime(report.around, now)}
          {report.senderName !== null && ` · ${report.senderName} 发的`}
        </span>
      </div>
      <p>{report.kindTitle}</p>
      <p className="faint">
        {dayTime(report.at, now)} 收到
        {report.cases.map((id) => (
          <span key={id}>
            {' '}
            · 可能是案件 <PlaceLink to={{ page: 'cases', id }}>{id}</PlaceLink>
          </span>
        ))}
      </p>
      {report.isWaiting && (
        <div className="case-buttons">
          {outcomes.map(({ id, label }) => (
            <Button tag="button" key={id} variant="outline" disabled={isSending} onClick={() => close(id)}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

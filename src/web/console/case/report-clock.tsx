import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { CaseWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { saveFile } from '#web/kit/save-file.ts';
import { countdown, fullTime } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useNow } from '#web/kit/use-now.ts';
import { useSeat } from '#web/console/seat.ts';

const day = 86_400_000;

/** Regulation Art. 61: within 24 hours of detection; withdrawn is not closed. */
export function ReportClock({ shown }: { readonly shown: CaseWire }) {
  const now = useNow(1000);
  if (shown.reportBy === null || shown.report !== null || shown.closedAt !== null || shown.state === 'overturned')
    return shown.may.includes('draft-report') ? <DraftReport id={shown.id} /> : null;
  const isLate = shown.reportBy < now;
  const gone = Math.min(100, Math.max(0, 100 - ((shown.reportBy - now) / day) * 100));
  return (
    <section className={isLate ? 'note bad case-clock' : 'note warn case-clock'} aria-label="报告时限">
      <span className="case-figure" role="timer">
        距报告截止
        <b>{countdown(shown.reportBy, now)}</b>
        <span className="meter" aria-hidden="true">
          <span style={{ width: `${gone}%` }} />
        </span>
      </span>
      <span className="case-duty">
        疑似涉及国家秘密的，应在发现后 24 小时内报告（《保守国家秘密法实施条例》第六十一条），截止{' '}
        {fullTime(shown.reportBy)}。撤回不等于办结：请登记已报告，或不属于应报告及理由。
      </span>
      {shown.may.includes('draft-report') && <DraftReport id={shown.id} />}
    </section>
  );
}

/** The record as a Word file, without content; what may not stand on this machine is left blank. The bot sends it nowhere. */
function DraftReport({ id }: { readonly id: string }) {
  const { session } = useSeat();
  const [isSending, setIsSending] = useState(false);
  const draft = () => {
    setIsSending(true);
    saveFile(`${api}/cases/${encodeURIComponent(id)}/report.docx`, { csrf: session.csrf, name: `报告底稿-${id}.docx` })
      .then(() => toast('底稿已下载，不含内容。密级和内容请在涉密计算机上填写。'), toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <Button tag="button" variant="outline" loading={isSending} onClick={draft}>
      下载报告底稿（docx）
    </Button>
  );
}

import { useState } from 'react';
import type { ReportPageWire } from '#model/report-wire.ts';
import { api, tokenOfPage } from '#web/kit/api.ts';
import { Doc, DocRefused, DocSkeleton } from '#web/kit/doc.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { ReportForm } from '#web/report/form.tsx';

const token = tokenOfPage();
const path = `${api}/report/${encodeURIComponent(token)}`;

/** Where a member tells the office of a post: by choice, without writing and without pictures. */
export function ReportPage() {
  return token === 'report' || token === '' ? (
    <DocRefused title="请从机器人给您的链接打开" says="私聊“周知”，发“举报”两个字，就会收到您本人的链接，七天有效。" />
  ) : (
    <Loaded />
  );
}

function Loaded() {
  const [loaded] = useLoaded<ReportPageWire>(path);
  const [says, setSays] = useState<string | null>(null);
  if (loaded.state === 'loading') return <DocSkeleton />;
  if (loaded.state === 'refused') return <DocRefused title="打不开这个页面" says={loaded.says} />;
  const { office, places, kinds } = loaded.answer;
  return (
    <Doc office={office}>
      <h1>反映一条消息</h1>
      <p className="muted report-lead">
        觉得群里一条消息不合适，告诉{office.office}。只选，不用写；不要截图、转发、引用那条消息。只有{office.office}
        看得到，不显示您是谁。
      </p>
      {says !== null ? (
        <section className="panel report-part">
          <p className="note ok" role="status">
            {says}
          </p>
          <button type="button" className="btn" onClick={() => setSays(null)}>
            再反映一条
          </button>
        </section>
      ) : places.length === 0 ? (
        <section className="panel empty">
          系统不知道您在哪些群里。请在那个群里 @周知 发“举报”，我私下给您链接；或直接打电话。
        </section>
      ) : (
        <ReportForm path={path} places={places} kinds={kinds} onSent={setSays} />
      )}
    </Doc>
  );
}

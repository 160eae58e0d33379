import { lazy, Suspense } from 'react';
import type { CaseWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { stateTones, stateWords } from '#web/kit/case-words.ts';
import { countdown, fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { CaseActions } from '#web/console/case-actions.tsx';
import { CaseFacts } from '#web/console/case-facts.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { TeachSection } from '#web/console/owner/teach-section.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLiveCases } from '#web/console/use-live-cases.ts';

/** Cryptography is loaded only where something is sealed. */
const Evidence = lazy(() => import('#web/console/evidence.tsx').then(({ Evidence: view }) => ({ default: view })));

export function CasePage({ id }: { readonly id: string }) {
  const [loaded, reload] = useLoaded<CaseWire>(`${api}/cases/${encodeURIComponent(id)}`);
  useLiveCases(reload);
  return (
    <>
      <p>
        <PlaceLink to={{ page: 'cases' }}>‹ 全部案件</PlaceLink>
      </p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(shown) => (
          <>
            <div className="case-head">
              <h1>
                案件 <span className="mono">{shown.id}</span>
              </h1>
              <span className={`tag ${stateTones[shown.state]}`}>{stateWords[shown.state]}</span>
              {shown.isAppealed && <span className="tag warn">有申诉待答复</span>}
              {shown.isHeld && <span className="tag brand">保留中，暂不销毁</span>}
            </div>
            <ReportClock shown={shown} />
            <div className="case-columns">
              <div>
                <CaseActions shown={shown} onChange={reload} />
                <CaseFacts shown={shown} />
                <TeachSection shown={shown} onChange={reload} />
                {shown.hasEvidence && (
                  <Suspense fallback={<div className="panel case-box">正在读取……</div>}>
                    <Evidence shown={shown} />
                  </Suspense>
                )}
              </div>
              <section className="panel case-box">
                <h2>经过</h2>
                <ol className="timeline">
                  {shown.timeline.map((row) => (
                    <li key={row.number}>
                      <span className="faint">
                        {fullTime(row.at)} · {row.who} · 台账第 {row.number} 行
                      </span>
                      <br />
                      {row.says}
                    </li>
                  ))}
                </ol>
              </section>
            </div>
          </>
        )}
      </LoadedView>
    </>
  );
}

/** Regulation Art. 61: within 24 hours of detection; withdrawn is not closed. */
function ReportClock({ shown }: { readonly shown: CaseWire }) {
  const now = useNow(1000);
  if (shown.reportBy === null || shown.report !== null || shown.closedAt !== null || shown.state === 'overturned')
    return null;
  const isLate = shown.reportBy < now;
  return (
    <p className={isLate ? 'note bad case-clock' : 'note warn case-clock'} role="status">
      <span className="case-figure">
        距报告截止
        <b>{countdown(shown.reportBy, now)}</b>
      </span>
      <span>
        疑似涉及国家秘密的，应在发现后 24 小时内报告（《保守国家秘密法实施条例》第六十一条），截止{' '}
        {fullTime(shown.reportBy)}。 撤回不等于办结：请登记已报告，或不属于应报告及理由。
      </span>
    </p>
  );
}

import { lazy, Suspense } from 'react';
import { Timeline } from 'tdesign-react/es/timeline/index.js';
import type { CaseWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { stateTones, stateWords } from '#web/kit/case-words.ts';
import { fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Chain } from '#web/console/case/chain.tsx';
import { Comments } from '#web/console/case/comments.tsx';
import { Explanation } from '#web/console/case/explanation.tsx';
import { ReportClock } from '#web/console/case/report-clock.tsx';
import { CaseActions } from '#web/console/case-actions.tsx';
import { CaseFacts } from '#web/console/case-facts.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { TeachSection } from '#web/console/owner/teach-section.tsx';
import { entriesOf } from '#web/console/place.ts';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import { useLiveCases } from '#web/console/use-live-cases.ts';
import { Waiting } from '#web/console/waiting.tsx';

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
      {loaded.state !== 'here' && <h1>案件</h1>}
      <LoadedView loaded={loaded} onRetry={reload}>
        {(shown) => (
          <>
            <div className="case-head">
              <h1>
                案件 <span className="mono">{shown.id}</span>
              </h1>
              <ToneTag tone={stateTones[shown.state]}>{stateWords[shown.state]}</ToneTag>
              {shown.isAppealed && <ToneTag tone="warn">有申诉待答复</ToneTag>}
              {shown.isHeld && <ToneTag tone="brand">保留中，暂不销毁</ToneTag>}
            </div>
            <ReportClock shown={shown} />
            <div className="case-columns">
              <div>
                <CaseActions shown={shown} onChange={reload} />
                <Explanation shown={shown} />
                {shown.chain.length > 1 && <Chain shown={shown} />}
                <CaseFacts shown={shown} />
                <TeachSection shown={shown} onChange={reload} />
                {shown.hasEvidence && (
                  <Suspense fallback={<Waiting />}>
                    <Evidence shown={shown} />
                  </Suspense>
                )}
              </div>
              <div>
                <Comments shown={shown} onChange={reload} />
                <section className="panel case-box">
                  <div className="box-head">
                    <h2>经过</h2>
                    <LedgerLink id={shown.id} />
                  </div>
                  <Timeline mode="same">
                    {shown.timeline.map((row) => (
                      <Timeline.Item
                        key={row.number}
                        label={`${fullTime(row.at)} · ${row.who} · 台账第 ${row.number} 行`}
                      >
                        {row.says}
                      </Timeline.Item>
                    ))}
                  </Timeline>
                </section>
              </div>
            </div>
          </>
        )}
      </LoadedView>
    </>
  );
}

/** For those who may read the ledger. */
function LedgerLink({ id }: { readonly id: string }) {
  const { role } = useSeat().session.account;
  if (!entriesOf(role).some(({ page }) => page === 'audit')) return null;
  return <PlaceLink to={{ page: 'audit', query: `case=${encodeURIComponent(id)}` }}>在台账里看</PlaceLink>;
}

import { lazy, Suspense } from 'react';
import type { OverviewWire, RetentionWire } from '#model/console-wire.ts';
import type { HealthWire } from '#model/desk-wire.ts';
import { api } from '#web/kit/api.ts';
import { duration, fullTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Accounts } from '#web/console/accounts.tsx';
import { useSeat } from '#web/console/seat.ts';
import { termWords } from '#web/console/words.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';

/** The unit's form is loaded only for admins. */
const UnitSection = lazy(() =>
  import('#web/console/unit-section.tsx').then(({ UnitSection: view }) => ({ default: view })),
);
const everyTenSeconds = 10_000;

/** What runs, what waits, what is stuck and needs a person. */
export function SystemPage() {
  const { session } = useSeat();
  const [loaded, reload] = useLoaded<OverviewWire>(`${api}/overview`, everyTenSeconds);
  return (
    <>
      <h1>系统</h1>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(overview) => (
          <>
            <Figures overview={overview} />
            <Health />
            <Doors overview={overview} />
            <Stuck overview={overview} />
          </>
        )}
      </LoadedView>
      {session.account.role === 'admin' && (
        <Suspense fallback={<div className="panel case-box">正在读取……</div>}>
          <UnitSection />
        </Suspense>
      )}
      {session.account.role === 'admin' && <Accounts />}
      <Retention />
    </>
  );
}

function Figures({ overview }: { readonly overview: OverviewWire }) {
  const now = useNow(1000);
  const { inbox, groups } = overview;
  const figures: readonly (readonly [title: string, figure: string, isBad: boolean])[] = [
    ['等待检查', `${inbox.waiting} 条`, inbox.waiting > 1000],
    ['检查卡住', `${inbox.stuck} 条`, inbox.stuck > 0],
    ['在管的群', `${groups.active} 个`, false],
    ['看不全的群', `${groups.blind} 个`, groups.blind > 0],
    ['封存公钥', `${overview.evidenceRecipients} 把`, false],
    ['已运行', duration(now - overview.startedAt), false],
  ];
  return (
    <>
      <dl className="figures">
        {figures.map(([title, figure, isBad]) => (
          <div key={title} className={isBad ? 'panel figure bad' : 'panel figure'}>
            <dt>{title}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        版本 {overview.version}，启动于 {fullTime(overview.startedAt)}
        {overview.outbox.nextAt !== null && `，下一件待办 ${fullTime(overview.outbox.nextAt)}`}
      </p>
    </>
  );
}

type Check = HealthWire['checks'][number];

function warningsFirst(a: Check, b: Check): number {
  return Number(b.says !== null) - Number(a.says !== null);
}

/** What whoever keeps the machine must see to. */
function Health() {
  const [loaded, reload] = useLoaded<HealthWire>(`${api}/health`, everyTenSeconds);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ checks }) => (
        <section className="panel case-box">
          <h2>健康</h2>
          <dl className="checks">
            {[...checks].sort(warningsFirst).map(({ title, figure, says }) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{figure}</dd>
                {says && <dd className="check-says">{says}</dd>}
              </div>
            ))}
          </dl>
        </section>
      )}
    </LoadedView>
  );
}

function Doors({ overview }: { readonly overview: OverviewWire }) {
  return (
    <section className="panel case-box">
      <h2>平台</h2>
      <ul className="bare doors">
        {overview.doors.map((door) => (
          <li key={door.platform}>
            <span className={door.says === null ? 'tag ok' : 'tag bad'}>
              {door.says === null ? '正常' : '要人处理'}
            </span>{' '}
            <b>{door.platform}</b> {door.says}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Stuck({ overview }: { readonly overview: OverviewWire }) {
  const { stuck } = overview.outbox;
  return (
    <section className="panel case-box">
      <h2>卡住的事</h2>
      {stuck.length === 0 && <p className="muted">没有。</p>}
      <ul className="plain">
        {stuck.map((deed) => (
          <li key={deed.key}>
            <span className="mono break">{deed.key}</span>：{deed.says}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Retention() {
  const [loaded, reload] = useLoaded<RetentionWire>(`${api}/retention`);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ lines }) => (
        <section className="panel case-box">
          <h2>保存期限</h2>
          <details>
            <summary>看全部 {lines.length} 项</summary>
            <table className="table">
              <thead>
                <tr>
                  {['存什么', '期限', '理由'].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.table}>
                    <td data-label="存什么">{line.keeps}</td>
                    <td data-label="期限" className="nowrap">
                      {termWords(line.days)}
                    </td>
                    <td data-label="理由">{line.why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </section>
      )}
    </LoadedView>
  );
}

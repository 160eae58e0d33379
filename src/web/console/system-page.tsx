import { lazy, Suspense } from 'react';
import type { OverviewWire, RetentionWire } from '#model/console-wire.ts';
import type { HealthWire } from '#model/desk-wire.ts';
import { api } from '#web/kit/api.ts';
import { duration, fullTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { Accounts } from '#web/console/accounts.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Figures } from '#web/console/kit/figures.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { useSeat } from '#web/console/seat.ts';
import { Waiting } from '#web/console/waiting.tsx';
import { termWords } from '#web/console/words.ts';

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
            <Now overview={overview} />
            <Health />
            <Doors overview={overview} />
            <Stuck overview={overview} />
          </>
        )}
      </LoadedView>
      {session.account.role === 'admin' && (
        <Suspense fallback={<Waiting />}>
          <UnitSection />
        </Suspense>
      )}
      {session.account.role === 'admin' && <Accounts />}
      <Retention />
    </>
  );
}

function Now({ overview }: { readonly overview: OverviewWire }) {
  const now = useNow(1000);
  const { inbox, groups } = overview;
  return (
    <>
      <Figures
        label="现在"
        figures={[
          { title: '等待检查', figure: inbox.waiting, unit: '条', isBad: inbox.waiting > 1000 },
          { title: '检查卡住', figure: inbox.stuck, unit: '条', isBad: inbox.stuck > 0 },
          { title: '在管的群', figure: groups.active, unit: '个' },
          { title: '看不全的群', figure: groups.blind, unit: '个', isBad: groups.blind > 0 },
          { title: '封存公钥', figure: overview.evidenceRecipients, unit: '把' },
        ]}
      />
      <p className="faint">
        版本 {overview.version}，启动于 {fullTime(overview.startedAt)}，已运行 {duration(now - overview.startedAt)}
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
          <li key={door.platform} className="tags">
            <ToneTag tone={door.says === null ? 'ok' : 'bad'}>{door.says === null ? '正常' : '要人处理'}</ToneTag>
            <span>
              <b>{door.platform}</b> {door.says}
            </span>
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

type Term = RetentionWire['lines'][number];

const terms: readonly Column<Term>[] = [
  { title: '存什么', cell: ({ keeps }) => keeps },
  { title: '期限', className: 'nowrap', cell: ({ days }) => termWords(days) },
  { title: '理由', cell: ({ why }) => why },
];

function tableOf({ table }: Term): string {
  return table;
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
            <DataTable label="保存期限" rows={lines} rowKey={tableOf} columns={terms} />
          </details>
        </section>
      )}
    </LoadedView>
  );
}

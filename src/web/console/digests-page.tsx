import { useState } from 'react';
import type { Rhythm } from '#model/digest.ts';
import type { DigestListWire, DigestPageWire } from '#model/digest-wire.ts';
import { api } from '#web/kit/api.ts';
import { DigestSections } from '#web/kit/digest-sections.tsx';
import { Field } from '#web/kit/field.tsx';
import { fullTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { DigestExport } from '#web/console/digest-export.tsx';
import { DigestSettingsPanel } from '#web/console/digest-settings.tsx';
import { DigestWorkPanel } from '#web/console/digest-work.tsx';
import { Choice } from '#web/console/kit/choice.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { useSeat } from '#web/console/seat.ts';
import { Segments } from '#web/console/segments.tsx';
import '#web/console/digests.css';

const rhythms: readonly { readonly id: Rhythm; readonly label: string }[] = [
  { id: 'day', label: '日报' },
  { id: 'week', label: '周报' },
  { id: 'month', label: '月报' },
];

/** 合规简报: what was made, the newest first. */
export function DigestsPage() {
  const { session } = useSeat();
  const [loaded, reload] = useLoaded<DigestListWire>(`${api}/digests`);
  return (
    <>
      <h1>合规简报</h1>
      <p className="muted">只有合计数，不含消息内容和人名；导出的文件带水印并记入台账。</p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ digests }) =>
          digests.length === 0 ? (
            <Nothing says="还没有简报" hint="一天、一周、一个月结束后的早上会自动生成。" />
          ) : (
            <Shelf digests={digests} />
          )
        }
      </LoadedView>
      {session.account.role !== 'operator' && <DigestSettingsPanel mayChange={session.account.role === 'admin'} />}
    </>
  );
}

function Shelf({ digests }: DigestListWire) {
  const [rhythm, setRhythm] = useState<Rhythm>(digests[0]?.rhythm ?? 'week');
  const [chosen, setChosen] = useState<string | null>(null);
  const own = digests.filter((digest) => digest.rhythm === rhythm);
  const id = own.find((digest) => digest.id === chosen)?.id ?? own[0]?.id;
  return (
    <>
      <div className="panel digest-bar">
        <Segments label="周期" chosen={rhythm} choices={rhythms} onChoose={setRhythm} />
        {own.length > 0 && (
          <Field label="时期">
            {(control) => (
              <Choice
                {...control}
                value={id ?? ''}
                options={own.map((digest) => [digest.id, digest.title])}
                onChange={setChosen}
              />
            )}
          </Field>
        )}
        {id !== undefined && <DigestExport key={id} id={id} />}
      </div>
      {id === undefined ? <Nothing says="这一种还没有生成过" /> : <Reading key={id} id={id} />}
    </>
  );
}

function Reading({ id }: { readonly id: string }) {
  const [loaded, reload] = useLoaded<DigestPageWire>(`${api}/digests/${encodeURIComponent(id)}`);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {({ digest, work }) => (
        <article aria-label={digest.title}>
          {work && <DigestWorkPanel work={work} />}
          <DigestSections sections={digest.sections} />
          <p className="faint digest-made">生成于 {fullTime(digest.madeAt)}</p>
        </article>
      )}
    </LoadedView>
  );
}

import type { CaseListWire, CaseRowWire } from '#model/console-wire.ts';
import { api } from '#web/kit/api.ts';
import { kindWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useLiveCases } from '#web/console/use-live-cases.ts';

const lastShown = 10;
const eachMinute = 60_000;

/** Its last cases, as the list of cases shows them to this seat. */
export function GroupCases({ id }: { readonly id: string }) {
  const group = encodeURIComponent(id);
  const [loaded, reload] = useLoaded<CaseListWire>(`${api}/cases?group=${group}&limit=${lastShown}`);
  useLiveCases(reload);
  return (
    <section className="panel case-box">
      <div className="box-head">
        <h2>最近的案件</h2>
        <PlaceLink to={{ page: 'cases', query: `desk=all&group=${group}` }}>这个群的全部案件</PlaceLink>
      </div>
      <LoadedView loaded={loaded} onRetry={reload}>
        {({ cases }) =>
          cases.length === 0 ? (
            <p className="muted">没有案件。</p>
          ) : (
            <DataTable label="最近的案件" rows={cases} rowKey={({ id: one }) => one} columns={columns} isWalked />
          )
        }
      </LoadedView>
    </section>
  );
}

const columns: readonly Column<CaseRowWire>[] = [
  {
    title: '编号',
    className: 'nowrap',
    cell: ({ id }) => (
      <PlaceLink className="mono" to={{ page: 'cases', id }}>
        {id}
      </PlaceLink>
    ),
  },
  { title: '发现时间', className: 'nowrap', cell: ({ detectedAt }) => <Since at={detectedAt} /> },
  { title: '类别', cell: ({ categoryTitle, kind }) => categoryTitle || kindWords[kind] },
  { title: '承办', cell: ({ assigneeName }) => assigneeName ?? <span className="faint">未指定</span> },
  { title: '状态', cell: ({ state }) => <ToneTag tone={stateTones[state]}>{stateWords[state]}</ToneTag> },
];

function Since({ at }: { readonly at: number }) {
  return dayTime(at, useNow(eachMinute));
}

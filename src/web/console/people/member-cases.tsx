import type { MemberWire } from '#model/people-wire.ts';
import { kindWords, stateTones, stateWords } from '#web/kit/case-words.ts';
import { dayTime } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';

const eachMinute = 60_000;

/** His cases as the list shows them; of his own nobody is shown any. */
export function MemberCases({ shown }: { readonly shown: MemberWire }) {
  const { cases, open, record } = shown;
  return (
    <section className="panel case-box">
      <div className="box-head">
        <h2>案件</h2>
        {cases !== null && (
          <span className="muted">
            未结 {open ?? 0} 件{record !== null && `，近 90 天计入记录 ${record} 件`}
          </span>
        )}
      </div>
      {cases === null ? (
        <p className="muted">这是您本人：自己的案件不在这里显示，也不能由自己办理。</p>
      ) : cases.length === 0 ? (
        <p className="muted">没有案件。</p>
      ) : (
        <DataTable label="此人的案件" rows={cases} rowKey={idOf} columns={columns} isWalked />
      )}
    </section>
  );
}

type CaseLine = NonNullable<MemberWire['cases']>[number];

const columns: readonly Column<CaseLine>[] = [
  {
    title: '编号',
    className: 'nowrap',
    cell: ({ id }) => (
      <PlaceLink className="mono" to={{ page: 'cases', id }}>
        {id}
      </PlaceLink>
    ),
  },
  { title: '发现时间', className: 'nowrap', cell: (row) => <Since at={row.detectedAt} /> },
  { title: '群', cell: (row) => row.groupName },
  { title: '类别', cell: (row) => row.categoryTitle || kindWords[row.kind] },
  { title: '状态', cell: ({ state }) => <ToneTag tone={stateTones[state]}>{stateWords[state]}</ToneTag> },
];

function Since({ at }: { readonly at: number }) {
  return dayTime(at, useNow(eachMinute));
}

function idOf({ id }: CaseLine): string {
  return id;
}

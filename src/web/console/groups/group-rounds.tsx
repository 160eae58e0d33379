import type { GroupRoundWire } from '#model/group-wire.ts';
import { dayOf } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';

const eachMinute = 60_000;

/** The group's last quiz rounds; below five answers nothing of them is told. */
export function GroupRounds({ rounds }: { readonly rounds: readonly GroupRoundWire[] }) {
  return (
    <section className="panel case-box group-rounds">
      <h2>小题</h2>
      {rounds.length === 0 ? (
        <p className="muted">这个群还没有出过小题。</p>
      ) : (
        <>
          <DataTable label="小题，新的在前" rows={rounds} rowKey={({ id }) => id} columns={columns} />
          <p className="faint">作答不足 5 人的不显示数目；正确率在公布之后显示。</p>
        </>
      )}
    </section>
  );
}

const few = <span className="faint">不足 5 人</span>;

const columns: readonly Column<GroupRoundWire>[] = [
  { title: '出题', className: 'nowrap', cell: ({ openedAt }) => <Day at={openedAt} /> },
  {
    title: '内容',
    cell: ({ title, state }) => (
      <span className="tags">
        {title}
        {state === 'open' && <ToneTag tone="brand">进行中</ToneTag>}
        {state === 'cancelled' && <ToneTag>已取消</ToneTag>}
      </span>
    ),
  },
  { title: '应答', cell: ({ asked }) => asked },
  { title: '作答', cell: ({ answered }) => answered ?? few },
  { title: '正确率', cell: ({ right }) => (right === null ? '—' : `${Math.round(right * 100)}%`) },
];

function Day({ at }: { readonly at: number }) {
  return dayOf(at, useNow(eachMinute));
}

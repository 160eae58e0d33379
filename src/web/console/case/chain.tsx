import type { CaseWire } from '#model/console-wire.ts';
import type { SeenWire } from '#model/desk-wire.ts';
import { stateTones, stateWords } from '#web/kit/case-words.ts';
import { duration, fullTime } from '#web/kit/time.ts';
import { ChainGraph } from '#web/console/case/chain-graph.tsx';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';

/** The same words or files in other groups: who was first, where it went, when. */
export function Chain({ shown }: { readonly shown: CaseWire }) {
  const { chain } = shown;
  const [first] = chain;
  if (!first) return null;
  const groups = new Set(chain.map(({ groupName }) => groupName)).size;
  return (
    <section className="panel case-box">
      <h2>同样内容的流转</h2>
      <p className="muted">
        最早：{fullTime(first.at)}，“{first.groupName}”，{first.senderName ?? '发送人未留'}；共 {chain.length} 次，涉及{' '}
        {groups} 个群。
      </p>
      <ChainGraph chain={chain} here={shown.id} />
      <details>
        <summary>看表格</summary>
        <DataTable label="同样内容的流转" rows={chain} rowKey={keyOf} columns={columnsOf(first)} />
      </details>
    </section>
  );
}

function keyOf(_: SeenWire, at: number): string {
  return String(at);
}

function columnsOf(first: SeenWire): readonly Column<SeenWire>[] {
  return [
    { title: '先后', className: 'nowrap', cell: (_, at) => (at === 0 ? '最早' : `第 ${at + 1}`) },
    {
      title: '时间',
      cell: (seen) => (
        <span>
          {fullTime(seen.at)}
          {seen !== first && <span className="faint">（{duration(seen.at - first.at)}后）</span>}
        </span>
      ),
    },
    { title: '群', cell: (seen) => seen.groupName },
    { title: '发送人', className: 'nowrap', cell: (seen) => seen.senderName ?? '未留' },
    { title: '案件', cell: (seen) => <ItsCase seen={seen} /> },
  ];
}

function ItsCase({ seen }: { readonly seen: SeenWire }) {
  if (seen.case === null || seen.state === null) return '未立案';
  return (
    <span className="tags">
      <PlaceLink className="mono" to={{ page: 'cases', id: seen.case }}>
        {seen.case}
      </PlaceLink>
      <ToneTag tone={stateTones[seen.state]}>{stateWords[seen.state]}</ToneTag>
    </span>
  );
}

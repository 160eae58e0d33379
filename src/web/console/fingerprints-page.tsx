import { useMemo, useState } from 'react';
import type { FingerprintKind, FingerprintRowWire, FingerprintsWire } from '#model/fingerprint-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayOf, dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { AddDocument } from '#web/console/fingerprints/add-document.tsx';
import { RemoveFingerprint } from '#web/console/fingerprints/remove-fingerprint.tsx';
import { TryOut } from '#web/console/fingerprints/try-out.tsx';
import { kindWords } from '#web/console/fingerprints/words.ts';
import { DataTable, type Column } from '#web/console/kit/data-table.tsx';
import { Nothing } from '#web/console/kit/nothing.tsx';
import { SearchInput } from '#web/console/kit/search-input.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { NumberPager } from '#web/console/pager.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import { Segments } from '#web/console/segments.tsx';
import '#web/console/people/people.css';

const kinds = ['registered', 'withdrawn', 'picture'] as const;
const eachMinute = 60_000;

/** What is known again when it is posted anywhere. */
export function FingerprintsPage() {
  const { session } = useSeat();
  const isClerk = session.account.role !== 'auditor';
  const [kind, setKind] = useState<FingerprintKind>('registered');
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(1);
  const query = new URLSearchParams({ kind, page: String(page), ...(sought.trim() && { sought: sought.trim() }) });
  const [loaded, reload] = useLoaded<FingerprintsWire>(`${api}/fingerprints?${query.toString()}`);
  // What stands above the table stays while the next page of it is on its way.
  const [last, setLast] = useState<FingerprintsWire | null>(null);
  if (loaded.state === 'here' && loaded.answer !== last) setLast(loaded.answer);
  const seek = (text: string) => {
    setSought(text);
    setPage(1);
  };
  const choose = (chosen: FingerprintKind) => {
    setKind(chosen);
    setPage(1);
  };
  return (
    <>
      <h1>指纹</h1>
      <p className="muted">
        登记过的内部文件、撤回过的内容再发到任何一个群，都会被认出。只存带密钥的片段摘要，不存文字和图片，也还原不出。涉密文件不得在这里登记。
      </p>
      <div className="filters">
        <Segments
          label="按来源"
          chosen={kind}
          choices={kinds.map((id) => ({ id, label: kindWords[id], count: last?.counts[id] ?? null }))}
          onChoose={choose}
        />
        <div className="choices">
          <SearchInput label="按名称或编号查找" sought={sought} onChange={seek} />
          {isClerk && last && (
            <div className="case-buttons">
              <TryOut />
              <AddDocument list={last} onDone={reload} />
            </div>
          )}
        </div>
      </div>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(list) =>
          list.rows.length === 0 ? (
            <NoFingerprints kind={kind} isNarrowed={sought.trim() !== ''} />
          ) : (
            <>
              <FingerprintTable rows={list.rows} kind={kind} onDone={reload} />
              <NumberPager {...list} unit="个" onGo={setPage} />
            </>
          )
        }
      </LoadedView>
    </>
  );
}

function NoFingerprints({ kind, isNarrowed }: { readonly kind: FingerprintKind; readonly isNarrowed: boolean }) {
  if (isNarrowed) return <Nothing says="没有找到" />;
  return kind === 'registered' ? (
    <Nothing says="还没有登记文件" hint="把不宜外发的内部文件登记一次，以后谁把它（或其中一段）发到群里都会被认出。" />
  ) : (
    <Nothing says="还没有撤回过的内容" hint="消息撤回或案件维持后自动留下，到期自动删除；撤销处置的不再使用。" />
  );
}

function idOf({ id }: FingerprintRowWire): string {
  return id;
}

function FingerprintTable(props: {
  readonly rows: readonly FingerprintRowWire[];
  readonly kind: FingerprintKind;
  readonly onDone: () => void;
}) {
  const { rows, kind, onDone } = props;
  const mayRemove = useSeat().session.account.role === 'admin';
  const columns = useMemo(() => columnsOf(kind, mayRemove ? onDone : null), [kind, mayRemove, onDone]);
  return <DataTable label={kindWords[kind]} rows={rows} rowKey={idOf} columns={columns} />;
}

function columnsOf(kind: FingerprintKind, onRemoved: (() => void) | null): readonly Column<FingerprintRowWire>[] {
  const isRegistered = kind === 'registered';
  const by: Column<FingerprintRowWire> = {
    title: '登记人',
    cell: (row) => row.byName ?? <span className="faint">—</span>,
  };
  return [
    { title: isRegistered ? '名称' : '案件', cell: (row) => <Name row={row} /> },
    { title: '类别', cell: (row) => row.categoryTitle },
    { title: '时间', className: 'nowrap', cell: (row) => <When row={row} /> },
    ...(isRegistered ? [by] : []),
    { title: '期限', className: 'nowrap', cell: (row) => <Until row={row} /> },
    { title: '命中', className: 'nowrap', cell: (row) => <Hits row={row} /> },
    ...(onRemoved ? [removal(onRemoved)] : []),
  ];
}

function removal(onRemoved: () => void): Column<FingerprintRowWire> {
  return { title: '操作', cell: (row) => <RemoveFingerprint row={row} onDone={onRemoved} /> };
}

function When({ row }: { readonly row: FingerprintRowWire }) {
  return dayTime(row.addedAt, useNow(eachMinute));
}

function Until({ row }: { readonly row: FingerprintRowWire }) {
  const now = useNow(eachMinute);
  return row.endsAt === null ? '长期' : `至 ${dayOf(row.endsAt, now)}`;
}

function Name({ row }: { readonly row: FingerprintRowWire }) {
  return (
    <span>
      {row.case === null ? (
        <b>{row.name}</b>
      ) : (
        <PlaceLink className="mono" to={{ page: 'cases', id: row.case }}>
          {row.case}
        </PlaceLink>
      )}{' '}
      {!row.isLive && <ToneTag>未生效</ToneTag>}
      {row.case === null && (
        <>
          <br />
          <span className="faint mono">{row.id}</span>
        </>
      )}
    </span>
  );
}

function Hits({ row }: { readonly row: FingerprintRowWire }) {
  const now = useNow(eachMinute);
  if (row.hits === 0) return <span className="faint">0</span>;
  return (
    <span>
      <b>{row.hits}</b> 件案件
      {row.lastHitAt !== null && <span className="faint">，最近 {dayTime(row.lastHitAt, now)}</span>}
    </span>
  );
}

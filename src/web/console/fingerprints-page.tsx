import { useState } from 'react';
import type { FingerprintKind, FingerprintRowWire, FingerprintsWire } from '#model/fingerprint-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayOf, dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { AddDocument } from '#web/console/fingerprints/add-document.tsx';
import { RemoveFingerprint } from '#web/console/fingerprints/remove-fingerprint.tsx';
import { TryOut } from '#web/console/fingerprints/try-out.tsx';
import { kindWords } from '#web/console/fingerprints/words.ts';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { Pager } from '#web/console/people/pager.tsx';
import { Search } from '#web/console/people/people-filters.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
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
        <Kinds kind={kind} counts={last?.counts} onChange={choose} />
        <div className="choices people-choices">
          <Search sought={sought} label="按名称或编号查找" onChange={seek} />
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
              <Pager {...list} unit="个" onGo={setPage} />
            </>
          )
        }
      </LoadedView>
    </>
  );
}

function Kinds(props: {
  readonly kind: FingerprintKind;
  readonly counts: FingerprintsWire['counts'] | undefined;
  readonly onChange: (kind: FingerprintKind) => void;
}) {
  return (
    <div className="segments" role="group" aria-label="按来源">
      {kinds.map((kind) => (
        <button key={kind} type="button" aria-pressed={props.kind === kind} onClick={() => props.onChange(kind)}>
          {kindWords[kind]} {props.counts?.[kind]}
        </button>
      ))}
    </div>
  );
}

function NoFingerprints({ kind, isNarrowed }: { readonly kind: FingerprintKind; readonly isNarrowed: boolean }) {
  if (isNarrowed) return <div className="panel empty">没有找到。</div>;
  return (
    <div className="panel empty">
      <p>{kind === 'registered' ? '还没有登记文件' : '还没有撤回过的内容'}</p>
      <p className="faint">
        {kind === 'registered'
          ? '把不宜外发的内部文件登记一次，以后谁把它（或其中一段）发到群里都会被认出。'
          : '消息撤回或案件维持后自动留下，到期自动删除；撤销处置的不再使用。'}
      </p>
    </div>
  );
}

function FingerprintTable(props: {
  readonly rows: readonly FingerprintRowWire[];
  readonly kind: FingerprintKind;
  readonly onDone: () => void;
}) {
  const { session } = useSeat();
  const now = useNow(eachMinute);
  const isRegistered = props.kind === 'registered';
  const mayRemove = session.account.role === 'admin';
  const titles = [isRegistered ? '名称' : '案件', '类别', '时间', ...(isRegistered ? ['登记人'] : []), '期限', '命中'];
  return (
    <div className="panel table-wrap">
      <table className="table">
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            {mayRemove && (
              <th scope="col">
                <span className="sr-only">操作</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <td data-label={isRegistered ? '名称' : '案件'}>
                <Name row={row} />
              </td>
              <td data-label="类别">{row.categoryTitle}</td>
              <td data-label="时间" className="nowrap">
                {dayTime(row.addedAt, now)}
              </td>
              {isRegistered && <td data-label="登记人">{row.byName ?? <span className="faint">—</span>}</td>}
              <td data-label="期限" className="nowrap">
                {row.endsAt === null ? '长期' : `至 ${dayOf(row.endsAt, now)}`}
              </td>
              <td data-label="命中" className="nowrap">
                <Hits row={row} now={now} />
              </td>
              {mayRemove && (
                <td>
                  <RemoveFingerprint row={row} onDone={props.onDone} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
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
      {!row.isLive && <span className="tag">未生效</span>}
      {row.case === null && (
        <>
          <br />
          <span className="faint mono">{row.id}</span>
        </>
      )}
    </span>
  );
}

function Hits({ row, now }: { readonly row: FingerprintRowWire; readonly now: number }) {
  if (row.hits === 0) return <span className="faint">0</span>;
  return (
    <span>
      <b>{row.hits}</b> 件案件
      {row.lastHitAt !== null && <span className="faint">，最近 {dayTime(row.lastHitAt, now)}</span>}
    </span>
  );
}

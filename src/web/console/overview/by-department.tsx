import type { ReactNode } from 'react';
import type { TodayWire } from '#model/desk-wire.ts';
import { PlaceLink } from '#web/console/place-link.tsx';

/** As a digest would count them: a department of which fewer than five people are concerned does not stand alone. */
export function ByDepartment({ departments }: { readonly departments: NonNullable<TodayWire['departments']> }) {
  const { cells, rest } = departments;
  const most = Math.max(1, rest ?? 0, ...cells.map(({ number }) => number));
  return (
    <section className="panel case-box">
      <h2>按部门</h2>
      <p className="faint">近 30 天的案件，按发送人所在部门；涉及不足五人的部门合并为“其他部门”，不单独显示</p>
      {cells.length === 0 && (
        <p className="muted quiet-box">{rest ? '涉及的人还不足以分部门显示。' : '这段时间没有案件。'}</p>
      )}
      <ul className="bare shares-list">
        {cells.map(({ name, number }) => (
          <Share key={name} number={number} most={most}>
            <PlaceLink to={{ page: 'cases', query: new URLSearchParams({ desk: 'all', department: name }).toString() }}>
              {name}
            </PlaceLink>
          </Share>
        ))}
        {rest !== null && cells.length > 0 && (
          <Share number={rest} most={most}>
            其他部门
          </Share>
        )}
      </ul>
    </section>
  );
}

function Share(props: { readonly number: number; readonly most: number; readonly children: ReactNode }) {
  return (
    <li>
      <span className="share-name">{props.children}</span>
      <span className="meter" aria-hidden="true">
        <span style={{ width: `${Math.round((props.number / props.most) * 100)}%` }} />
      </span>
      <b>{props.number} 件</b>
    </li>
  );
}

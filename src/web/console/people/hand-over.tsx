import type { MemberWire } from '#model/people-wire.ts';
import { PlaceLink } from '#web/console/place-link.tsx';

/** What somebody else must take over when he goes. */
export function HandOver({ shown }: { readonly shown: MemberWire }) {
  const { owns, assigned, duty, account, isDeparted } = shown;
  const isNothing = owns.length === 0 && assigned === 0 && duty === null;
  return (
    <section className="panel case-box">
      <h2>交接</h2>
      {isNothing && <p className="muted">名下没有要交接的群、案件和值班。</p>}
      {isDeparted && !isNothing && <p className="note warn">此人已不在任何群里，下面这些还在他名下。</p>}
      {owns.length > 0 && (
        <>
          <h3>名下的群</h3>
          <ul className="bare people-seats">
            {owns.map(({ group, name, members }) => (
              <li key={group}>
                <span>{name}</span>
                <span className="faint">{members} 人</span>
              </li>
            ))}
          </ul>
          <p className="faint">群主由本人在平台上转让；转让后这里自动更新，原有设置随群保留，新群主会收到通知。</p>
        </>
      )}
      {assigned > 0 && account && (
        <p>
          承办中的案件{' '}
          <PlaceLink to={{ page: 'cases', query: `assignee=${encodeURIComponent(account.id)}` }}>
            {assigned} 件
          </PlaceLink>
          ，在案件页改派。
        </p>
      )}
      {duty !== null && <p>值班名单：{duty}。在“系统”页的单位设置里换人。</p>}
    </section>
  );
}

import type { CoverageWire } from '#model/desk-wire.ts';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';

/** Each group shows what the bot sees there: what it does not see is no clean group. */
export function Coverage({ coverage }: { readonly coverage: CoverageWire }) {
  const shares = [
    { title: '看得到全部消息', number: coverage.everyPost, tone: 'whole' },
    { title: '只看得到@它的', number: coverage.mentions, tone: 'part' },
    { title: '只能发送', number: coverage.nothing, tone: 'blind' },
  ];
  return (
    <section className="panel case-box">
      <div className="box-head">
        <h2>覆盖</h2>
        <PlaceLink to={{ page: 'groups' }}>全部 {coverage.active} 个群</PlaceLink>
      </div>
      {coverage.active === 0 && <p className="muted quiet-box">还没有群。把机器人加进群后会出现在这里。</p>}
      {coverage.active > 0 && (
        <>
          <div className="shares" aria-hidden="true">
            {shares
              .filter(({ number }) => number > 0)
              .map(({ title, number, tone }) => (
                <span key={title} className={tone} style={{ flexGrow: number }} />
              ))}
          </div>
          <ul className="bare legend">
            {shares.map(({ title, number, tone }) => (
              <li key={title}>
                <span className={`dot ${tone}`} aria-hidden="true" /> {title} <b>{number}</b>
              </li>
            ))}
            <li>
              可以撤回 <b>{coverage.retracts}</b>
            </li>
            {coverage.unintroduced > 0 && (
              <li className="late">
                还没告知成员、尚未检查 <b>{coverage.unintroduced}</b>
              </li>
            )}
          </ul>
        </>
      )}
      {coverage.weak.length > 0 && (
        <>
          <h3>看不全的群</h3>
          <ul className="bare queue">
            {coverage.weak.map((group) => (
              <li key={group.group}>
                <PlaceLink className="queue-what" to={{ page: 'groups', id: group.group }}>
                  {group.name}
                </PlaceLink>
                <span className="faint nowrap">{group.members} 人</span>
                <ToneTag tone="warn">{group.sees === 'mentions' ? '只看得到@它的' : '只能发送'}</ToneTag>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

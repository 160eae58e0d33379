import type { GroupPageWire } from '#model/group-wire.ts';
import { Facts } from '#web/console/kit/facts.tsx';

/** What is in force: chosen by the owner, and below it the floor nobody can lower. */
export function GroupSettings({ shown: { settings } }: { readonly shown: GroupPageWire }) {
  if (settings === null) return null;
  return (
    <div>
      <section className="panel case-box">
        <div className="box-head">
          <h2>现行设置</h2>
          <span className="muted">{settings.version === 0 ? '群主没有改过，按模板' : `第 ${settings.version} 版`}</span>
        </div>
        <Facts facts={settings.facts.map(({ title, says }) => [title, says])} />
        <p className="faint">到期的话题和例外已经不算，没有列出。</p>
      </section>
      <section className="panel case-box">
        <h2>单位的底线</h2>
        <p className="muted">下面这些任何设置都不能放开：</p>
        <ul className="plain group-means">
          {settings.floor.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

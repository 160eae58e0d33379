import type { GroupPageWire } from '#model/group-wire.ts';
import { GroupDeeds } from '#web/console/group-deeds.tsx';
import { needAdvice, needTones, needWords } from '#web/console/groups/words.ts';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { RegisterDeed } from '#web/console/owner/register-deed.tsx';

/** What needs somebody, and the deed beside it. */
export function GroupNeeds(props: {
  readonly shown: GroupPageWire;
  readonly onChange: (changed: GroupPageWire) => void;
}) {
  const { group, isOwn } = props.shown;
  if (group.state !== 'active') return null;
  const isUnanswered = group.introducedAt !== null && group.answeredAt === null && group.mode === 'marks-live';
  return (
    <section className="panel case-box group-needs" aria-label="待处理">
      {group.needs.length === 0 && !isUnanswered && <p className="muted">没有要处理的事。</p>}
      {(group.needs.length > 0 || isUnanswered) && (
        <ul className="bare">
          {group.needs.map((need) => (
            <li key={need}>
              <ToneTag tone={needTones[need]}>{needWords[need]}</ToneTag>
              <span>{needAdvice[need]}</span>
            </li>
          ))}
          {isUnanswered && (
            <li>
              <ToneTag tone="warn">群主还没有选模板</ToneTag>
              <span>现在按单位的默认模板试运行。群主迟迟不答复的，可以转为全部生效。</span>
            </li>
          )}
        </ul>
      )}
      <div className="deeds">
        <GroupDeeds group={group} onChange={props.onChange} />
        <RegisterDeed group={group} onChange={props.onChange} />
        {isOwn && (
          <span className="muted">
            您是这个群的群主，设置在<a href="/owner">群主页</a>改。
          </span>
        )}
      </div>
    </section>
  );
}

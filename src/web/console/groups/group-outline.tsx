import type { GroupPageWire, GroupWire } from '#model/group-wire.ts';
import { dayOf } from '#web/kit/time.ts';
import { useNow } from '#web/kit/use-now.ts';
import { GroupRounds } from '#web/console/groups/group-rounds.tsx';
import { CoverageTag } from '#web/console/groups/group-tags.tsx';
import { GroupWeeks } from '#web/console/groups/group-weeks.tsx';
import { stateWords } from '#web/console/groups/words.ts';
import { Facts, type Fact } from '#web/console/kit/facts.tsx';
import { PlaceLink } from '#web/console/place-link.tsx';
import { useSeat } from '#web/console/seat.ts';
import { modeWords } from '#web/console/words.ts';

const eachMinute = 60_000;

/** What the register says of it, what the bot's place there means, and how it went. */
export function GroupOutline({ shown }: { readonly shown: GroupPageWire }) {
  const { group, means, weeks, rounds } = shown;
  const now = useNow(eachMinute);
  return (
    <div className="case-columns">
      <div>
        <GroupWeeks weeks={weeks} />
        <GroupRounds rounds={rounds} />
      </div>
      <div>
        <section className="panel case-box">
          <h2>登记</h2>
          <Facts facts={[['群主', <Owner key="owner" group={group} />], ...registered(group, now)]} />
        </section>
        <section className="panel case-box">
          <h2>覆盖</h2>
          <CoverageTag group={group} />
          <ul className="plain group-means">
            {means.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function registered(group: GroupWire, now: number): readonly Fact[] {
  const { members, outsiders, isInternal, purpose, joinedAt, endsAt, introducedAt, answeredAt } = group;
  return [
    ['成员', outsiders > 0 ? `${members} 人，其中外部 ${outsiders} 人` : `${members} 人`],
    ['外部人员', isInternal ? '不应有' : '可以有'],
    ['目的', purpose || '没有填'],
    ['起止', `${dayOf(joinedAt, now)} 起，${endsAt === null ? '长期' : `到 ${dayOf(endsAt - 1, now)}`}`],
    ['模板', group.templateTitle],
    ['运行', group.state === 'active' ? modeWords[group.mode] : stateWords[group.state]],
    ['告知成员', introducedAt === null ? '尚未告知' : `${dayOf(introducedAt, now)}，从那时起检查`],
    ['群主选择', answeredAt === null ? '还没有' : dayOf(answeredAt, now)],
  ];
}

/** His page is for those who may open it. */
function Owner({ group: { owner, ownerName } }: { readonly group: GroupWire }) {
  const { session } = useSeat();
  if (owner === null || ownerName === null) return <span className="late">没有群主</span>;
  if (session.account.role === 'operator') return ownerName;
  return <PlaceLink to={{ page: 'people', id: owner }}>{ownerName}</PlaceLink>;
}

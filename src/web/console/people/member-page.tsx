import { useState } from 'react';
import type { MemberWire } from '#model/people-wire.ts';
import { api } from '#web/kit/api.ts';
import { Avatar } from '#web/kit/avatar.tsx';
import { dayOf, dayTime } from '#web/kit/time.ts';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { Notice } from '#web/console/kit/notice.tsx';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { AccountBox } from '#web/console/people/account-box.tsx';
import { HandOver } from '#web/console/people/hand-over.tsx';
import { HeldBox } from '#web/console/people/held-box.tsx';
import { MemberCases } from '#web/console/people/member-cases.tsx';
import { MemberTags, QuizWords } from '#web/console/people/member-tags.tsx';
import { groupRoleWords } from '#web/console/people/words.ts';
import { PlaceLink } from '#web/console/place-link.tsx';

const eachMinute = 60_000;

/** One person; what a deed answers is shown without a second look. */
export function MemberPage({ person }: { readonly person: string }) {
  const [loaded, reload] = useLoaded<MemberWire>(`${api}/members/${encodeURIComponent(person)}`);
  const [changed, setChanged] = useState<MemberWire | null>(null);
  return (
    <>
      <p>
        <PlaceLink to={{ page: 'people' }}>‹ 全部人员</PlaceLink>
      </p>
      <LoadedView loaded={loaded} onRetry={reload}>
        {(answer) => <Member shown={changed ?? answer} onChange={setChanged} />}
      </LoadedView>
    </>
  );
}

function Member({ shown, onChange }: { readonly shown: MemberWire; readonly onChange: (changed: MemberWire) => void }) {
  const now = useNow(eachMinute);
  return (
    <>
      <div className="case-head">
        <Avatar id={shown.person} name={shown.name} />
        <h1>{shown.name || '（未知姓名）'}</h1>
        <MemberTags row={shown} />
        <span className="muted">
          {shown.departments.join('、') || '部门未知'} · 最近出现 {dayTime(shown.seenAt, now)}
        </span>
      </div>
      {shown.isHead && <Notice tone="info">单位负责人：他的案件须两人办理。</Notice>}
      <div className="case-columns">
        <div>
          <Seats shown={shown} now={now} />
          <MemberCases shown={shown} />
        </div>
        <div>
          <AccountBox shown={shown} onChange={onChange} />
          <HandOver shown={shown} onChange={onChange} />
          <section className="panel case-box">
            <h2>小题</h2>
            <div className="tags">
              {shown.quiz.year} 年：
              <QuizWords quiz={shown.quiz} excuses={shown.excuses} />
            </div>
            <p className="faint">只作学时备查，不排名、不公布。</p>
          </section>
          <HeldBox shown={shown} />
        </div>
      </div>
    </>
  );
}

function Seats({ shown, now }: { readonly shown: MemberWire; readonly now: number }) {
  return (
    <section className="panel case-box">
      <h2>群</h2>
      {shown.seats.length === 0 ? (
        <p className="muted">不在已知的群名单里。</p>
      ) : (
        <ul className="bare rows">
          {shown.seats.map(({ group, groupName, role, since, leftAt }) => (
            <li key={group}>
              <span className="tags">
                <PlaceLink to={{ page: 'groups', id: group }}>{groupName}</PlaceLink>{' '}
                <ToneTag tone={role === 'outsider' ? 'bad' : ''}>{groupRoleWords[role]}</ToneTag>
              </span>
              <span className="faint">
                {since > 0 ? `${dayOf(since, now)} 起` : '早先已在'}
                {leftAt !== null && `，${dayOf(leftAt, now)} 离开`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

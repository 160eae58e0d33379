import { useState } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { GroupsWire } from '#model/console-wire.ts';
import type { QuizPeopleWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { dayOf } from '#web/kit/time.ts';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded } from '#web/kit/use-loaded.ts';
import { useNow } from '#web/kit/use-now.ts';
import { ToneTag } from '#web/console/kit/tone-tag.tsx';
import { LoadedView } from '#web/console/loaded-view.tsx';
import { QuizExcuseForm } from '#web/console/quiz-excuse-form.tsx';
import { useSeat } from '#web/console/seat.ts';

/** Who is not asked, and why he is not counted among those who should answer. */
export function QuizPeople() {
  const [loaded, reload] = useLoaded<QuizPeopleWire>(`${api}/quiz/people`);
  const [groups] = useLoaded<GroupsWire>(`${api}/groups`);
  return (
    <LoadedView loaded={loaded} onRetry={reload}>
      {(wire) => (
        <>
          <QuizExcuseForm groups={groups} onChange={reload} />
          <Excuses excuses={wire.excuses} onChange={reload} />
          <Newcomers newcomers={wire.newcomers} />
        </>
      )}
    </LoadedView>
  );
}

function Excuses(props: { readonly excuses: QuizPeopleWire['excuses']; readonly onChange: () => void }) {
  const now = useNow(60_000);
  const { send } = useSeat();
  const [isSending, setIsSending] = useState(false);
  const pardon = ({ person, why, name }: QuizPeopleWire['excuses'][number]) => {
    setIsSending(true);
    send('/quiz/people/pardon', { person, why })
      .then(() => toast(`已恢复向${name}发小题。`), toastProblem)
      .finally(() => {
        setIsSending(false);
        props.onChange();
      });
  };
  return (
    <section className="panel quiz-section">
      <h2>现在不发小题的人</h2>
      <p className="faint">不记原因，不影响别的；不计入应答人数，也不单独发同类小题。</p>
      {props.excuses.length === 0 && <p className="muted">没有。</p>}
      <ul className="bare rows">
        {props.excuses.map((each) => (
          <li key={`${each.person} ${each.why}`}>
            <span>
              <b>{each.name}</b>　<span className="faint">{each.groups.join('、')}</span>
            </span>
            <span className="tags">
              <ToneTag>
                {each.why === 'leave' && each.until !== null ? `请假，到 ${dayOf(each.until - 1, now)}` : '不参加'}
              </ToneTag>
              <Button tag="button" variant="outline" size="small" disabled={isSending} onClick={() => pardon(each)}>
                恢复
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Newcomers({ newcomers }: { readonly newcomers: QuizPeopleWire['newcomers'] }) {
  const now = useNow(60_000);
  return (
    <section className="panel quiz-section">
      <h2>入群第一周的新成员</h2>
      <p className="faint">第一周不出题，满一周后自动开始，不用办理。</p>
      {newcomers.length === 0 && <p className="muted">没有。</p>}
      <ul className="bare rows">
        {newcomers.map((each) => (
          <li key={`${each.person} ${each.groupName}`}>
            <span>
              <b>{each.name}</b>　<span className="faint">{each.groupName}</span>
            </span>
            <ToneTag>{dayOf(each.until, now)}起</ToneTag>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useState, type FormEvent } from 'react';
import type { GroupsWire } from '#model/console-wire.ts';
import type { QuizExcuseWire, QuizGroupPeopleWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded, type Loaded } from '#web/kit/use-loaded.ts';
import { useSeat } from '#web/console/seat.ts';

/** First the group, then whom of it: a unit has too many people for one list. */
export function QuizExcuseForm(props: { readonly groups: Loaded<GroupsWire>; readonly onChange: () => void }) {
  const { groups } = props;
  const [group, setGroup] = useState('');
  return (
    <section className="panel quiz-section">
      <h2>不向某人发小题</h2>
      <Field label="所在的群">
        {(control) => (
          <select {...control} className="input" value={group} onChange={(event) => setGroup(event.target.value)}>
            <option value="">请选择</option>
            {groups.state === 'here' &&
              groups.answer.groups.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
          </select>
        )}
      </Field>
      {group !== '' && <Whom key={group} group={group} onChange={props.onChange} />}
    </section>
  );
}

function Whom({ group, onChange }: { readonly group: string; readonly onChange: () => void }) {
  const { send } = useSeat();
  const [loaded] = useLoaded<QuizGroupPeopleWire>(`${api}/quiz/groups/${encodeURIComponent(group)}/people`);
  const [person, setPerson] = useState('');
  const [why, setWhy] = useState<QuizExcuseWire['why']>('leave');
  const [until, setUntil] = useState('');
  const [isSending, setIsSending] = useState(false);
  if (loaded.state === 'loading') return <p className="muted">正在读取成员…</p>;
  if (loaded.state === 'refused') return <p className="note bad">{loaded.says}</p>;
  const { people } = loaded.answer;
  if (people.length === 0) return <p className="muted">还不知道这个群有谁：出过第一题，或有人作答以后才知道。</p>;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const excuse: QuizExcuseWire = { person, why, until: why === 'leave' ? until : null };
    setIsSending(true);
    send('/quiz/people/excuse', excuse)
      .then(() => {
        toast('已登记。');
        setPerson('');
      }, toastProblem)
      .finally(() => {
        setIsSending(false);
        onChange();
      });
  };
  return (
    <form onSubmit={save}>
      <div className="thirds">
        <Field label="姓名">
          {(control) => (
            <select {...control} className="input" value={person} onChange={(event) => setPerson(event.target.value)}>
              <option value="">请选择</option>
              {people.map((each) => (
                <option key={each.person} value={each.person}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="怎样">
          {(control) => (
            <select
              {...control}
              className="input"
              value={why}
              onChange={(event) => setWhy(event.target.value === 'leave' ? 'leave' : 'opted-out')}
            >
              <option value="leave">请假，到某日恢复</option>
              <option value="opted-out">不参加，直到恢复</option>
            </select>
          )}
        </Field>
        {why === 'leave' && (
          <Field label="请假到（含当日）">
            {(control) => (
              <input
                {...control}
                className="input"
                type="date"
                value={until}
                onChange={(event) => setUntil(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <div className="row-end">
        <button
          type="submit"
          className="btn primary"
          disabled={isSending || person === '' || (why === 'leave' && until === '')}
        >
          登记
        </button>
      </div>
    </form>
  );
}

import { useState, type FormEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { GroupsWire } from '#model/console-wire.ts';
import type { QuizExcuseWire, QuizGroupPeopleWire } from '#model/quiz-wire.ts';
import { api } from '#web/kit/api.ts';
import { Field } from '#web/kit/field.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useLoaded, type Loaded } from '#web/kit/use-loaded.ts';
import { Choice } from '#web/console/kit/choice.tsx';
import { DateInput } from '#web/console/kit/date-input.tsx';
import { Notice } from '#web/console/kit/notice.tsx';
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
          <Choice
            {...control}
            value={group}
            placeholder="请选择"
            options={groups.state === 'here' ? groups.answer.groups.map(({ id, name }) => [id, name]) : []}
            onChange={setGroup}
          />
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
  if (loaded.state === 'refused') return <Notice tone="bad">{loaded.says}</Notice>;
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
            <Choice
              {...control}
              value={person}
              placeholder="请选择"
              options={people.map((each) => [each.person, each.name])}
              onChange={setPerson}
            />
          )}
        </Field>
        <Field label="怎样">
          {(control) => (
            <Choice
              {...control}
              value={why}
              options={[
                ['leave', '请假，到某日恢复'],
                ['opted-out', '不参加，直到恢复'],
              ]}
              onChange={(value) => setWhy(value === 'leave' ? 'leave' : 'opted-out')}
            />
          )}
        </Field>
        {why === 'leave' && (
          <Field label="请假到（含当日）">
            {(control) => <DateInput {...control} value={until} onChange={setUntil} />}
          </Field>
        )}
      </div>
      <div className="row-end">
        <Button
          tag="button"
          type="submit"
          theme="primary"
          disabled={isSending || person === '' || (why === 'leave' && until === '')}
        >
          登记
        </Button>
      </div>
    </form>
  );
}

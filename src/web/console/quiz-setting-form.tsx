import { useState, type FormEvent } from 'react';
import type { QuizRoundsWire } from '#model/quiz-wire.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { Field } from '#web/kit/field.tsx';
import { Switch } from '#web/kit/switch.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { useSeat } from '#web/console/seat.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** When a group is asked: days, hour, how long, and whether it works on rest days. */
export function QuizSettingForm(props: {
  readonly line: QuizRoundsWire['groups'][number];
  readonly onClose: () => void;
  readonly onChange: () => void;
}) {
  const { line, onClose, onChange } = props;
  const { group, ...before } = line.setting;
  const { send } = useSeat();
  const [draft, setDraft] = useState(before);
  const [isSending, setIsSending] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsSending(true);
    send(`/quiz/groups/${encodeURIComponent(group)}/setting`, draft)
      .then(() => {
        toast(`${line.name}：已保存，从下一期起。`);
        onClose();
        onChange();
      }, toastProblem)
      .finally(() => setIsSending(false));
  };
  const toggle = (day: number) =>
    setDraft({
      ...draft,
      weekdays: weekdays.map((_, at) => at + 1).filter((each) => (each === day) !== draft.weekdays.includes(each)),
    });
  return (
    <Dialog title={`小题安排：${line.name}`} onClose={onClose}>
      <form className="quiz-setting" onSubmit={save}>
        <Switch label="本群出小题" isOn={draft.isOn} onChange={(isOn) => setDraft({ ...draft, isOn })} />
        <fieldset className="quiz-days" disabled={!draft.isOn}>
          <legend>哪几天</legend>
          {weekdays.map((name, at) => (
            <label key={name} className="quiz-day">
              <input type="checkbox" checked={draft.weekdays.includes(at + 1)} onChange={() => toggle(at + 1)} />周
              {name}
            </label>
          ))}
        </fieldset>
        <div className="halves">
          <Field label="几点" hint="在办公时间内；群主定了时段的，以群主的为准。">
            {(control) => (
              <input
                {...control}
                className="input"
                type="time"
                required
                disabled={!draft.isOn}
                value={draft.at}
                onChange={(event) => setDraft({ ...draft, at: event.target.value })}
              />
            )}
          </Field>
          <Field label="开放几个工作日">
            {(control) => (
              <input
                {...control}
                className="input"
                type="number"
                min={1}
                max={10}
                required
                disabled={!draft.isOn}
                value={draft.openDays}
                onChange={(event) => setDraft({ ...draft, openDays: event.target.valueAsNumber || 1 })}
              />
            )}
          </Field>
        </div>
        <Switch
          label="休息日照常（值班单位用；不选则顺延到下一个工作日）"
          isOn={draft.onRestDays}
          disabled={!draft.isOn}
          onChange={(onRestDays) => setDraft({ ...draft, onRestDays })}
        />
        <div className="row-end">
          <button type="button" className="btn" onClick={onClose}>
            返回
          </button>
          <button type="submit" className="btn primary" disabled={isSending || draft.weekdays.length === 0}>
            保存
          </button>
        </div>
      </form>
    </Dialog>
  );
}

import { useState, type FormEvent } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import type { QuizRoundsWire } from '#model/quiz-wire.ts';
import { Field } from '#web/kit/field.tsx';
import { toast, toastProblem } from '#web/kit/toast.tsx';
import { Modal } from '#web/console/kit/modal.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';
import { Tick } from '#web/console/kit/tick.tsx';
import { Toggle } from '#web/console/kit/toggle.tsx';
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
    <Modal title={`小题安排：${line.name}`} onClose={onClose}>
      <form className="quiz-setting" onSubmit={save}>
        <Toggle label="本群出小题" isOn={draft.isOn} onChange={(isOn) => setDraft({ ...draft, isOn })} />
        <fieldset className="quiz-days" disabled={!draft.isOn}>
          <legend>哪几天</legend>
          {weekdays.map((name, at) => (
            <Tick
              key={name}
              label={`周${name}`}
              isOn={draft.weekdays.includes(at + 1)}
              disabled={!draft.isOn}
              onChange={() => toggle(at + 1)}
            />
          ))}
        </fieldset>
        <div className="halves">
          <Field label="几点" hint="在办公时间内；群主定了时段的，以群主的为准。">
            {(control) => (
              // The browser's own field, as for days: the kit's cells take no focus.
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
              <TextInput
                {...control}
                type="number"
                min={1}
                max={10}
                required
                disabled={!draft.isOn}
                value={String(draft.openDays)}
                onChange={(days) => setDraft({ ...draft, openDays: Number(days) || 1 })}
              />
            )}
          </Field>
        </div>
        <Toggle
          label="休息日照常（值班单位用；不选则顺延到下一个工作日）"
          isOn={draft.onRestDays}
          disabled={!draft.isOn}
          onChange={(onRestDays) => setDraft({ ...draft, onRestDays })}
        />
        <div className="row-end">
          <Button tag="button" variant="outline" onClick={onClose}>
            返回
          </Button>
          <Button tag="button" type="submit" theme="primary" disabled={isSending || draft.weekdays.length === 0}>
            保存
          </Button>
        </div>
      </form>
    </Modal>
  );
}

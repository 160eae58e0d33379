import { useState, type FormEvent } from 'react';
import type { ReportFormWire, ReportPageWire } from '#model/report-wire.ts';
import type { ReportKind } from '#model/report.ts';
import { Field } from '#web/kit/field.tsx';
import { call } from '#web/kit/http.ts';
import { toastProblem } from '#web/kit/toast.tsx';
import { times, whenOf, type When } from '#web/report/when.ts';

/** Choices only: no field takes words or pictures. */
export function ReportForm(props: {
  readonly path: string;
  readonly places: ReportPageWire['places'];
  readonly kinds: ReportPageWire['kinds'];
  readonly onSent: (says: string) => void;
}) {
  const [group, setGroup] = useState(props.places[0]?.group ?? '');
  const [when, setWhen] = useState<When['id']>('now');
  const [chosen, setChosen] = useState('');
  const [sender, setSender] = useState('');
  const [kind, setKind] = useState<ReportKind | null>(null);
  const [isSending, setIsSending] = useState(false);
  const place = props.places.find((one) => one.group === group);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const around = whenOf(when, chosen, Date.now());
    if (kind === null || around === null) return;
    const body: ReportFormWire = { group, around, sender: sender === '' ? null : sender, kind };
    setIsSending(true);
    call<{ readonly says: string }>(props.path, { body })
      .then(({ says }) => props.onSent(says), toastProblem)
      .finally(() => setIsSending(false));
  };
  return (
    <form className="panel report-part" onSubmit={send}>
      <Field label="哪个群">
        {(control) => (
          <select
            {...control}
            className="input"
            value={group}
            onChange={(event) => {
              setGroup(event.target.value);
              setSender('');
            }}
          >
            {props.places.map((one) => (
              <option key={one.group} value={one.group}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="radios">
        <legend className="report-legend">大约什么时候</legend>
        {times.map(({ id, title }) => (
          <label key={id} className="radio">
            <input type="radio" name="when" checked={when === id} onChange={() => setWhen(id)} />
            {title}
          </label>
        ))}
      </fieldset>
      {when === 'chosen' && (
        <Field label="时间" hint="大约就行，只记到十分钟；最近两周内">
          {(control) => (
            <input
              {...control}
              className="input"
              type="datetime-local"
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="谁发的（可不选）">
        {(control) => (
          <select {...control} className="input" value={sender} onChange={(event) => setSender(event.target.value)}>
            <option value="">不清楚，或不想说</option>
            {place?.people.map(({ person, name }) => (
              <option key={person} value={person}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="radios">
        <legend className="report-legend">是哪一类</legend>
        {props.kinds.map(({ id, title }) => (
          <label key={id} className="radio">
            <input type="radio" name="kind" checked={kind === id} onChange={() => setKind(id)} />
            {title}
          </label>
        ))}
      </fieldset>
      <button
        type="submit"
        className="btn primary big"
        disabled={isSending || kind === null || (when === 'chosen' && chosen === '')}
      >
        告诉保密办
      </button>
      <p className="faint">有人打听、收买，也可以直接打国家安全机关电话 12339。</p>
    </form>
  );
}

import { Switch } from '#web/kit/switch.tsx';
import { clockWords, toggled, type PartProps } from '#web/owner/draft.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];
const halves = Array.from({ length: 49 }, (_, at) => at / 2);
const officeHours = { days: [1, 2, 3, 4, 5], from: 7.5, to: 21 };

/** When posts are welcome, and when the group's quiz may come. */
export function HoursPart({ draft, onChange }: PartProps) {
  const { hours, quizHours } = draft;
  return (
    <section className="panel owner-part">
      <h2>时间</h2>
      <Switch
        label="只在规定时间发消息"
        isOn={hours !== null}
        onChange={(isOn) => onChange({ hours: isOn ? officeHours : null })}
      />
      {hours !== null && (
        <>
          <fieldset className="owner-days">
            <legend className="owner-legend">哪几天</legend>
            {weekdays.map((name, at) => (
              <label key={name} className="owner-day">
                <input
                  type="checkbox"
                  checked={hours.days.includes(at + 1)}
                  onChange={() => {
                    const chosen = toggled(hours.days, at + 1);
                    const days = weekdays.map((_, index) => index + 1).filter((day) => chosen.includes(day));
                    if (days.length > 0) onChange({ hours: { ...hours, days } });
                  }}
                />
                周{name}
              </label>
            ))}
          </fieldset>
          <Span
            title="发消息"
            from={hours.from}
            to={hours.to}
            onSpan={(from, to) => onChange({ hours: { ...hours, from, to } })}
          />
          <p className="faint">其余时间发的，私下提醒本人等一等或打电话；紧急的事照样可以发。</p>
        </>
      )}
      <Switch
        label="自己定小题的时间"
        isOn={quizHours !== null}
        onChange={(isOn) => onChange({ quizHours: isOn ? [9, 17] : null })}
      />
      {quizHours !== null && (
        <Span
          title="小题"
          from={quizHours[0]}
          to={quizHours[1]}
          onSpan={(from, to) => onChange({ quizHours: [from, to] })}
        />
      )}
      {quizHours !== null && <p className="faint">只在单位的办公时间和工作日之内出题；超出的部分不起作用。</p>}
    </section>
  );
}

function Span(props: {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly onSpan: (from: number, to: number) => void;
}) {
  const { title, from, to, onSpan } = props;
  const ends = [
    { label: '从', value: from, options: halves.filter((hour) => hour < to), take: (hour: number) => onSpan(hour, to) },
    {
      label: '到',
      value: to,
      options: halves.filter((hour) => hour > from),
      take: (hour: number) => onSpan(from, hour),
    },
  ];
  return (
    <div className="owner-span">
      {ends.map(({ label, value, options, take }) => (
        <label key={label} className="field">
          <span className="label">
            {title}
            {label}
          </span>
          <select className="input" value={value} onChange={(event) => take(Number(event.target.value))}>
            {options.map((hour) => (
              <option key={hour} value={hour}>
                {clockWords(hour)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

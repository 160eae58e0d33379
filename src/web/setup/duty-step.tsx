import type { Contact, Unit } from '#model/unit.ts';
import { Field } from '#web/kit/field.tsx';
import type { StepProps } from '#web/setup/step-props.ts';

const duties = ['值班员', '第二联系人', '分管领导'] as const;
const halfHours = Array.from({ length: 49 }, (_, at) => at / 2);

export function DutyStep({ draft, offer, wrongs, onChange }: StepProps) {
  const { unit } = draft;
  const change = (changed: Partial<Unit>) => onChange({ ...draft, unit: { ...unit, ...changed } });
  return (
    <>
      <Roster people={offer.people} roster={unit.roster} onChange={(roster) => change({ roster })} />
      <fieldset className="radios">
        <legend>
          <b>新群默认用哪个模板</b>
        </legend>
        {offer.templates.map((template) => (
          <label key={template.id} className="radio">
            <input
              type="radio"
              name="template"
              checked={unit.template === template.id}
              onChange={() => change({ template: template.id })}
            />
            <span>
              {template.title}
              <br />
              <span className="faint">{template.describes}</span>
            </span>
          </label>
        ))}
        {wrongs['unit.template'] && <span className="wrong">{wrongs['unit.template']}</span>}
      </fieldset>
      <fieldset className="radios">
        <legend>
          <b>一般违规的内容要不要封存备查</b>
        </legend>
        <label className="radio">
          <input
            type="radio"
            name="evidence"
            checked={unit.evidence === 'sealed'}
            onChange={() => change({ evidence: 'sealed' })}
          />
          <span>
            封存，只有复核员的密钥能打开，办结 30 天后销毁
            <br />
            <span className="faint">疑似国家秘密的内容任何时候都不保存</span>
          </span>
        </label>
        <label className="radio">
          <input
            type="radio"
            name="evidence"
            checked={unit.evidence === 'none'}
            onChange={() => change({ evidence: 'none' })}
          />
          <span>什么都不保存，只留记录</span>
        </label>
      </fieldset>
      <Hours
        hours={unit.officeHours}
        wrong={wrongs['unit.officeHours']}
        onChange={(officeHours) => change({ officeHours })}
      />
    </>
  );
}

function Roster(props: {
  readonly people: StepProps['offer']['people'];
  readonly roster: Unit['roster'];
  readonly onChange: (roster: readonly Contact[]) => void;
}) {
  const { people, roster } = props;
  if (people.length === 0)
    return <p className="note">机器人还不认识任何成员，值班名单暂时不能选；在此之前请靠值班电话。</p>;
  const pick = (at: number, person: string) => {
    const chosen = duties.map((title, each) =>
      each === at ? { person, title } : (roster[each] ?? { person: '', title }),
    );
    props.onChange(chosen.filter((contact) => contact.person));
  };
  return (
    <>
      <p>
        <b>疑似涉密时找谁</b>
        <br />
        <span className="faint">30 分钟没人接手，就找下一位，不分昼夜。</span>
      </p>
      {duties.map((title, at) => (
        <Field key={title} label={`${at + 1}. ${title}`}>
          {(control) => (
            <select
              {...control}
              className="input"
              disabled={at > roster.length}
              value={roster[at]?.person ?? ''}
              onChange={(event) => pick(at, event.target.value)}
            >
              <option value="">暂不指定</option>
              {people.map((each) => (
                <option key={each.person} value={each.person}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
    </>
  );
}

function Hours(props: {
  readonly hours: Unit['officeHours'];
  readonly wrong: string | undefined;
  readonly onChange: (hours: Unit['officeHours']) => void;
}) {
  const [from, to] = props.hours;
  return (
    <div className="setup-two">
      <Field label="工作时间，从" hint="不急的提醒只在工作时间发" wrong={props.wrong}>
        {(control) => <HourSelect control={control} hour={from} onChange={(hour) => props.onChange([hour, to])} />}
      </Field>
      <Field label="到">
        {(control) => <HourSelect control={control} hour={to} onChange={(hour) => props.onChange([from, hour])} />}
      </Field>
    </div>
  );
}

function HourSelect(props: {
  readonly control: object;
  readonly hour: number;
  readonly onChange: (hour: number) => void;
}) {
  return (
    <select
      {...props.control}
      className="input"
      value={props.hour}
      onChange={(event) => props.onChange(Number(event.target.value))}
    >
      {halfHours.map((hour) => (
        <option key={hour} value={hour}>
          {String(Math.floor(hour)).padStart(2, '0')}:{hour % 1 ? '30' : '00'}
        </option>
      ))}
    </select>
  );
}

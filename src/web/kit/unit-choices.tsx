import type { Unit } from '#model/unit.ts';
import { Field } from '#web/kit/field.tsx';
import { UnitPeople } from '#web/kit/unit-people.tsx';
import type { UnitPartProps } from '#web/kit/unit-part.ts';

const halfHours = Array.from({ length: 49 }, (_, at) => at / 2);

interface Choice {
  readonly id: string;
  readonly title: string;
  readonly describes?: string;
}
const evidenceChoices = [
  {
    id: 'sealed',
    title: '封存，只有保密办的密钥能打开，办结 30 天后销毁',
    describes: '疑似国家秘密的内容任何时候都不保存',
  },
  { id: 'none', title: '什么都不保存，只留记录' },
] as const;
const unsealingChoices = [
  {
    id: 'two-persons',
    title: '两个人：领取前须另一位管理员或复核员同意',
    describes: '同意后 24 小时内有效；两人的账号都要绑定到本人满 24 小时',
  },
  {
    id: 'one-person',
    title: '一个人就可以',
    describes: '适合保密办只有一个人的单位；由两个人改来的，满 24 小时才生效；每次领取照样记入台账',
  },
] as const;

/** Whom to call, the template, what is kept and who opens it, the hours of the office. */
export function UnitChoices({ unit, offer, wrongs, onChange }: UnitPartProps) {
  const change = (changed: Partial<Unit>) => onChange({ ...unit, ...changed });
  return (
    <>
      <UnitPeople
        people={offer.people}
        roster={unit.roster}
        heads={unit.heads}
        wrong={wrongs['unit.roster']}
        onRoster={(roster) => change({ roster })}
        onHeads={(heads) => change({ heads })}
      />
      <Radios
        legend="新群默认用哪个模板"
        choices={offer.templates}
        chosen={unit.template}
        wrong={wrongs['unit.template']}
        onChoose={({ id }) => change({ template: id })}
      />
      <Radios
        legend="一般违规的内容要不要封存备查"
        choices={evidenceChoices}
        chosen={unit.evidence}
        onChoose={({ id }) => change({ evidence: id })}
      />
      {unit.evidence === 'sealed' && (
        <Radios
          legend="打开封存材料要几个人"
          choices={unsealingChoices}
          chosen={unit.unsealing}
          onChoose={({ id }) => change({ unsealing: id })}
        />
      )}
      <Hours
        hours={unit.officeHours}
        wrong={wrongs['unit.officeHours']}
        onChange={(officeHours) => change({ officeHours })}
      />
    </>
  );
}

function Radios<One extends Choice>(props: {
  readonly legend: string;
  readonly choices: readonly One[];
  readonly chosen: string;
  readonly wrong?: string | undefined;
  readonly onChoose: (choice: One) => void;
}) {
  return (
    <fieldset className="radios">
      <legend>
        <b>{props.legend}</b>
      </legend>
      {props.choices.map((choice) => (
        <label key={choice.id} className="radio top">
          <input
            type="radio"
            name={props.legend}
            checked={props.chosen === choice.id}
            onChange={() => props.onChoose(choice)}
          />
          <span>
            {choice.title}
            {choice.describes && (
              <>
                <br />
                <span className="faint">{choice.describes}</span>
              </>
            )}
          </span>
        </label>
      ))}
      {props.wrong && <span className="wrong">{props.wrong}</span>}
    </fieldset>
  );
}

function Hours(props: {
  readonly hours: Unit['officeHours'];
  readonly wrong: string | undefined;
  readonly onChange: (hours: Unit['officeHours']) => void;
}) {
  const [from, to] = props.hours;
  return (
    <div className="halves">
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

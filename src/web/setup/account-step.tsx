import { Field } from '#web/kit/field.tsx';
import type { StepProps } from '#web/setup/step-props.ts';

export function AccountStep({ draft, offer, wrongs, onChange }: StepProps) {
  return (
    <>
      <Field label="登录名" hint="2–32 个字，例如 姓名" wrong={wrongs['admin.name']}>
        {(control) => (
          <input
            {...control}
            className="input"
            autoComplete="username"
            maxLength={32}
            value={draft.name}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="密码" hint="至少 10 个字符，长比花样更管用" wrong={wrongs['admin.password']}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="password"
            autoComplete="new-password"
            maxLength={128}
            value={draft.password}
            onChange={(event) => onChange({ ...draft, password: event.target.value })}
          />
        )}
      </Field>
      <Field label="再输一次密码" wrong={wrongs.again}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="password"
            autoComplete="new-password"
            maxLength={128}
            value={draft.again}
            onChange={(event) => onChange({ ...draft, again: event.target.value })}
          />
        )}
      </Field>
      {offer.people.length > 0 && (
        <Field label="您是哪位成员" hint="绑定后，系统不会让您处理自己的案件" wrong={wrongs['admin.person']}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.person}
              onChange={(event) => onChange({ ...draft, person: event.target.value })}
            >
              <option value="">不在名单里</option>
              {offer.people.map((each) => (
                <option key={each.person} value={each.person}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}

import type { ReactNode } from 'react';
import { Button } from 'tdesign-react/es/button/index.js';
import { Field } from '#web/kit/field.tsx';
import { Choice, type Option } from '#web/console/kit/choice.tsx';
import { TextArea } from '#web/console/kit/text-area.tsx';
import { TextInput } from '#web/console/kit/text-input.tsx';

/** What is wrong with a field, where it is to be said. */
export type WrongAt = (field: string) => string | null;

interface Words {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly wrong: string | null;
  readonly hint?: string;
  readonly placeholder?: string;
}

export function LineField({ label, wrong, hint, ...input }: Words) {
  return (
    <Field label={label} wrong={wrong} {...(hint === undefined ? {} : { hint })}>
      {(control) => <TextInput {...control} {...input} />}
    </Field>
  );
}

export function AreaField({ label, wrong, hint, rows = 3, ...area }: Words & { readonly rows?: number }) {
  return (
    <Field label={label} wrong={wrong} {...(hint === undefined ? {} : { hint })}>
      {(control) => <TextArea {...control} {...area} rows={rows} />}
    </Field>
  );
}

export function ChoiceField(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly wrong: string | null;
  readonly hint?: string;
  readonly placeholder?: string;
}) {
  const { label, wrong, hint, placeholder = '请选择', ...choice } = props;
  return (
    <Field label={label} wrong={wrong} {...(hint === undefined ? {} : { hint })}>
      {(control) => <Choice {...control} {...choice} placeholder={placeholder} />}
    </Field>
  );
}

/** Several of a list: what is chosen, and one more. */
export function ManyField(props: {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly options: readonly Option[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly wrong: string | null;
}) {
  const { label, chosen, options, onChange, wrong } = props;
  const nameOf = (id: string): string => options.find(([value]) => value === id)?.[1] ?? id;
  return (
    <div className="bank-many">
      <ChoiceField
        label={label}
        value=""
        options={options.filter(([value]) => !chosen.includes(value))}
        placeholder="选一项，加进来"
        wrong={wrong}
        onChange={(value) => value && onChange([...chosen, value])}
      />
      {chosen.length > 0 && (
        <ul className="bare bank-chosen" aria-label={`${label}：已选`}>
          {chosen.map((id) => (
            <li key={id}>
              <span>{nameOf(id)}</span>
              <Button
                tag="button"
                variant="text"
                size="small"
                aria-label={`去掉 ${nameOf(id)}`}
                onClick={() => onChange(chosen.filter((one) => one !== id))}
              >
                去掉
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Fields that belong together, with what is wrong with them as a whole. */
export function FieldGroup(props: {
  readonly legend: string;
  readonly hint?: string;
  readonly wrong: string | null;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="bank-group">
      <legend className="label">{props.legend}</legend>
      {props.children}
      <p className={props.wrong ? 'wrong' : 'hint'} {...(props.wrong ? { role: 'alert' } : {})}>
        {props.wrong ?? props.hint}
      </p>
    </fieldset>
  );
}

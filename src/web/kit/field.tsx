import { useId, type ReactNode } from 'react';

interface Control {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

/** A labelled control with its hint, and what is wrong with it in one sentence. */
export function Field(props: {
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | null | undefined;
  readonly children: (control: Control) => ReactNode;
}) {
  const id = useId();
  const about = `${id}-about`;
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      {props.children({ id, 'aria-invalid': Boolean(props.wrong), 'aria-describedby': about })}
      <span id={about} className={props.wrong ? 'wrong' : 'hint'}>
        {props.wrong || props.hint}
      </span>
    </div>
  );
}

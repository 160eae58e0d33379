import { useEffect, useRef, type ReactNode } from 'react';
import { Input, type InputRef } from 'tdesign-react/es/input/index.js';
import { dress } from '#web/console/kit/dress.ts';

/** What `Field` gives its control, or a name of its own. */
export interface Named {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

interface Props extends Named {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'search' | 'number';
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  readonly disabled?: boolean;
  readonly size?: 'medium' | 'large';
  readonly className?: string;
  readonly prefixIcon?: ReactNode;
}

/** One line. */
export function TextInput(props: Props) {
  const { value, onChange, type = 'text', placeholder = '', size = 'medium', className = '', disabled = false } = props;
  const input = useRef<InputRef>(null);
  useEffect(() => {
    const { id, required, minLength, maxLength, min, max, step } = props;
    const limits = { minlength: minLength, maxlength: maxLength, min, max, step };
    dress(input.current?.inputElement, { id, ...limits, ...ariaOf(props) });
    if (input.current) input.current.inputElement.required = required ?? false;
  });
  return (
    <Input
      ref={input}
      type={type}
      size={size}
      className={className}
      disabled={disabled}
      status={props['aria-invalid'] ? 'error' : 'default'}
      placeholder={placeholder}
      {...(props.autoComplete === undefined ? {} : { autocomplete: props.autoComplete })}
      {...(props.prefixIcon === undefined ? {} : { prefixIcon: <>{props.prefixIcon}</> })}
      value={value}
      onChange={onChange}
    />
  );
}

/** The aria attributes of a named control, ready to be set. */
export function ariaOf(named: Named): Readonly<Record<string, string | boolean | undefined>> {
  return {
    'aria-label': named['aria-label'],
    'aria-labelledby': named['aria-labelledby'],
    'aria-describedby': named['aria-describedby'],
    'aria-invalid': named['aria-invalid'] || undefined,
  };
}

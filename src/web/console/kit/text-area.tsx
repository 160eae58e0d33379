import { Textarea } from 'tdesign-react/es/textarea/index.js';
import type { Named } from '#web/console/kit/text-input.tsx';

interface Props extends Named {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
}

/** Several lines, with how many letters are used of how many. */
export function TextArea({ value, onChange, rows = 3, maxLength, ...named }: Props) {
  return (
    <Textarea
      {...named}
      rows={rows}
      {...(maxLength === undefined ? {} : { maxlength: maxLength })}
      {...(named['aria-invalid'] ? { status: 'error' as const } : {})}
      value={value}
      onChange={onChange}
    />
  );
}

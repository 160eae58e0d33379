import { useId } from 'react';
import { Choice, type Option } from '#web/console/kit/choice.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

/** A choice of a row of filters, its name before it. */
export function NamedChoice({ label, ...rest }: Props) {
  const id = useId();
  return (
    <span className="choice">
      <label htmlFor={id}>{label}</label>
      <Choice id={id} {...rest} />
    </span>
  );
}

/** The same, where nothing need be chosen. */
export function FilterChoice({ options, ...rest }: Props) {
  return <NamedChoice {...rest} options={[['', '全部'], ...options]} />;
}

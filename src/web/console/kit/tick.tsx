import { Checkbox } from 'tdesign-react/es/checkbox/index.js';
import { dressTick } from '#web/console/kit/dress.ts';

/** A box to tick. */
export function Tick(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly disabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  const { label, isOn, disabled = false, onChange } = props;
  return (
    <Checkbox ref={dressTick} checked={isOn} disabled={disabled} onChange={onChange}>
      {label}
    </Checkbox>
  );
}

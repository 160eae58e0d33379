import { Switch } from 'tdesign-react/es/switch/index.js';
import { dress } from '#web/console/kit/dress.ts';

/** Yes or no, at once; the label says what yes means. */
export function Toggle(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly disabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  const { label, isOn, disabled = false, onChange } = props;
  return (
    <label className="toggle">
      <Switch
        ref={(button) => dress(button, { 'aria-checked': isOn })}
        value={isOn}
        disabled={disabled}
        onChange={onChange}
      />
      <span>{label}</span>
    </label>
  );
}

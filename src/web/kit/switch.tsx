/** Yes or no, at once; the label says what yes means. */
export function Switch(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly disabled?: boolean;
}) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={props.isOn}
      disabled={props.disabled}
      onClick={() => props.onChange(!props.isOn)}
    >
      {props.label}
    </button>
  );
}

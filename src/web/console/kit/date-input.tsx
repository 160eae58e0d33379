import type { Named } from '#web/console/kit/text-input.tsx';

interface Props extends Named {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day as 2026-11-26, or empty. The browser's own field: its calendar is walked by keyboard and read aloud, the kit's cells take no focus. */
export function DateInput({ value, onChange, ...named }: Props) {
  return (
    <input {...named} className="input" type="date" value={value} onChange={(event) => onChange(event.target.value)} />
  );
}

/** A span of days in a row of filters. */
export function DateSpan(props: {
  readonly from: string;
  readonly until: string;
  readonly onChange: (changed: { readonly from?: string; readonly until?: string }) => void;
}) {
  return (
    <span className="choice-span">
      <label className="choice">
        从 <DateInput value={props.from} onChange={(from) => props.onChange({ from })} />
      </label>
      <label className="choice">
        到 <DateInput value={props.until} onChange={(until) => props.onChange({ until })} />
      </label>
    </span>
  );
}

import { useEffect, useState } from 'react';
import { TextInput } from '#web/console/kit/text-input.tsx';

/** After so long without a key the list is asked for. */
const pause = 300;
const longest = 40;

/** Asks when typing rests. */
export function SearchInput(props: {
  readonly label: string;
  readonly placeholder?: string;
  readonly sought: string;
  readonly onChange: (sought: string) => void;
}) {
  const { label, placeholder = label, sought, onChange } = props;
  const [typed, setTyped] = useState(sought);
  useEffect(() => setTyped(sought), [sought]);
  useEffect(() => {
    if (typed === sought) return;
    const timer = setTimeout(() => onChange(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, sought, onChange]);
  return (
    <TextInput
      className="search"
      type="search"
      aria-label={label}
      placeholder={placeholder}
      maxLength={longest}
      value={typed}
      onChange={setTyped}
    />
  );
}

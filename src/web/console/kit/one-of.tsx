import { useEffect, useId, useRef } from 'react';
import { Radio } from 'tdesign-react/es/radio/index.js';
import { dressTick } from '#web/console/kit/dress.ts';

/** One of a few sentences, all of them to be read before one is taken. */
export function OneOf<Id extends string>(props: {
  readonly label: string;
  readonly chosen: Id | null;
  readonly choices: readonly (readonly [id: Id, label: string])[];
  readonly onChoose: (id: Id) => void;
}) {
  const { label, chosen, choices, onChoose } = props;
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelectorAll('label').forEach(dressTick));
  return (
    <div ref={box} className="one-of" role="radiogroup" aria-label={label}>
      <Radio.Group
        name={name}
        value={chosen ?? ''}
        options={choices.map(([value, words]) => ({ value, label: words }))}
        onChange={(value) => choices.filter(([id]) => id === value).forEach(([id]) => onChoose(id))}
      />
    </div>
  );
}

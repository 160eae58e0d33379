import { useEffect, useId, useRef } from 'react';
import { Radio } from 'tdesign-react/es/radio/index.js';
import { dressTick } from '#web/console/kit/dress.ts';

/** One of a few, at once: desks of a list, topics, rhythms. */
export function Segments<Id extends string>(props: {
  readonly label: string;
  readonly chosen: Id;
  readonly choices: readonly { readonly id: Id; readonly label: string; readonly count?: number | null }[];
  readonly onChoose: (id: Id) => void;
}) {
  const { label, chosen, choices, onChoose } = props;
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelectorAll('label').forEach(dressTick));
  return (
    <div ref={box} className="segments" role="radiogroup" aria-label={label}>
      <Radio.Group
        theme="button"
        variant="default-filled"
        name={name}
        value={chosen}
        options={choices.map(({ id, label: words, count }) => ({
          value: id,
          label: typeof count === 'number' ? `${words} ${count.toLocaleString('zh-CN')}` : words,
        }))}
        onChange={(value) => choices.filter(({ id }) => id === value).forEach(({ id }) => onChoose(id))}
      />
    </div>
  );
}

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Select } from 'tdesign-react/es/select/index.js';
import { dress } from '#web/console/kit/dress.ts';
import { ariaOf, type Named } from '#web/console/kit/text-input.tsx';

export type Option = readonly [value: string, label: string];

interface Props extends Named {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** From so many on a list is searched by typing. */
const manyOptions = 12;
const opening = ['ArrowDown', 'ArrowUp', ' ', 'Enter', 'Escape'];

/** One of a list; a long one is narrowed by typing. */
export function Choice(props: Props) {
  const { value, options, onChange, placeholder = '', disabled = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const say = () => speak(box.current, listId, isOpen, props);
  useEffect(() => {
    say();
    // The list is laid out a moment after it opens.
    const timer = requestAnimationFrame(say);
    return () => cancelAnimationFrame(timer);
  });
  const onKey = (event: KeyboardEvent) => {
    requestAnimationFrame(say);
    // Chooses or opens, and never sends the form it stands in.
    if (event.key === 'Enter') event.preventDefault();
    if (isOpen || disabled || !opening.includes(event.key)) return;
    // The kit stumbles over these keys while its list is shut: they open it, and Escape is for what stands around.
    event.stopPropagation();
    if (event.key === 'Escape') return passOn(box.current);
    event.preventDefault();
    setIsOpen(true);
  };
  return (
    <div
      ref={box}
      className="choice-box"
      onKeyDownCapture={onKey}
      onKeyDown={(event) => isOpen && event.key === 'Escape' && event.stopPropagation()}
    >
      <Select
        value={options.some(([id]) => id === value) ? value : ''}
        options={options.map(([id, label]) => ({ value: id, label }))}
        placeholder={placeholder}
        disabled={disabled}
        status={props['aria-invalid'] ? 'error' : 'default'}
        filterable={options.length > manyOptions}
        popupVisible={isOpen}
        popupProps={{ overlayClassName: `list-${listId.replace(/\W/g, '')}` }}
        onPopupVisibleChange={setIsOpen}
        onChange={(chosen) => onChange(typeof chosen === 'string' ? chosen : '')}
      />
    </div>
  );
}

function passOn(box: HTMLElement | null): void {
  box?.parentElement?.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
}

/** The kit's list says nothing to a reader: it is made the combobox and listbox of the ARIA guide. */
function speak(box: HTMLElement | null, listId: string, isOpen: boolean, props: Props): void {
  const popup = isOpen ? document.querySelector(`.list-${listId.replace(/\W/g, '')}`) : null;
  const list = popup?.querySelector('ul') ?? null;
  dress(list, { role: 'listbox', id: listId, 'aria-label': '选项' });
  const options = [...(list?.querySelectorAll('li') ?? [])];
  options.forEach((option, at) =>
    dress(option, {
      role: 'option',
      id: `${listId}-${at}`,
      'aria-selected': option.classList.contains('t-is-selected'),
    }),
  );
  dress(box?.querySelector('input'), {
    role: 'combobox',
    id: props.id,
    'aria-haspopup': 'listbox',
    'aria-expanded': list !== null,
    'aria-controls': list ? listId : null,
    'aria-activedescendant': options.find((option) => option.classList.contains('t-select-option__hover'))?.id,
    ...ariaOf(props),
  });
}

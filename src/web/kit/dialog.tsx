import { useRef, type ReactNode } from 'react';
import { keepInside, useFocusGivenBack } from '#web/kit/focus.ts';

/** Modal: keeps the keyboard inside, closes by Escape or a press on the veil, gives the focus back. */
export function Dialog(props: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useFocusGivenBack(box);
  return (
    <div className="veil" onMouseDown={(event) => event.target === event.currentTarget && props.onClose()}>
      <div
        ref={box}
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-label={props.title}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onClose();
          if (event.key === 'Tab' && keepInside(box.current, event.shiftKey)) event.preventDefault();
        }}
      >
        <h2>{props.title}</h2>
        {props.children}
      </div>
    </div>
  );
}

import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { keepInside, step, useFocusGivenBack } from '#web/kit/focus.ts';

export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

const margin = 8;

/** A menu or small panel beside what opened it; a sheet from below on a phone (theme.css). */
export function Popover(props: {
  readonly at: Anchor;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useFocusGivenBack(box);
  useLayoutEffect(() => {
    if (box.current) setPlace(beside(props.at, box.current.getBoundingClientRect()));
  }, [props.at]);
  return (
    <div className="pop-veil" onMouseDown={(event) => event.target === event.currentTarget && props.onClose()}>
      <div
        ref={box}
        className="pop"
        role="dialog"
        aria-label={props.label}
        style={place}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onClose();
          if (event.key === 'Tab' && keepInside(box.current, event.shiftKey)) event.preventDefault();
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            step(box.current, event.key === 'ArrowDown' ? 1 : -1);
          }
        }}
      >
        {props.children}
      </div>
    </div>
  );
}

/** Below the anchor where there is room, else above it, and inside the window. */
export function beside(
  at: Anchor,
  size: { readonly width: number; readonly height: number },
): { left: number; top: number } {
  const left = Math.max(margin, Math.min(at.left, window.innerWidth - size.width - margin));
  const below = at.bottom + 6;
  const top = below + size.height > window.innerHeight - margin ? at.top - size.height - 6 : below;
  return { left, top: Math.max(margin, top) };
}

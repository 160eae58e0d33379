import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { keepInside, step, useFocusGivenBack } from '#web/kit/focus.ts';

export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

const margin = 8;
const gap = 6;

/** A menu or small panel beside what opened it; a sheet from below on a phone (theme.css). */
export function Popover(props: {
  readonly at: Anchor;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ left: 0, top: 0, maxHeight: 'none' });
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

interface Place {
  readonly left: number;
  readonly top: number;
  readonly maxHeight: number | 'none';
}

/** Below the anchor or above it, where there is more room; what is longer scrolls inside. */
function beside(at: Anchor, size: { readonly width: number; readonly height: number }): Place {
  const left = Math.max(margin, Math.min(at.left, window.innerWidth - size.width - margin));
  const roomBelow = window.innerHeight - at.bottom - gap - margin;
  const roomAbove = at.top - gap - margin;
  if (size.height <= roomBelow || roomBelow >= roomAbove) return { left, top: at.bottom + gap, maxHeight: roomBelow };
  const height = Math.min(size.height, roomAbove);
  return { left, top: at.top - gap - height, maxHeight: roomAbove };
}

import { useEffect, useRef, type TouchEvent } from 'react';

const held = 450;

/** Touch and hold; moving away or lifting early is a scroll or a tap. */
export function useLongPress(pressed: (element: Element) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  return {
    onTouchStart: (event: TouchEvent) => {
      const element = event.currentTarget;
      stop();
      timer.current = setTimeout(() => pressed(element), held);
    },
    onTouchEnd: stop,
    onTouchMove: stop,
    onTouchCancel: stop,
  };
}

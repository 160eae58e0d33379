import { useEffect, type RefObject } from 'react';

const focusable =
  'button:not([disabled]),input:not([disabled]),textarea:not([disabled]),select:not([disabled]),a[href]';

/** Moves the focus into the box when it opens, and back to where it was when it closes. */
export function useFocusGivenBack(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    stopsOf(box.current)[0]?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [box]);
}

/** At the last stop moves to the first, or back; false where the browser's own step stays inside. */
export function keepInside(box: HTMLElement | null, backwards: boolean): boolean {
  const stops = stopsOf(box);
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (document.activeElement !== (backwards ? first : last)) return false;
  (backwards ? last : first)?.focus();
  return true;
}

/** Up and down between the stops of a menu. */
export function step(box: HTMLElement | null, by: 1 | -1): void {
  const stops = stopsOf(box);
  const here = stops.findIndex((stop) => stop === document.activeElement);
  stops[(here + by + stops.length) % stops.length]?.focus();
}

export function stopsOf(box: HTMLElement | null): readonly HTMLElement[] {
  return box ? [...box.querySelectorAll<HTMLElement>(focusable)] : [];
}

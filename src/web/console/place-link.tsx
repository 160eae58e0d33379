import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { goTo, hrefOf, type Place } from '#web/console/place.ts';

/** A link inside the console: a plain press changes the page without loading it anew. */
export function PlaceLink({ to, ...rest }: { readonly to: Place } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  };
  return <a {...rest} href={hrefOf(to)} onClick={follow} />;
}

import type { KeyboardEvent } from 'react';

/** Down and up, or J and K, from row to row by the first link of each. */
export function stepRows(event: KeyboardEvent<HTMLTableElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('tbody tr td:first-child a')];
  const here = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, here + by))]?.focus();
}

import type { SheetWire } from '#model/console-wire.ts';
import type { SheetDraft } from '#model/rulebook.ts';
import type { Seat } from '#web/console/seat.ts';

/** `path`: rule/… or template/…. */
export function send(seat: Seat, path: string, draft: SheetDraft): Promise<SheetWire> {
  return seat.send<SheetWire>(`/rules/${addressOf(path)}`, draft);
}

export function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

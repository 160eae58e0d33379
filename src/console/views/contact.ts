import type { ContactWire } from '#model/console-wire.ts';
import type { Unit } from '#model/unit.ts';

export function contactOf({ name, office, officePhone, dutyPhone }: Unit): ContactWire {
  return { unit: name, office, officePhone, dutyPhone };
}

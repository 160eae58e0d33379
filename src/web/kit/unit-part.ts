import type { SetupOfferWire } from '#model/console-wire.ts';
import type { Unit } from '#model/unit.ts';

/** What is wrong, by the names the server gives the fields: unit.dutyPhone. */
export type Wrongs = Readonly<Record<string, string>>;

/** A part of the unit's form, at /setup and on the console. */
export interface UnitPartProps {
  readonly unit: Unit;
  readonly offer: SetupOfferWire;
  readonly wrongs: Wrongs;
  readonly onChange: (unit: Unit) => void;
}

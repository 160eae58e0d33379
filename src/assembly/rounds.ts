import type { Gateway } from '#model/gateway.ts';
import { platformOf, type Moment, type PlatformName } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { fill } from '#enforce/field-names.ts';
import { textOf } from '#enforce/texts.ts';
import { createMemory } from '#quiz/recall.ts';
import { createRounds, type Rounds } from '#rounds/rounds.ts';
import { createLinks } from '#assembly/links.ts';
import type { Shelf } from '#assembly/shelf.ts';
import type { Calendar } from '#timetable/calendar.ts';
import type { ItemBank } from '#model/quiz.ts';
import type { Config } from '#config.ts';

export interface HouseRoundsParts {
  readonly config: Pick<Config, 'url' | 'timeZone'>;
  readonly bank: ItemBank;
  readonly shelf: Pick<Shelf, 'texts' | 'law'>;
  readonly store: Store;
  readonly gateways: ReadonlyMap<PlatformName, Gateway>;
  readonly calendar: Calendar;
  readonly linkKey: Buffer;
  readonly clock: () => Moment;
  readonly onWake: () => void;
}

/** What the memory aims at, and how long an item rests (`bench quiz`). */
export const retention = 0.9;
const restDays = 28;

/** The room of rounds with the house's texts and its doors. */
export function houseRounds(parts: HouseRoundsParts): Rounds {
  const { config, bank, shelf, store, gateways, calendar, linkKey, clock, onWake } = parts;
  const links = createLinks(config.url, linkKey, clock);
  return createRounds({
    store,
    clock,
    tz: config.timeZone,
    isWorkday: calendar.isWorkday,
    bank,
    law: shelf.law,
    memory: createMemory(retention),
    restDays,
    say: (id, numbers) => {
      const { title, body, buttons, link, urgency } = textOf(shelf.texts, id);
      return { title, body: body.map((line) => fill(line, numbers)), buttons, link: link?.label ?? null, urgency };
    },
    link: links.quiz,
    listMembers: async (group, signal) => (await gateways.get(platformOf(group))?.members?.(group, signal)) ?? null,
    onWake,
  });
}

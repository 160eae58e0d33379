import { createHmac } from 'node:crypto';
import type { Moment } from '#model/ids.ts';
import type { Learning } from '#model/learning.ts';
import type { ItemBank } from '#model/quiz.ts';
import type { Store } from '#model/store.ts';
import { shortCode } from '#lib/short-code.ts';
import { createLearning } from '#learning/learning.ts';
import { createMemory } from '#quiz/recall.ts';
import { createLinks } from '#assembly/links.ts';
import { retention } from '#assembly/rounds.ts';
import type { Shelf } from '#assembly/shelf.ts';
import type { Config } from '#config.ts';

export interface HouseLearningParts {
  readonly config: Pick<Config, 'url' | 'timeZone'>;
  readonly bank: ItemBank;
  readonly shelf: Pick<Shelf, 'law' | 'catalogue'>;
  readonly store: Store;
  readonly linkKey: Buffer;
  readonly clock: () => Moment;
  readonly onWake: () => void;
}

/** The room of records and statistics. */
export function houseLearning({ config, bank, shelf, store, linkKey, clock, onWake }: HouseLearningParts): Learning {
  return createLearning({
    store,
    clock,
    onWake,
    tz: config.timeZone,
    bank,
    law: shelf.law,
    titles: new Map([...shelf.catalogue.categories].map(([id, { title }]) => [id, title])),
    memory: createMemory(retention),
    link: createLinks(config.url, linkKey, clock).quiz,
    seal: (says) => shortCode(createHmac('sha256', linkKey).update(`certificate\n${says}`).digest()),
  });
}

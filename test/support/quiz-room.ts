import { join } from 'node:path';
import type { Gateway } from '#model/gateway.ts';
import { platformOf, type Moment, type PlatformName } from '#model/ids.ts';
import type { ItemBank } from '#model/quiz.ts';
import type { Store } from '#model/store.ts';
import { loadItemBank } from '#assembly/item-bank.ts';
import { parseLaw } from '#detect/law.ts';
import { fill } from '#enforce/field-names.ts';
import { parseTexts, textOf } from '#enforce/texts.ts';
import { readSheet, readSheets } from '#lib/sheet.ts';
import { createLearning } from '#learning/learning.ts';
import { createMemory } from '#quiz/recall.ts';
import { createRounds } from '#rounds/rounds.ts';
import { parseCalendar } from '#timetable/calendar.ts';
import { createTimetable } from '#timetable/timetable.ts';

export interface QuizRoomParts {
  readonly store: Store;
  readonly clock: () => Moment;
  readonly gateways?: ReadonlyMap<PlatformName, Gateway>;
  readonly onWake?: () => void;
  /** The shipped one where it is absent. */
  readonly bank?: ItemBank;
}

const root = join(import.meta.dirname, '..', '..');
const shipped = loadItemBank(root);
export { shipped as bank };
export const calendar = parseCalendar(readSheets(join(root, 'data', 'holidays')));
export const law = parseLaw(readSheet(join(root, 'data', 'law.yaml')));
const texts = parseTexts(readSheets(join(root, 'rules', 'texts')));
const tz = 'Asia/Shanghai';

/** The room of rounds and the timetable, with the shipped bank, texts and calendar, on a clock to set. */
export function aQuizRoom({
  store,
  clock,
  gateways = new Map(),
  onWake = () => undefined,
  bank = shipped,
}: QuizRoomParts) {
  const { isWorkday } = calendar;
  const rounds = createRounds({
    store,
    clock,
    tz,
    isWorkday,
    bank,
    law,
    memory: createMemory(0.9),
    restDays: 28,
    say: (id, numbers) => {
      const { title, body, buttons, link, urgency } = textOf(texts, id);
      return { title, body: body.map((line) => fill(line, numbers)), buttons, link: link?.label ?? null, urgency };
    },
    link: (ref, person) => `https://zhouzhi.example/q/${ref}.${person}`,
    listMembers: async (group, signal) => (await gateways.get(platformOf(group))?.members?.(group, signal)) ?? null,
    onWake,
  });
  const timetable = createTimetable({
    store,
    clock,
    zone: { tz, isWorkday },
    jobs: rounds.jobs,
    onError: (job, error) => {
      throw new Error(job, { cause: error });
    },
    onChange: onWake,
  });
  const learning = createLearning({
    store,
    clock,
    tz,
    bank,
    law,
    titles: new Map(bank.cases.flatMap(({ teaches, title }) => teaches.map((category) => [category, title]))),
    memory: createMemory(0.9),
    onWake,
    link: (ref, person) => `https://zhouzhi.example/q/${ref}.${person}`,
    seal: (says) => `封${says.length}`,
  });
  return { rounds, timetable, learning, isWorkday, texts, tz };
}

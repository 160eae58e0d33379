import type { Gateway } from '#model/gateway.ts';
import type { Moment, PlatformName } from '#model/ids.ts';
import type { QuizEars, QuizVoice } from '#model/quiz-voice.ts';
import type { Mailer } from '#model/mailer.ts';
import type { Store } from '#model/store.ts';
import { createDesk } from '#enforce/desk.ts';
import { createEnforcer } from '#enforce/enforcer.ts';
import { createRegistry } from '#enforce/registry.ts';
import { createScreen } from '#assembly/examiner.ts';
import { createLinks } from '#assembly/links.ts';
import type { LivingRules } from '#assembly/rulebook/living.ts';
import type { Shelf } from '#assembly/shelf.ts';
import type { Calendar } from '#timetable/calendar.ts';
import type { Config } from '#config.ts';

export interface EnforcementParts {
  readonly config: Pick<Config, 'url' | 'timeZone' | 'template'>;
  readonly shelf: Shelf;
  readonly living: LivingRules;
  readonly store: Store;
  readonly gateways: ReadonlyMap<PlatformName, Gateway>;
  readonly linkKey: Buffer;
  readonly clock: () => Moment;
  readonly onWake: () => void;
  readonly calendar: Calendar;
  readonly voice: QuizVoice;
  readonly quiz: QuizEars;
  /** Absent where no SMTP_URL is set. */
  readonly mailer?: Mailer;
}

/** What acts on people and platforms: the enforcer of deeds, the register of groups, the desk of the office. */
export function createEnforcement({ config, shelf, living, linkKey, calendar, ...rest }: EnforcementParts) {
  const { texts, law } = shelf;
  const { catalogue, templates } = living;
  const links = createLinks(config.url, linkKey, rest.clock);
  const house = { ...rest, texts, law, catalogue, links, tz: config.timeZone, isWorkday: calendar.isWorkday };
  const screen = createScreen(living);
  const registry = createRegistry({
    ...house,
    isTemplate: (id) => templates.has(id),
    defaultTemplate: config.template,
  });
  const desk = createDesk({ ...house, screen, registry });
  return { registry, desk, enforcer: createEnforcer({ ...house, desk, screen }) };
}

import { randomBytes } from 'node:crypto';
import type { Gateway } from '#model/gateway.ts';
import type { Moment, PlatformName } from '#model/ids.ts';
import type { QuizEars, QuizVoice } from '#model/quiz-voice.ts';
import type { Mailer } from '#model/mailer.ts';
import type { Store } from '#model/store.ts';
import { shortCode } from '#lib/short-code.ts';
import type { WordCheck } from '#enforce/desk-change.ts';
import { createDesk } from '#enforce/desk.ts';
import { createEnforcer } from '#enforce/enforcer.ts';
import { createOwnerDesk } from '#enforce/owner-desk.ts';
import { createReportDesk } from '#enforce/report-desk.ts';
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
  readonly words: WordCheck;
}

/** What acts on people and platforms: the enforcer of deeds, the register of groups, the desk of the office. */
export function createEnforcement({ config, shelf, living, linkKey, calendar, words, ...rest }: EnforcementParts) {
  const { texts, law } = shelf;
  const { catalogue, templates } = living;
  const links = createLinks(config.url, linkKey, rest.clock);
  const house = { ...rest, texts, law, catalogue, links, tz: config.timeZone, isWorkday: calendar.isWorkday };
  const screen = createScreen(living);
  const known = {
    isTemplate: (id: string) => templates.has(id),
    defaultTemplate: config.template,
    internal: new Set(shelf.ownerRules.internal),
  };
  const registry = createRegistry({ ...house, ...known });
  const owners = createOwnerDesk({ ...house, ...known, screen });
  const desk = createDesk({ ...house, screen, words, registry });
  const reports = createReportDesk({ ...house, newReportId: () => shortCode(randomBytes(8)) });
  return { registry, desk, owners, reports, links, enforcer: createEnforcer({ ...house, desk, screen, owners }) };
}

import type { DueDeed } from '#model/deed.ts';
import type { Desk } from '#model/desk.ts';
import type { OwnerDesk } from '#model/owner.ts';
import type { Inbound } from '#model/gateway.ts';
import type { QuizEars } from '#model/quiz-voice.ts';
import { mail } from '#enforce/mail.ts';
import { onAsked } from '#enforce/asked.ts';
import { createCrowd, type Crowd } from '#enforce/gather.ts';
import { ringTerm } from '#enforce/group-term.ts';
import type { Answered, House } from '#enforce/house.ts';
import { mark } from '#enforce/mark.ts';
import { remindOwner } from '#enforce/owner-reminder.ts';
import { closeRound, sayQuiz } from '#enforce/say-quiz.ts';
import { retract } from '#enforce/retract.ts';
import { tellSeveral } from '#enforce/several.ts';
import { tell } from '#enforce/tell.ts';
import { ring } from '#enforce/timers.ts';
import { onWithdrawn } from '#enforce/withdrawn.ts';

export interface Enforcer {
  /** Does one deed and settles it, with what follows, in one change. Throws Transient when the outside may answer later. */
  perform(due: DueDeed, signal: AbortSignal): Promise<void>;
  onWithdrawn(inbound: Extract<Inbound, { kind: 'withdrawn' }>): Promise<void>;
  onPressed(inbound: Extract<Inbound, { kind: 'pressed' }>): Promise<void>;
  onAsked(inbound: Extract<Inbound, { kind: 'asked' }>): Promise<void>;
}

export interface EnforcerParts extends House {
  readonly desk: Pick<Desk, 'pressed'>;
  /** Whether a text holds what must not be here; it is neither stored nor answered in substance. */
  readonly screen: (text: string) => Promise<boolean>;
  readonly owners: OwnerDesk;
  readonly quiz?: QuizEars;
}

/** The only room that reaches out: does what is due, and takes in what people answer. */
export function createEnforcer(parts: EnforcerParts): Enforcer {
  const answered: Answered = new Map();
  const crowd = createCrowd();
  return {
    async perform(due, signal) {
      await act({ ...parts, crowd }, answered, due, signal);
      answered.delete(due.key);
    },
    onWithdrawn: (inbound) => onWithdrawn(parts, inbound),
    async onPressed(inbound) {
      if (await parts.quiz?.pressed(inbound)) return;
      // Pressing twice is harmless: the case refuses what has already happened.
      await parts.desk.pressed(inbound.member, inbound.ref, inbound.action);
      await parts.store.record({ answers: [inbound.key] });
    },
    async onAsked(inbound) {
      if (!(await parts.quiz?.asked(inbound))) await onAsked(parts, inbound);
    },
  };
}

function act(
  house: House & { readonly crowd: Crowd },
  answered: Answered,
  due: DueDeed,
  signal: AbortSignal,
): Promise<void> {
  const { deed } = due;
  switch (deed.kind) {
    case 'retract':
      return retract(house, answered, due, deed, signal);
    case 'tell':
      return tell(house, answered, { ...due, deed }, signal);
    case 'several':
      return tellSeveral(house, answered, { ...due, deed }, signal);
    case 'mark':
      return mark(house, due, deed, signal);
    case 'timer':
      return ring(house, due, deed);
    case 'group-term':
      return ringTerm(house, due, deed);
    case 'owner-reminder':
      return remindOwner(house, due, deed.group);
    case 'quiz-say':
      return sayQuiz(house, answered, due, deed, signal);
    case 'quiz-close':
      return closeRound(house, due, deed);
    case 'mail':
      return mail(house, answered, due, deed, signal);
  }
}

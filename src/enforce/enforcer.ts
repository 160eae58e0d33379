import type { DueDeed } from '#model/deed.ts';
import type { Answered, House } from '#enforce/house.ts';
import { remindOwner } from '#enforce/owner-reminder.ts';
import { retract } from '#enforce/retract.ts';
import { tell } from '#enforce/tell.ts';
import { ring } from '#enforce/timers.ts';

export interface Enforcer {
  /** Does one deed and settles it, with what follows, in one change. Throws Transient when the outside may answer later. */
  perform(due: DueDeed, signal: AbortSignal): Promise<void>;
}

export function createEnforcer(house: House): Enforcer {
  const answered: Answered = new Map();
  return {
    async perform(due, signal) {
      await act(house, answered, due, signal);
      answered.delete(due.key);
    },
  };
}

function act(house: House, answered: Answered, due: DueDeed, signal: AbortSignal): Promise<void> {
  const { deed } = due;
  switch (deed.kind) {
    case 'retract':
      return retract(house, answered, due, deed, signal);
    case 'tell':
      return tell(house, answered, due, deed, signal);
    case 'timer':
      return ring(house, due, deed);
    case 'owner-reminder':
      return remindOwner(house, due, deed.group);
  }
}

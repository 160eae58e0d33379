import type { Case } from '#model/case.ts';
import type { Group } from '#model/group.ts';
import type { Moment } from '#model/ids.ts';
import type { Unit } from '#model/unit.ts';
import { senderText, windowEnd } from '#enforce/sender-text.ts';
import type { Text } from '#enforce/texts.ts';

interface Now {
  readonly group: Group | null;
  readonly unit: Unit | null;
  readonly now: Moment;
}

/**
 * The text as it holds when it leaves: a message that waited for the platform until the client no longer lets its reader take the post
 * back does not ask him to. Null where nothing is left to say.
 */
export function timely(text: Text, one: Case, { group, unit, now }: Now): string | null {
  const isLate = now >= windowEnd(one, group?.abilities.recallWindow ?? null);
  if (!isLate || text.audience !== 'sender' || text.asks !== 'withdrawal') return text.id;
  return text.id === 'recall-reminder' ? null : senderText(one, 'late', unit?.heads.includes(one.sender) ?? false);
}

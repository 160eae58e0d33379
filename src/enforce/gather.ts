import type { Case } from '#model/case.ts';
import type { Deed, NewDeed } from '#model/deed.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Text } from '#enforce/texts.ts';

/** So many notices reach a person one by one within a minute; more become one card. The office takes cases over from its cards. */
const apart = { withdrawal: 10, sender: 3, office: 20 } as const;
const within = 60_000;
/** What asks for a withdrawal cannot wait as long as the rest. */
const waits = { withdrawal: 10_000, other: 60_000 } as const;

export interface Crowd {
  /** Null: it leaves alone and now. Otherwise the deed that says it together with others. */
  admit(notice: Notice): NewDeed | null;
}

export interface Notice {
  readonly text: Text;
  readonly deed: Extract<Deed, { kind: 'tell' }>;
  readonly one: Case | null;
  readonly now: Moment;
}

/** A platform drops in silence what is too much for one member: long before, notices are gathered. Answers and choices are not. */
export function createCrowd(): Crowd {
  const left = new Map<string, readonly Moment[]>();
  return {
    admit({ text, deed, one, now }) {
      if (one === null || deed.to.kind !== 'person' || (text.audience !== 'sender' && text.audience !== 'office'))
        return null;
      const asks = isFirstCall(text) ? 'withdrawal' : 'other';
      const key = `${asks}/${deed.to.person}`;
      const lately = (left.get(key) ?? []).filter((at) => at > now - within);
      if (lately.length >= apart[asks === 'withdrawal' ? asks : text.audience])
        return together(deed.to.person, text.audience, now + waits[asks]);
      // Whoever was written to longest ago stands first, and is forgotten with what he was written.
      left.delete(key);
      left.set(key, [...lately, now]);
      for (const [name, times] of left) {
        if ((times.at(-1) ?? 0) > now - within) break;
        left.delete(name);
      }
      return null;
    },
  };
}

/** The sender is asked to take his post back: what counts is that he reads it now. */
export function isFirstCall({ id, audience, asks }: Text): boolean {
  return audience === 'sender' && asks === 'withdrawal' && id !== 'recall-reminder';
}

/** One for each stretch of time, so that all who come meanwhile find the same. */
function together(person: Pseudonym, audience: 'sender' | 'office', until: Moment): NewDeed {
  const dueAt = Math.ceil(until / waits.withdrawal) * waits.withdrawal;
  return {
    key: `several/${audience}/${person}/${dueAt}`,
    dueAt,
    deed: { kind: 'several', person, audience },
  };
}

export type Several = Extract<Deed, { kind: 'several' }>;

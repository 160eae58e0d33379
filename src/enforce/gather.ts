import type { Case } from '#model/case.ts';
import type { Deed, NewDeed } from '#model/deed.ts';
import type { Moment, Pseudonym } from '#model/ids.ts';
import type { Text } from '#enforce/texts.ts';

/** So many notices reach a person one by one within a minute; more become one card. The office takes cases over from its cards. */
const apart = { withdrawal: 10, duty: 20, sender: 3, office: 20 } as const;
const within = 60_000;
/** What asks for a withdrawal or calls the duty officer cannot wait as long as the rest. */
const waits = { withdrawal: 10_000, duty: 10_000, sender: 60_000, office: 60_000 } as const;
/** What calls the duty officer is listed by its number; a card holds so many numbers. */
const mostListed = 20;

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
  const listed = new Map<string, Listed>();
  return {
    admit({ text, deed, one, now }) {
      const audience = audienceOf(text);
      if (one === null || deed.to.kind !== 'person' || audience === null) return null;
      const pace = isFirstCall(text) ? 'withdrawal' : audience;
      const key = `${pace}/${deed.to.person}`;
      const lately = (left.get(key) ?? []).filter((at) => at > now - within);
      if (lately.length >= apart[pace])
        return paged(together(deed.to.person, audience, now + waits[pace]), audience === 'duty' ? listed : null);
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

/** What may wake somebody of the office is a call: it is never lost among what can wait. */
function audienceOf(text: Text): Several['audience'] | null {
  if (text.audience === 'office') return isCall(text) ? 'duty' : 'office';
  return text.audience === 'sender' ? text.audience : null;
}

/** Escalations, and reminders of the 24 hours. */
function isCall({ audience, urgency }: Text): boolean {
  return audience === 'office' && urgency === 'now';
}

/** What may use all of the platform's room. */
export function goesFirst(text: Text): boolean {
  return isFirstCall(text) || isCall(text);
}

/** The sender is asked to take his post back: what counts is that he reads it now. */
function isFirstCall({ id, audience, asks }: Text): boolean {
  return audience === 'sender' && asks === 'withdrawal' && id !== 'recall-reminder';
}

/** One for each stretch of time, so that all who come meanwhile find the same. */
function together(person: Pseudonym, audience: Several['audience'], until: Moment): NewDeed {
  const dueAt = Math.ceil(until / waits.withdrawal) * waits.withdrawal;
  return {
    key: `several/${audience}/${person}/${dueAt}`,
    dueAt,
    deed: { kind: 'several', person, audience },
  };
}

interface Listed {
  readonly count: number;
  readonly dueAt: Moment;
}

/** A card whose numbers are full is followed by another. */
function paged(deed: NewDeed, listed: Map<string, Listed> | null): NewDeed {
  if (listed === null) return deed;
  const count = listed.get(deed.key)?.count ?? 0;
  // Cards of earlier stretches have left.
  if (count === 0) for (const [key, { dueAt }] of listed) if (dueAt < deed.dueAt) listed.delete(key);
  listed.set(deed.key, { count: count + 1, dueAt: deed.dueAt });
  return { ...deed, key: `${deed.key}/${Math.floor(count / mostListed)}` };
}

export type Several = Extract<Deed, { kind: 'several' }>;

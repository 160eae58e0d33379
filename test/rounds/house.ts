import { join } from 'node:path';
import type { Card, Gateway, GroupMember, Inbound, Outgoing, Receipt } from '#model/gateway.ts';
import type { GroupId, MemberId, Moment } from '#model/ids.ts';
import type { Store } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { createEnforcer } from '#enforce/enforcer.ts';
import { parseTexts } from '#enforce/texts.ts';
import { readSheets } from '#lib/sheet.ts';
import { addDays, localTime } from '#lib/working-time.ts';
import { minute } from '../support/clock.ts';
import { openTestStore } from '../support/open-store.ts';
import { aQuizRoom } from '../support/quiz-room.ts';
import { aGroupRow, aUnit } from '../support/store-rows.ts';

export const tz = 'Asia/Shanghai';
const texts = parseTexts(readSheets(join(import.meta.dirname, '..', '..', 'rules', 'texts')));

/** `2026-10-08 10:00` in Beijing. */
export const at = (text: string): Moment => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
export const shown = (moment: Moment): string => {
  const { day, hour } = localTime(moment, tz);
  return `${day} ${String(Math.floor(hour)).padStart(2, '0')}:${String(Math.round((hour % 1) * 60)).padStart(2, '0')}`;
};

export interface Sent {
  readonly at: Moment;
  readonly key: string;
  readonly to: Outgoing['to'];
  readonly card: Card;
}

export interface QuizHouse {
  readonly start: Moment;
  readonly groups: readonly { readonly id: GroupId; readonly members: readonly GroupMember[] }[];
  /** For tests that let a call fail. */
  readonly wrap?: (store: Store) => Store;
}

/** Rounds, timetable and enforce on a real store, with a door that records; the clock is set. */
export async function aQuizHouse({ start, groups, wrap = (store) => store }: QuizHouse) {
  let naming = '';
  const { store: real, time } = openTestStore({ file: ':memory:', newPseudonym: () => `p-${naming}` });
  const clock = (): Moment => time.now;
  time.now = start;
  const rosters = new Map(groups.map(({ id, members }) => [id, [...members]]));
  for (const { id } of [...rosters.values()].flat()) {
    naming = id.slice('test:'.length);
    await real.people.pseudonym(id, null);
  }
  await real.record({
    unit: aUnit(),
    groups: groups.map(({ id, members }) => {
      const owner = members.find(({ role }) => role === 'owner')?.id.slice('test:'.length);
      return aGroupRow(id, { name: id, owner: owner === undefined ? null : `p-${owner}`, members: members.length, introducedAt: start - minute });
    }), // prettier-ignore
  });
  const sent: Sent[] = [];
  const doorStates = { isShut: false };
  const door: Gateway = {
    platform: 'test',
    sendIsIdempotent: true,
    download: async () => ({ ok: false, refused: 'gone' }),
    async send({ key, to, card }): Promise<Receipt> {
      if (doorStates.isShut) throw new Transient('the door is shut');
      if (!sent.some((one) => one.key === key)) sent.push({ at: clock(), key, to, card });
      return { ok: true, id: `test:card-${key}` };
    },
    group: async () => null,
    members: async (id) => rosters.get(id) ?? null,
  };
  const gateways = new Map([['test', door]]);

  /** A house on the same store: after a crash there is a new one. */
  const open = (store: Store) => {
    const { rounds, timetable, isWorkday } = aQuizRoom({ store, clock, gateways });
    const enforcer = createEnforcer({
      store,
      gateways,
      texts,
      law: {},
      catalogue: { rules: new Map(), categories: new Map() },
      links: {
        notice: () => '', case: () => '', mine: () => '', about: () => '', console: () => '', quiz: (ref, person) => `/q/${ref}.${person}`,
      },
      clock,
      tz,
      isWorkday,
      voice: rounds.voice,
      quiz: rounds.ears,
      onWake: () => undefined,
      desk: { pressed: async () => undefined },
      screen: async () => false,
    }); // prettier-ignore
    const turn = async (): Promise<void> => {
      for (let due = await store.outbox.take(clock(), 100); due.length > 0; due = await store.outbox.take(clock(), 100))
        for (const deed of due) await enforcer.perform(deed, AbortSignal.timeout(5000));
    };
    return { rounds, timetable, enforcer, turn };
  };
  const house = open(wrap(real));
  return {
    ...house,
    open,
    store: real,
    clock,
    sent,
    rosters,
    doorStates,
    set: (moment: Moment): void => {
      time.now = moment;
    },
    /** The clock goes on in steps; at each the timetable turns and what is due is done. */
    async until(
      moment: Moment,
      step = 30 * minute,
      onStep: () => Promise<void> = async () => undefined,
    ): Promise<void> {
      while (time.now < moment) {
        time.now = Math.min(moment, nextStep(time.now, step));
        await house.timetable.tick();
        await house.turn();
        await onStep();
        await house.turn();
      }
    },
    press: (member: MemberId, ref: string, action: string, key = `press/${ref}/${member}/${action}`): Promise<void> =>
      house.enforcer.onPressed({ key, at: clock(), kind: 'pressed', member, ref, action }),
    say: (member: MemberId, group: GroupId, body: string, key = `say/${member}/${clock()}`): Promise<void> =>
      house.rounds.ears.posted(aPost({ key, member, group, body, at: clock() })),
    /** Titles of what came to somebody or into a group, with when. */
    told: (to: string): readonly string[] =>
      sent.filter((one) => one.to.id === to).map((one) => `${shown(one.at)} ${one.card.title}`),
  };
}

/** Nothing is done at night: the evening is looked at once, the night is slept through. */
function nextStep(now: Moment, step: number): Moment {
  const { day, hour } = localTime(now, tz);
  return hour >= 19 ? at(`${addDays(day, 1)} 08:00`) : now + step;
}

interface Said {
  readonly key: string;
  readonly member: MemberId;
  readonly group: GroupId;
  readonly body: string;
  readonly at: Moment;
}

function aPost({ key, member, group, body, at: sentAt }: Said): Extract<Inbound, { kind: 'post' }> {
  const sender = { id: member, name: '', role: 'member' } as const;
  const post = { id: key, group, sender, sentAt, body, quoted: null, forwarded: [], files: [] };
  return { key, at: sentAt, kind: 'post', post };
}

export function aMember(name: string, more: Partial<GroupMember> = {}): GroupMember {
  return { id: `test:${name}`, name, role: 'member', joinedAt: null, ...more };
}

/** The letters of the right choices on a card. */
export function keyOn(card: Card, choices: readonly string[]): string {
  const { question } = card;
  const letters = question?.options.flatMap((option, place) =>
    choices.includes(option) ? [String.fromCharCode(65 + place)] : [],
  );
  return letters?.join('') ?? '';
}

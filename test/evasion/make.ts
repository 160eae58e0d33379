import { chanceOf, type Chance } from './chance.ts';
import type { EvasionRow } from './row.ts';
import { carriers, pages, type Carrier } from './tables/carriers.ts';
import { times, topics, whos, words, type MarkWord } from './tables/words.ts';
import { shapeTricks } from './tricks/shapes.ts';
import { signTricks } from './tricks/signs.ts';
import { soundTricks } from './tricks/sounds.ts';
import { sentenceTricks } from './tricks/sentences.ts';
import type { Trick } from './tricks/trick.ts';

const tricks: readonly Trick[] = [...shapeTricks, ...signTricks, ...soundTricks, ...sentenceTricks];
const rowsOfTrick = 10;

/** The generated part of the set: for each trick ten posts, each in another carrier. */
export function makeEvasions(seed: string): EvasionRow[] {
  return tricks.flatMap((trick) => rowsOf(trick, chanceOf(`${seed}:${trick.name}`)));
}

function rowsOf(trick: Trick, chance: Chance): EvasionRow[] {
  const rows: EvasionRow[] = [];
  const waiting = chance.shuffled(words);
  for (const carrier of chance.shuffled(carriersOf(trick))) {
    const at = rows.length;
    if (at === rowsOfTrick) break;
    const disguised = firstDisguised(trick, waiting, chance, at);
    const slots = slotsOf(disguised, chance);
    const text = fill(carrier.text, slots);
    rows.push({
      id: `gen-${trick.name}-${`${at + 1}`.padStart(2, '0')}`,
      trick: trick.name,
      text: withSpecimen(trick.finish?.(text, chance, at) ?? text),
      ...(carrier.context === undefined ? {} : { context: fill(carrier.context, slots) }),
      group_kind: carrier.kind,
      label: 'classified',
      tier: trick.tier,
      origin: 'generated',
    });
  }
  return rows;
}

function carriersOf({ from }: Trick): readonly Carrier[] {
  if (from === 'pages') return pages;
  if (from === 'marks') return carriers.filter(({ text }) => text.includes('{M}'));
  return from ?? carriers;
}

/** Words go round: the next one the trick can do something to, which then stands last. */
function firstDisguised(trick: Trick, waiting: MarkWord[], chance: Chance, at: number): { word: MarkWord; as: string } {
  for (let tried = 0; tried < waiting.length; tried += 1) {
    const word = waiting.shift();
    if (word === undefined) break;
    waiting.push(word);
    const as = trick.disguise(word, chance, at);
    if (as !== null) return { word, as };
  }
  throw new Error(`expected trick ${trick.name} to disguise at least one word, got none`);
}

function slotsOf({ word, as }: { word: MarkWord; as: string }, chance: Chance): Readonly<Record<string, string>> {
  return { M: as, N: as + word.paper, topic: chance.pick(topics), who: chance.pick(whos), time: chance.pick(times) };
}

function fill(template: string, slots: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot);
}

/** What looks like the mark of a state secret, readable as it stands, is an invented one and says so. */
export function showsMarkInClear(text: string): boolean {
  const starred = /(绝密|机密|(?<!工作)秘密)[】\s]*([★☆⭐✦✧*※✪⋆🌟🔯✭]|\(五角星\)|\[星\]|加星)/u;
  return starred.test(text.normalize('NFKC')) || /密级[:：]\s*(绝密|机密|秘密)/u.test(text);
}

function withSpecimen(text: string): string {
  return showsMarkInClear(text) && !text.includes('样张') ? `样张 ${text}` : text;
}

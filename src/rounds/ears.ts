import type { GroupId, Pseudonym } from '#model/ids.ts';
import type { QuizDesk } from '#model/quiz-desk.ts';
import type { QuizEars, QuizSay } from '#model/quiz-voice.ts';
import type { PromptId, RoundId } from '#model/round.ts';
import type { NewDeed } from '#model/deed.ts';
import { chosenOf } from '#quiz/shuffle.ts';
import { askedOf, takeAnswer, type Asked } from '#rounds/answer.ts';
import { putOff } from '#rounds/later.ts';
import { groupOrder, ownOrder } from '#rounds/order.ts';
import { itemOf, type RoundsParts } from '#rounds/parts.ts';

const choosing = 'choose/';
/** No answer is longer: A, AC, A、C。 */
const longestAnswer = 16;

/** What people press, ask and post, where it is meant for a quiz. */
export function createEars(parts: RoundsParts, desk: Pick<QuizDesk, 'runNow'>): QuizEars {
  return {
    async pressed({ key, member, ref, action }) {
      const isOurs = action.startsWith(choosing) || action.startsWith('quiz-');
      if (!isOurs) return false;
      const person = await parts.store.people.pseudonym(member, null);
      if (action.startsWith(choosing)) {
        const done = await answerLetters(parts, {
          ref,
          person,
          letters: action.slice(choosing.length),
          via: 'card',
          key,
        });
        if (!done) await sayTo(parts, key, { what: 'gone', ref, person });
      } else await press(parts, desk, { key, ref, person, action });
      return true;
    },
    async asked({ key, member, group, text }) {
      if (!mayBeLetters(text)) return false;
      const person = await parts.store.people.pseudonym(member, null);
      const ref = group === null ? await openFor(parts, person) : await openIn(parts, group);
      return ref !== null && answerLetters(parts, { ref, person, letters: text, via: 'reply', key });
    },
    async posted({ key, post }) {
      if (!mayBeLetters(post.body) || post.files.length > 0 || post.quoted !== null || post.forwarded.length > 0)
        return;
      const ref = await openIn(parts, post.group);
      if (ref === null) return;
      const person = await parts.store.people.pseudonym(post.sender.id, post.sender.name);
      // The post itself is examined as any other, and answered there.
      await answerLetters(parts, { ref, person, letters: post.body, via: 'reply', key: `${key}/quiz` });
    },
  };
}

function mayBeLetters(text: string): boolean {
  return text.length <= longestAnswer && chosenOf(text, [0, 1, 2, 3, 4, 5]) !== null;
}

interface Letters {
  readonly ref: RoundId | PromptId;
  readonly person: Pseudonym;
  readonly letters: string;
  readonly via: 'card' | 'reply';
  readonly key: string;
}

/** Letters name places of the card they were read on. False: no answer to anything. */
async function answerLetters(parts: RoundsParts, { ref, person, letters, via, key }: Letters): Promise<boolean> {
  const asked = await askedOf(parts, ref);
  const order = asked && orderOf(parts, asked);
  if (!order) return false;
  const taken = await takeAnswer(parts, { ref, person, chosen: chosenOf(letters, order), via, ms: null, key });
  return taken.kind !== 'no-answer' && taken.kind !== 'unknown';
}

function orderOf(parts: RoundsParts, asked: Asked): readonly number[] | null {
  const item = itemOf(parts, asked.kind === 'round' ? asked.round.item : asked.prompt.item);
  if (!item) return null;
  return asked.kind === 'round' ? groupOrder(item, asked.round) : ownOrder(item, asked.prompt.id, asked.prompt.person);
}

async function openIn({ store }: RoundsParts, group: GroupId): Promise<RoundId | null> {
  return (await store.quiz.openRound(group))?.id ?? null;
}

/** Said privately: his private item, else the round of a group of his that was opened last and that he has not answered. */
async function openFor({ store }: RoundsParts, person: Pseudonym): Promise<RoundId | PromptId | null> {
  const [prompt] = await store.quiz.prompts({ person, states: ['asked'], limit: 1 });
  if (prompt) return prompt.id;
  const seats = await store.quiz.groupsOf(person);
  const rounds = await Promise.all(seats.map(({ group }) => store.quiz.openRound(group)));
  const open = rounds.flatMap((round) => round ?? []).toSorted((one, other) => other.openedAt - one.openedAt);
  for (const { id } of open) if (!(await store.quiz.attempt(person, id))) return id;
  return open[0]?.id ?? null;
}

interface Press {
  readonly key: string;
  readonly ref: string;
  readonly person: Pseudonym;
  readonly action: string;
}

async function press(
  parts: RoundsParts,
  desk: Pick<QuizDesk, 'runNow'>,
  { key, ref, person, action }: Press,
): Promise<void> {
  const { store } = parts;
  switch (action) {
    case 'quiz-later': {
      const later = sayDeed({ what: 'later', ref, person });
      const done = await putOff(parts, ref, person, { answers: [key], deeds: [{ ...later, dueAt: parts.clock() }] });
      if (!done.ok) await store.record({ answers: [key] });
      return;
    }
    case 'quiz-remind': {
      const deeds = await remindAgain(parts, ref, person);
      await store.record({ answers: [key], deeds });
      parts.onWake();
      return;
    }
    case 'quiz-now':
      return runFor(parts, desk, { key, ref, person });
    default:
      await store.record({ answers: [key] });
  }
}

/** The owner wants a question now; where none is due he is told so. */
async function runFor(
  parts: RoundsParts,
  desk: Pick<QuizDesk, 'runNow'>,
  { key, ref, person }: Omit<Press, 'action'>,
): Promise<void> {
  const isOwner = (await parts.store.groups.find(ref))?.owner === person;
  const done = isOwner && (await desk.runNow(ref, { kind: 'member', person }));
  if (!done || done.ok) await parts.store.record({ answers: [key] });
  else await sayTo(parts, key, { what: 'none', ref, person });
}

/** The owner's one button: a message to the group, once a round, without names. */
async function remindAgain(
  { store, clock }: RoundsParts,
  ref: RoundId,
  person: Pseudonym,
): Promise<readonly NewDeed[]> {
  const round = await store.quiz.round(ref);
  const group = round && (await store.groups.find(round.group));
  if (!group || round.state !== 'open' || group.owner !== person) return [];
  const to = { kind: 'group', group: group.id } as const;
  return [
    {
      key: `${ref}/reminder/owner`,
      dueAt: clock(),
      deed: { kind: 'quiz-say', what: 'reminder', to, ref, case: null },
    },
  ];
}

interface Saying {
  readonly what: QuizSay['what'];
  readonly ref: string;
  readonly person: Pseudonym;
}

function sayDeed({ what, ref, person }: Saying): Omit<NewDeed, 'dueAt'> {
  return {
    key: `${ref}/${what}/${person}`,
    deed: { kind: 'quiz-say', what, to: { kind: 'person', person }, ref, case: null },
  };
}

async function sayTo({ store, clock, onWake }: RoundsParts, key: string, saying: Saying): Promise<void> {
  await store.record({ answers: [key], deeds: [{ ...sayDeed(saying), dueAt: clock() }] });
  onWake();
}

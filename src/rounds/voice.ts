import type { Case } from '#model/case.ts';
import type { Card, Receipt } from '#model/gateway.ts';
import type { Moment } from '#model/ids.ts';
import type { QuizItem } from '#model/quiz.ts';
import type { QuizSay, QuizVoice } from '#model/quiz-voice.ts';
import { fewestForShares, type Prompt, type Round } from '#model/round.ts';
import type { Change } from '#model/store.ts';
import { lettered, choicesOf, lessonOf, stemOf } from '#quiz/words.ts';
import { closeRound } from '#rounds/close.ts';
import { againAt } from '#rounds/later.ts';
import { isExcused } from '#rounds/learners.ts';
import { groupOrder, ownOrder } from '#rounds/order.ts';
import { hoursOf, isAppealed, itemOf, settingOf, type Numbers, type RoundsParts } from '#rounds/parts.ts';
import { dayWords, leftWords } from '#rounds/say-time.ts';

/** Words of a quiz, as they hold when they leave. */
export function createVoice(parts: RoundsParts): QuizVoice {
  return {
    async compose(deed, now) {
      const said = await cardFor(parts, deed, now);
      if (!said) return null;
      const { card, urgency, group } = said;
      if (group === null) return { card, urgency, anyDay: false, hours: null };
      const [{ onRestDays }, hours] = await Promise.all([settingOf(parts, group), hoursOf(parts, group)]);
      return { card, urgency, anyDay: onRestDays, hours };
    },
    said: (deed, receipt, now) => follow(parts, deed, receipt, now),
    async close(deed, now) {
      const round = await parts.store.quiz.round(deed.round);
      return round?.state === 'open' ? closeRound(round, now, { kind: 'bot' }) : null;
    },
  };
}

interface Said {
  readonly card: Card;
  readonly urgency: 'now' | 'office-hours';
  readonly group: string | null;
}

async function cardFor(parts: RoundsParts, deed: QuizSay, now: Moment): Promise<Said | null> {
  switch (deed.what) {
    case 'question':
    case 'reminder':
    case 'owner':
    case 'closed': {
      const round = await parts.store.quiz.round(deed.ref);
      return round && roundCard(parts, deed, round, now);
    }
    case 'private': {
      const prompt = await parts.store.quiz.prompt(deed.ref);
      return prompt?.state === 'waiting' ? privateCard(parts, deed, prompt) : null;
    }
    case 'lesson':
      return lessonCard(parts, deed);
    case 'later':
      return deed.to.kind === 'person'
        ? plain(parts, deed, 'quiz-later', { 剩余: leftWords((await againAt(parts, deed.ref, deed.to.person)) - now) })
        : null;
    case 'contest-answer':
      return contestCard(parts, deed);
    case 'answered':
    case 'over':
    case 'gone':
    case 'none':
      return plain(parts, deed, `quiz-${deed.what}`, {});
  }
}

async function roundCard(parts: RoundsParts, deed: QuizSay, round: Round, now: Moment): Promise<Said | null> {
  const item = itemOf(parts, round.item);
  if (!item) return null;
  if (deed.what === 'closed') return round.state === 'closed' ? closedCard(parts, deed, round, item) : null;
  if (round.state !== 'open') return null;
  const left = leftWords(round.closesAt - now);
  if (deed.what === 'question') return { ...questionCard(parts, deed, round, item), group: round.group };
  const { answered } = await parts.store.quiz.tally(round.id);
  if (answered >= round.asked) return null;
  if (deed.what === 'reminder') return { ...plain(parts, deed, 'quiz-reminder', { 剩余: left }), group: round.group };
  const group = await parts.store.groups.find(round.group);
  if (!group || deed.to.kind !== 'person' || group.owner !== deed.to.person) return null;
  const numbers = { 剩余: left, 群名: group.name, 次数: String(round.reminders) };
  return { ...plain(parts, deed, 'quiz-owner', numbers), group: round.group };
}

function questionCard(parts: RoundsParts, deed: QuizSay, round: Round, item: QuizItem): Omit<Said, 'group'> {
  const until = { 截止: dayWords(round.closesAt, parts.tz) };
  const [chosen, replied] = [parts.say('quiz-question', until), parts.say('quiz-question-reply', until)];
  const order = groupOrder(item, round);
  return {
    urgency: urgencyOf(round),
    card: {
      ref: deed.ref,
      title: chosen.title,
      body: [stemOf(item), ...lettered(choicesOf(item, order)), ...replied.body],
      buttons: [],
      link: null,
      question: questionOf(item, order, chosen.body),
    },
  };
}

/** What a person asks for now comes now. */
function urgencyOf({ by }: Round): Said['urgency'] {
  return by === 'hand' ? 'now' : 'office-hours';
}

function questionOf(item: QuizItem, order: readonly number[], note: readonly string[]): NonNullable<Card['question']> {
  return {
    text: stemOf(item),
    options: choicesOf(item, order),
    many: item.kind === 'multiple',
    note: note.join(''),
  };
}

async function closedCard(parts: RoundsParts, deed: QuizSay, round: Round, item: QuizItem): Promise<Said | null> {
  const { answered, right } = await parts.store.quiz.tally(round.id);
  if (answered === 0) return null;
  const isEnough = answered >= fewestForShares;
  const numbers = { 件数: String(answered), 比例: `${Math.round((right / answered) * 100)}%` };
  const words = parts.say(isEnough ? 'quiz-closed' : 'quiz-closed-few', numbers);
  const body = [...words.body, item.stem, ...lessonLines(parts, item, groupOrder(item, round))];
  const card = { ref: deed.ref, title: words.title, body, buttons: [], link: null };
  return { card, urgency: urgencyOf(round), group: round.group };
}

async function privateCard(parts: RoundsParts, deed: QuizSay, prompt: Prompt): Promise<Said | null> {
  const item = itemOf(parts, prompt.item);
  const of = prompt.because === null ? null : await parts.store.cases.find(prompt.because);
  // Whoever objects is not taught a lesson meanwhile.
  if (!item || isAppealed(of) || (await isExcused(parts, prompt.person))) return null;
  const before = await parts.store.quiz.prompts({ person: prompt.person, limit: 200 });
  const isFirst = !before.some(
    ({ id, because, askedAt }) => id !== prompt.id && because === prompt.because && askedAt !== null,
  );
  const said = plain(parts, deed, isFirst ? first(of) : 'quiz-private-again', {});
  const order = ownOrder(item, prompt.id, prompt.person);
  const { card } = said;
  const body = [...card.body, stemOf(item), ...lettered(choicesOf(item, order))];
  return { ...said, card: { ...card, body, question: questionOf(item, order, card.body) } };
}

/** What is not settled yet is not said to be. */
function first(of: Case | null): string {
  return of !== null && of.state !== 'upheld' && (of.acceptedAt ?? null) !== null
    ? 'quiz-private-accepted'
    : 'quiz-private';
}

/** To whoever answered by card or letter: in the order he saw. */
async function lessonCard(parts: RoundsParts, deed: QuizSay): Promise<Said | null> {
  const attempt = deed.to.kind === 'person' ? await parts.store.quiz.attempt(deed.to.person, deed.ref) : null;
  const item = attempt && itemOf(parts, attempt.item);
  if (!attempt || !item) return null;
  const partly = attempt.share > 0 ? 'quiz-partly' : 'quiz-wrong';
  const said = plain(parts, deed, attempt.isRight ? 'quiz-right' : partly, {});
  const round = await parts.store.quiz.round(deed.ref);
  const order = round ? groupOrder(item, round) : ownOrder(item, deed.ref, attempt.person);
  return { ...said, card: { ...said.card, body: [...said.card.body, ...lessonLines(parts, item, order)] } };
}

function lessonLines({ bank, law }: RoundsParts, item: QuizItem, order: readonly number[]): readonly string[] {
  const of = bank.cases.find(({ id }) => id === item.case);
  const article = law[item.article];
  return of && article ? lessonOf({ item, of, article, order }) : [item.rationale];
}

/** What the office said to his doubt; nothing where he was told already that it waits again. */
async function contestCard(parts: RoundsParts, deed: QuizSay): Promise<Said | null> {
  const person = deed.to.kind === 'person' ? deed.to.person : '';
  const contest = (await parts.store.quiz.contests({ item: deed.ref })).find((one) => one.person === person);
  if (!contest?.answer) return null;
  return plain(parts, deed, contest.state === 'upheld' ? 'quiz-contest-upheld' : `quiz-contest-${contest.answer}`, {});
}

function plain(parts: RoundsParts, deed: QuizSay, text: string, numbers: Numbers): Said {
  const words = parts.say(text, numbers);
  const url = words.link !== null && deed.to.kind === 'person' ? parts.link(deed.ref, deed.to.person) : null;
  const link = words.link !== null && url !== null ? { label: words.link, url } : null;
  const { title, body, buttons } = words;
  return { card: { ref: deed.ref, title, body, buttons, link }, urgency: words.urgency, group: null };
}

async function follow(parts: RoundsParts, deed: QuizSay, receipt: Receipt, now: Moment): Promise<Change> {
  const { store } = parts;
  const bot = { kind: 'bot' } as const;
  const about = deed.case === null ? {} : { case: deed.case };
  if (deed.what === 'private') {
    const prompt = await store.quiz.prompt(deed.ref);
    if (prompt?.state !== 'waiting') return {};
    const next: Prompt = receipt.ok
      ? { ...prompt, state: 'asked', askedAt: now }
      : { ...prompt, state: 'unreachable', settledAt: now };
    const event = receipt.ok ? 'lesson-asked' : 'not-told';
    const detail = { lesson: deed.ref, ...(receipt.ok ? {} : { why: receipt.refused }) };
    return { quiz: { prompts: [next] }, ledger: [{ at: now, event, actor: bot, ...about, detail }] };
  }
  const round = await store.quiz.round(deed.ref);
  if (!round) return {};
  if (!receipt.ok) {
    const detail = { round: round.id, text: deed.what, why: receipt.refused };
    return { ledger: [{ at: now, event: 'not-told', actor: bot, group: round.group, detail }] };
  }
  if (deed.what === 'question') return { quiz: { rounds: [{ ...round, message: receipt.id }] } };
  if (deed.what !== 'reminder') return {};
  const detail = { round: round.id, text: 'quiz-reminder', to: 'group' };
  return {
    quiz: { rounds: [{ ...round, reminders: round.reminders + 1 }] },
    ledger: [{ at: now, event: 'reminded', actor: bot, group: round.group, detail }],
  };
}

import type { Pseudonym } from '#model/ids.ts';
import type { Article } from '#model/law.ts';
import type { QuizCase, QuizItem } from '#model/quiz.ts';
import type { Lesson, QuestionPage } from '#model/quiz-desk.ts';
import { fewestForShares, type Attempt, type PromptId, type RoundId } from '#model/round.ts';
import { choicesOf } from '#quiz/words.ts';
import { askedOf, type Asked } from '#rounds/answer.ts';
import { ownOrder } from '#rounds/order.ts';
import { itemOf, type RoundsParts } from '#rounds/parts.ts';

/** What a person sees of a round or of his private item; the key is on it only when nothing is left to give away. */
export async function questionPage(
  parts: RoundsParts,
  ref: RoundId | PromptId,
  person: Pseudonym,
): Promise<QuestionPage | null> {
  const asked = await askedOf(parts, ref);
  if (!asked || (asked.kind === 'prompt' && asked.prompt.person !== person)) return null;
  if (asked.kind === 'round' && asked.round.state === 'cancelled') return null;
  const item = itemOf(parts, asked.kind === 'round' ? asked.round.item : asked.prompt.item);
  if (!item) return null;
  const attempt = await parts.store.quiz.attempt(person, ref);
  const state = stateOf(asked, attempt);
  const isTold = state === 'answered' || state === 'closed';
  const order = ownOrder(item, ref, person);
  const contest = (await parts.store.quiz.contests({ item: item.id })).find((one) => one.person === person);
  return {
    ref,
    form: asked.kind === 'round' ? 'round' : 'private',
    kind: item.kind,
    item: item.id,
    stem: item.stem,
    choices: choicesOf(item, order),
    isMany: item.kind === 'multiple',
    closesAt: asked.kind === 'round' ? asked.round.closesAt : null,
    state,
    lesson: isTold ? await lessonFor(parts, { asked, attempt, item, order }) : null,
    canPutOff: asked.kind === 'prompt' && (asked.prompt.state === 'asked' || asked.prompt.state === 'waiting'),
    canContest: isTold && !contest,
    contest: contest ? { why: contest.why, state: contest.state, answer: contest.answer ?? null } : null,
  };
}

function stateOf(asked: Asked, attempt: Attempt | null): QuestionPage['state'] {
  if (attempt) return 'answered';
  if (asked.kind === 'round') return asked.round.state === 'open' ? 'open' : 'closed';
  return asked.prompt.state === 'put-off' ? 'put-off' : 'open';
}

interface Told {
  readonly asked: Asked;
  readonly attempt: Attempt | null;
  readonly item: QuizItem;
  readonly order: readonly number[];
}

async function lessonFor(parts: RoundsParts, { asked, attempt, item, order }: Told): Promise<Lesson> {
  const isClosed = asked.kind === 'round' && asked.round.state === 'closed';
  const tally = isClosed ? await parts.store.quiz.tally(asked.round.id) : null;
  return lessonOn({
    item,
    of: parts.bank.cases.find(({ id }) => id === item.case),
    article: parts.law[item.article],
    order,
    answer: attempt,
    group: tally && tally.answered >= fewestForShares ? { answered: tally.answered, right: tally.right } : null,
  });
}

export interface LessonOn {
  readonly item: QuizItem;
  readonly of: QuizCase | undefined;
  readonly article: Article | undefined;
  readonly order: readonly number[];
  /** Null where he has not answered. */
  readonly answer: Pick<Attempt, 'chosen' | 'isRight' | 'share'> | null;
  readonly group: Lesson['group'];
}

export function lessonOn({ item, of, article, order, answer, group }: LessonOn): Lesson {
  const places = (numbers: readonly number[]): readonly number[] => numbers.map((number) => order.indexOf(number));
  return {
    isRight: answer?.isRight ?? null,
    share: answer?.share ?? null,
    chosen: places(answer?.chosen ?? []),
    key: places(item.key),
    rationale: item.rationale,
    case: { title: of?.title ?? '', form: of?.form ?? 'story', lines: of?.lines ?? [] },
    instead: of?.instead ?? [],
    article: article ? { name: `${article.law}${article.article}`, says: article.says } : { name: '', says: '' },
    group,
  };
}

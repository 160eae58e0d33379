import type { Article } from '#model/law.ts';
import type { QuizCase, QuizItem } from '#model/quiz.ts';
import { grade } from '#quiz/grade.ts';
import { lettersOf } from '#quiz/shuffle.ts';

const asks = {
  single: '选一项',
  multiple: '可选多项',
  'true-false': '判断对错',
  moment: '找出最先违规的一步',
  'what-now': '您会怎么做，选一项',
} as const;

/** The card in the group: the question, never the key. */
export function cardOf(item: QuizItem, order: readonly number[]): readonly string[] {
  return [
    `【每周一题·约30秒】${stemOf(item)}`,
    ...lettered(choicesOf(item, order)),
    '点选项作答，答案只有您自己看得到。不排名、不点名。',
  ];
}

/** The stem with how it is to be answered. */
export function stemOf(item: QuizItem): string {
  return `${item.stem}（${asks[item.kind]}）`;
}

export function choicesOf(item: QuizItem, order: readonly number[]): readonly string[] {
  return order.map((number) => item.choices[number] ?? '');
}

export function lettered(choices: readonly string[]): readonly string[] {
  return choices.map((choice, place) => `${String.fromCharCode(65 + place)}. ${choice}`);
}

export interface Answered {
  readonly item: QuizItem;
  readonly of: QuizCase;
  readonly article: Article;
  readonly order: readonly number[];
  /** Null where the page is shown without an answer. */
  readonly chosen: readonly number[] | null;
}

/** What whoever answered sees at once: right or not, why, the case in three lines, what to do, the article. */
export function answerPageOf(answered: Answered): readonly string[] {
  const [first = '', ...rest] = lessonOf(answered);
  return [`${judged(answered.item, answered.chosen)}${first}`, ...rest];
}

/** The key and the explanation, whatever was answered. */
export function lessonOf({ item, of, article, order }: Omit<Answered, 'chosen'>): readonly string[] {
  const key = item.key.map((number) => item.choices[number] ?? '').join('；');
  const told = of.form === 'story' ? '案例' : '办法';
  return [
    `正确答案：${lettersOf(item.key, order)}（${key}）。`,
    item.rationale,
    `${told}：${of.title}`,
    ...of.lines.map((line) => `  ${line}`),
    '遇到真事，可以这样做：',
    ...of.instead.map((line) => `  ${line}`),
    `依据：${article.law}${article.article}：${article.says}`,
  ];
}

function judged(item: QuizItem, chosen: readonly number[] | null): string {
  const graded = chosen ? grade(item, chosen) : null;
  if (!graded) return '';
  if (graded.isRight) return '答对了。';
  return graded.share > 0 ? '答对了一部分。' : '这次没有选对，过几天再遇见它。';
}

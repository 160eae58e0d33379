import type { ItemPreview } from '#model/quiz-desk.ts';
import type { QuizCase, QuizItem } from '#model/quiz.ts';
import { choicesOf, stemOf } from '#quiz/words.ts';
import { groupOrder } from '#rounds/order.ts';
import { lessonOn } from '#rounds/page.ts';
import type { RoundsParts } from '#rounds/parts.ts';
import { dayWords } from '#rounds/say-time.ts';

const usuallyOpen = 6 * 86_400_000;

/** An item as members would see it, before anybody is asked: the card in the group, the page, and what it says to whoever answered right. */
export function previewOf(parts: RoundsParts, item: QuizItem, of: QuizCase): ItemPreview {
  const order = groupOrder(item, { id: 'preview' });
  const { title, body } = parts.say('quiz-question', { 截止: dayWords(parts.clock() + usuallyOpen, parts.tz) });
  return {
    title,
    card: {
      text: stemOf(item),
      options: choicesOf(item, order),
      many: item.kind === 'multiple',
      note: body.join(''),
    },
    page: { kind: item.kind, stem: item.stem, choices: choicesOf(item, order), isMany: item.kind === 'multiple' },
    lesson: lessonOn({
      item,
      of,
      article: parts.law[item.article],
      order,
      group: null,
      answer: { chosen: item.key, isRight: true, share: 1 },
    }),
  };
}

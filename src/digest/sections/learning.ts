import type { DigestSection } from '#model/digest.ts';
import { section, type Matter } from '#digest/matter.ts';
import { keyWords, percent } from '#digest/words.ts';

/** What was learned in the quizzes of the period. */
export function learning({ quiz, say }: Matter): DigestSection {
  if (quiz === null || quiz.rounds === 0) return section('learning', say, [say('quiz-absent')]);
  const { rounds, asked, answered, right, weakest } = quiz;
  if (answered === null || right === null) return section('learning', say, [say('quiz-few', { 个数: rounds })]);
  return section('learning', say, [
    say('quiz-rounds', { 个数: rounds, 总数: asked, 数: answered }),
    say('quiz-right', { 比例: percent(right) }),
    ...(weakest === null ? [] : [say('quiz-weakest', { 名称: keyWords[weakest] ?? weakest })]),
  ]);
}

import type { QuizRefusal } from '#model/quiz-desk.ts';

const says: Readonly<Record<QuizRefusal['refused'], string>> = {
  unknown: '没有这道题，或者它已经取消。',
  closed: '这道题已经截止。',
  'no-answer': '请选择选项；单选题只选一项。',
  answered: '您已经答过这道题，以第一次作答为准。',
  'not-in-this-state': '现在不需要这样做，请刷新后再看。',
  'nothing-due': '本群近期各类题目都做过了，暂时没有到期的题。',
};

export function refuse(refused: QuizRefusal['refused'], more?: string): QuizRefusal {
  return { ok: false, refused, says: more ?? says[refused] };
}

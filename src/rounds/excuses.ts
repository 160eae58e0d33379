import type { Actor } from '#model/case.ts';
import type { QuizDesk } from '#model/quiz-desk.ts';
import type { Excuse } from '#model/round.ts';
import type { RoundsParts } from '#rounds/parts.ts';
import { refuse } from '#rounds/refusals.ts';

/** Asked nothing for a while, or until it is taken back; neither counted among those who should answer. */
export async function excusePerson(
  { store, clock }: RoundsParts,
  { person, why, until }: Pick<Excuse, 'person' | 'why' | 'until'>,
  actor: Actor,
): ReturnType<QuizDesk['excuse']> {
  const at = clock();
  if (!(await store.people.find(person))) return refuse('unknown', '没有这个人，或对应关系已经删除。');
  if (until !== null && until <= at) return refuse('not-in-this-state', '请选择今天以后的日期。');
  await store.record({
    quiz: { excuses: [{ person, why, from: at, until }] },
    ledger: [{ at, event: 'quiz-excused', actor, detail: { person, why, until: until ?? 0 } }],
  });
  return { ok: true };
}

export async function pardonPerson(
  { store, clock }: RoundsParts,
  { person, why }: Pick<Excuse, 'person' | 'why'>,
  actor: Actor,
): ReturnType<QuizDesk['pardon']> {
  const at = clock();
  const known = (await store.quiz.excuses(at)).some((one) => one.person === person && one.why === why);
  if (!known) return refuse('not-in-this-state', '已经恢复了，请刷新后再看。');
  await store.record({
    quiz: { pardons: [{ person, why }] },
    ledger: [{ at, event: 'quiz-pardoned', actor, detail: { person, why } }],
  });
  return { ok: true };
}

import type { Pseudonym } from '#model/ids.ts';
import type { QuizDesk } from '#model/quiz-desk.ts';
import type { PromptId } from '#model/round.ts';
import type { Change } from '#model/store.ts';
import { Transient } from '#model/transient.ts';
import { learnerOf } from '#rounds/learners.ts';
import { day, type RoundsParts } from '#rounds/parts.ts';
import { refuse } from '#rounds/refusals.ts';

const tries = 8;

/** A private item is put off; it comes again, each time later. */
export async function putOff(
  parts: RoundsParts,
  ref: PromptId,
  person: Pseudonym,
  more: Pick<Change, 'answers' | 'deeds'> = {},
): ReturnType<QuizDesk['putOff']> {
  const { store } = parts;
  for (let attempt = 0; attempt < tries; attempt++) {
    const prompt = await store.quiz.prompt(ref);
    if (prompt?.person !== person) return refuse('unknown');
    if (prompt.state !== 'asked' && prompt.state !== 'waiting') return refuse('not-in-this-state');
    const now = parts.clock();
    const recorded = await store.record({
      ...more,
      quiz: { prompts: [{ ...prompt, state: 'put-off', askedAt: prompt.askedAt ?? now, settledAt: now }] },
      ...(prompt.because !== null && {
        ledger: [
          {
            at: now,
            event: 'lesson-put-off',
            actor: { kind: 'member', person },
            case: prompt.because,
            detail: { lesson: ref },
          },
        ],
      }),
    });
    if (!recorded.ok) continue;
    parts.onWake();
    return { ok: true, againAt: await againAt(parts, ref, person) };
  }
  throw new Transient(`quiz ${ref}: changed ${tries} times meanwhile`);
}

/** When the category of a private item is due again. */
export async function againAt(parts: RoundsParts, ref: PromptId, person: Pseudonym): Promise<number> {
  const now = parts.clock();
  const prompt = await parts.store.quiz.prompt(ref);
  const { history } = await learnerOf(parts, person, now);
  const due = prompt && parts.memory.recallsOf(history).get(prompt.category)?.dueAt;
  return Math.max(due ?? 0, now + day);
}

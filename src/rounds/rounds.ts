import type { QuizDesk } from '#model/quiz-desk.ts';
import type { QuizEars, QuizVoice } from '#model/quiz-voice.ts';
import { createQuizDesk } from '#rounds/desk.ts';
import { createEars } from '#rounds/ears.ts';
import { quizJobs, type QuizJob } from '#rounds/jobs.ts';
import type { RoundsParts } from '#rounds/parts.ts';
import { createVoice } from '#rounds/voice.ts';

export interface Rounds {
  readonly desk: QuizDesk;
  /** For enforce, which speaks. */
  readonly voice: QuizVoice;
  /** For what people press, ask and post. */
  readonly ears: QuizEars;
  /** For the timetable. */
  readonly jobs: () => Promise<readonly QuizJob[]>;
}

/** Asks what `quiz` chooses: opens rounds, takes answers in, follows cases with private items. All it does is changes in the store. */
export function createRounds(parts: RoundsParts): Rounds {
  const desk = createQuizDesk(parts);
  return { desk, voice: createVoice(parts), ears: createEars(parts, desk), jobs: () => quizJobs(parts) };
}

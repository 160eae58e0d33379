import type { HourLine } from '#model/quiz-figures.ts';
import type { LearningParts } from '#learning/parts.ts';

/** The same hours have the same code; other hours, or another person, another one. */
export function sealOf({ seal }: LearningParts, { person, year, minutes, answered }: HourLine): string {
  return seal(`${person}\n${year}\n${minutes}\n${answered}`);
}
